import { Group, Text } from "@mantine/core";
import type { ConnectionCheck } from "../../../src/api/v1/shapes/connection.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import type { SignInKind } from "./choose-sign-in.tsx";
import { ConsoleLink } from "./console-link.tsx";
import { findCurePage } from "./find-cure-page.ts";

interface AbilityCureProps {
  readonly ability: ConnectionCheck["abilities"][number];
  readonly signIn: SignInKind;
}

/** Where to go to cure what may not be read, and what to send to whoever helps. */
export function AbilityCure({ ability, signIn }: AbilityCureProps) {
  const page = findCurePage(ability.vendorCode, signIn);
  return (
    <Group gap="sm" mt={4}>
      {page !== null && (
        <Text size="sm">
          <ConsoleLink to={page.to}>{page.label}</ConsoleLink>
        </Text>
      )}
      {ability.vendorCode !== null && (
        <Text size="xs" c="dimmed">
          Google’s word for it: <code>{ability.vendorCode}</code>
        </Text>
      )}
      <CopyButton
        value={`${ability.label}: ${ability.says}${ability.vendorCode === null ? "" : ` (${ability.vendorCode})`}`}
        label="Copy for support"
      />
    </Group>
  );
}
