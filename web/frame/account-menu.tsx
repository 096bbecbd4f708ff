import { Menu, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useSignOut } from "../queries/session.ts";
import { useMe } from "../session.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { IconChevronDown, IconKeyboard, IconLogout, IconUser } from "../ui/icons.ts";
import classes from "./frame.module.css";

/** Who is signed in, and the way out. */
export function AccountMenu({ onKeys }: { readonly onKeys: () => void }) {
  const { agent } = useMe();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={240} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.account}>
          <Avatar name={agent.name} size={26} />
          <span className={classes.accountName} dir="auto">
            <VisuallyHidden>Signed in as </VisuallyHidden>
            {agent.name}
          </span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <span dir="auto">{agent.name}</span>
          <br />
          <span style={{ overflowWrap: "anywhere" }}>{agent.email}</span>
        </Menu.Label>
        <Menu.Item
          leftSection={<IconUser size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/agents/$id" params={{ id: String(agent.id) }} {...props} />}
        >
          Your page
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onKeys}>
          Keys
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
