import { Button, Menu } from "@mantine/core";
import type { CustomerView } from "../../../src/api/v1/shapes/person.ts";
import { Allowed } from "../../session.tsx";
import { IconChevronDown } from "../../ui/icons.ts";
import { PathLink } from "../../ui/path-link.tsx";

/** Leads to the import of the directory that the customer's people come from; to one of them where there are several. */
export function CustomerImport({ directories }: Pick<CustomerView, "directories">) {
  const [only] = directories;
  if (only === undefined) return null;
  return (
    <Allowed to="directories:edit">
      {directories.length === 1 ? (
        <Button variant="default" component={PathLink} href={addressOf(only.id)}>
          Import
        </Button>
      ) : (
        <Menu position="bottom-end" withinPortal={false}>
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
              Import
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {directories.map(({ id, name }) => (
              <Menu.Item key={id} component={PathLink} href={addressOf(id)} dir="auto">
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Allowed>
  );
}

function addressOf(connectionId: number): string {
  return `/directories/${connectionId}/import`;
}
