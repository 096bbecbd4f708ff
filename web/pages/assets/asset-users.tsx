import { List } from "@mantine/core";
import type { AnyRecord } from "../../records/record-types.ts";
import { RecordLink } from "../../records/record-value.tsx";
import { useChosen } from "../../records/reference-choices.ts";
import { Empty } from "../../ui/empty.tsx";

/** Who uses an asset. */
export function AssetUsers({ record }: { readonly record: AnyRecord }) {
  const ids = Array.isArray(record.userIds) ? record.userIds.map(Number) : [];
  const users = useChosen("user", ids);
  if (ids.length === 0) return <Empty title="Nobody uses this asset">Edit it to say who does.</Empty>;
  return (
    <List size="sm" listStyleType="none" spacing="xs">
      {users.map(({ value, label }) => (
        <List.Item key={value}>
          <RecordLink refersTo="user" id={Number(value)} label={label} />
        </List.Item>
      ))}
    </List>
  );
}
