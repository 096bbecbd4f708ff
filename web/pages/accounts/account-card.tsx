import { Anchor, Text } from "@mantine/core";
import type { AccountRow } from "../../../src/api/v1/shapes/settings.ts";
import { DeskLinks, Standing } from "./account-columns.tsx";

interface AccountCardProps {
  readonly row: AccountRow;
  readonly onOpen: () => void;
}

/** An account on a phone. */
export function AccountCard({ row, onOpen }: AccountCardProps) {
  return (
    <div style={{ overflowWrap: "anywhere" }}>
      <Anchor component="button" type="button" fw={600} dir="auto" ta="start" onClick={onOpen}>
        {row.name === "" ? "(no name)" : row.name}
      </Anchor>
      <Text size="sm" c="dimmed" dir="auto">
        {row.email}
      </Text>
      <Text size="sm" dir="auto">
        {row.orgUnit} → {row.goesTo}
      </Text>
      <Standing standing={row.standing} /> <DeskLinks row={row} />
    </div>
  );
}
