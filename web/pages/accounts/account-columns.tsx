import { Text } from "@mantine/core";
import type { AccountRow } from "../../../src/api/v1/shapes/settings.ts";
import type { Column } from "../../ui/data-grid.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { standingWords } from "./explain-accounts.ts";

const Cut = ({ text }: { readonly text: string }) => (
  <Text span size="sm" truncate title={text} dir="auto" display="block">
    {text}
  </Text>
);

/** What the list of accounts shows of each. */
export const accountColumns: readonly Column<AccountRow>[] = [
  { key: "name", label: "Name", width: "1.3fr", minWidth: 160, render: ({ name }) => <Cut text={name === "" ? "(no name)" : name} /> },
  { key: "email", label: "E-mail", width: "1.5fr", minWidth: 200, render: ({ email }) => <Cut text={email} /> },
  { key: "orgUnit", label: "Org unit", width: "1.1fr", minWidth: 130, render: ({ orgUnit }) => <Cut text={orgUnit} /> },
  { key: "standing", label: "Account", minWidth: 120, width: "130px", render: ({ standing }) => <Standing standing={standing} /> },
  { key: "goesTo", label: "Goes to", width: "1.4fr", minWidth: 170, render: ({ goesTo }) => <Cut text={goesTo} /> },
  { key: "desk", label: "On the desk", minWidth: 130, width: "150px", render: (row) => <DeskLinks row={row} /> },
];

export function Standing({ standing }: { readonly standing: AccountRow["standing"] }) {
  const { says, tone } = standingWords[standing];
  return <StateBadge tone={tone}>{says}</StateBadge>;
}

/** The desk records that this account is. */
export function DeskLinks({ row }: { readonly row: AccountRow }) {
  if (row.userId === null && row.agentId === null) {
    return (
      <Text span size="sm" c="dimmed">
        –
      </Text>
    );
  }
  return (
    <span style={{ display: "inline-flex", gap: 8, fontSize: "var(--mantine-font-size-sm)" }}>
      {row.userId !== null && <PathLink href={`/users/${row.userId}`}>user #{row.userId}</PathLink>}
      {row.agentId !== null && <PathLink href={`/agents/${row.agentId}`}>agent #{row.agentId}</PathLink>}
    </span>
  );
}
