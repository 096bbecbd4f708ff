import { Text } from "@mantine/core";
import { useRecordHistory } from "../queries/records.ts";
import { Empty } from "../ui/empty.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { HappenedList } from "./happened-list.tsx";
import type { KindView } from "./record-types.ts";

/** What runs and people did to a record, newest first, with what was there before and after. */
export function RecordHistory({ kind, id }: { readonly kind: KindView; readonly id: number }) {
  const history = useRecordHistory(kind, id);
  return (
    <Loaded query={history} reading="the history">
      {({ items, total }) =>
        items.length === 0 ? (
          <Empty title="Nothing happened yet">Edits by hand, imports and programs appear here, with before and after.</Empty>
        ) : (
          <>
            <HappenedList events={items} />
            {total > items.length && (
              <Text size="sm" mt="sm">
                The newest {items.length.toLocaleString()} of {total.toLocaleString()}. The audit log under Settings has all of them.
              </Text>
            )}
          </>
        )
      }
    </Loaded>
  );
}
