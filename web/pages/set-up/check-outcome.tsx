import { Alert, Anchor, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ConnectionCheck, ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { AbilityList } from "./ability-list.tsx";
import { ConsoleLink } from "./console-link.tsx";
import { findCurePage } from "./find-cure-page.ts";

interface CheckOutcomeProps {
  readonly check: ConnectionCheck;
  readonly connection: ConnectionView;
}

/** What may be read, a row each; or, where the directory let nobody in, its one answer with the cure. */
export function CheckOutcome({ check, connection }: CheckOutcomeProps) {
  const { abilities } = check;
  const signIn = connection.signIn.kind;
  const { says, vendorCode, isWhole } = findRefusal(check);
  if (!isWhole) {
    return (
      <div>
        <AbilityList abilities={abilities} signIn={signIn} />
        <Text size="sm" mt="sm" style={{ overflowWrap: "anywhere" }}>
          {check.says}
        </Text>
      </div>
    );
  }
  const page = findCurePage(vendorCode, signIn);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={`${connection.type} refused`} role="alert">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {says}
      </Text>
      <Group gap="sm" mt="xs">
        {signIn === "oauthClient" && (
          <Text size="sm">
            <Anchor underline="always" inherit component={PathLink} href={`/directories/${connection.id}/set-up?step=connect`}>
              Reconnect
            </Anchor>
          </Text>
        )}
        {page !== null && (
          <Text size="sm">
            <ConsoleLink to={page.to}>{page.label}</ConsoleLink>
          </Text>
        )}
        {vendorCode !== null && (
          <Text size="xs" c="dimmed">
            Google’s word for it: <code>{vendorCode}</code>
          </Text>
        )}
        <CopyButton value={`${connection.name}: ${says}${vendorCode === null ? "" : ` (${vendorCode})`}`} label="Copy for support" />
      </Group>
    </Alert>
  );
}

/** The one answer where nobody was let in at all: it would stand at every ability alike. */
function findRefusal({ abilities, says, vendorCode }: ConnectionCheck) {
  const [first] = abilities;
  if (first === undefined) return { says, vendorCode, isWhole: true };
  const isWhole = abilities.every((ability) => !ability.isGranted && ability.says === first.says);
  return { says: first.says, vendorCode: first.vendorCode, isWhole };
}

/** Without users there is nothing to go on with. */
export function canRead(check: ConnectionCheck | undefined): boolean {
  return check?.abilities.some(({ ability, isGranted }) => ability === "users" && isGranted) === true;
}
