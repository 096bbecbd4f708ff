import { List } from "@mantine/core";
import type { AnyRecord } from "../../records/record-types.ts";
import { RecordLink } from "../../records/record-value.tsx";
import { useChosen } from "../../records/reference-choices.ts";
import { Empty } from "../../ui/empty.tsx";

/** The agents of a team. */
export function TeamMembers({ record }: { readonly record: AnyRecord }) {
  const ids = Array.isArray(record.agentIds) ? record.agentIds.map(Number) : [];
  const agents = useChosen("agent", ids);
  if (ids.length === 0) return <Empty title="Nobody is in this team">Edit it, or choose its teams on an agent's page.</Empty>;
  return (
    <List size="sm" listStyleType="none" spacing="xs">
      {agents.map(({ value, label }) => (
        <List.Item key={value}>
          <RecordLink refersTo="agent" id={Number(value)} label={label} />
        </List.Item>
      ))}
    </List>
  );
}
