import { type ReactNode, useState } from "react";
import { useKind } from "../queries/records.ts";
import { Reading } from "../ui/loaded.tsx";
import { NewRecordButton } from "./new-record-button.tsx";
import { RecordList } from "./record-list.tsx";
import type { RecordSearch } from "./record-search.ts";
import type { Draft } from "./record-types.ts";

interface HeldListProps {
  readonly name: string;
  /** `{ customerId: "2" }`: whose records these are. */
  readonly held: Readonly<Record<string, string>>;
  /** What a new one has already; without it, none is created from here. */
  readonly preset?: Draft;
  readonly shown?: readonly string[];
  readonly filters?: readonly string[];
  readonly empty: ReactNode;
}

/** The records that belong to another one, as a tab of its page. */
export function HeldList({ name, held, preset, shown, filters = [], empty }: HeldListProps) {
  const kind = useKind(name);
  const [search, setSearch] = useState<RecordSearch>({});
  if (kind === undefined) return <Reading what="the list" />;
  return (
    <RecordList
      kind={kind}
      search={search}
      onSearch={setSearch}
      held={held}
      filters={filters}
      {...(shown !== undefined && { shown })}
      {...(preset !== undefined && { action: <NewRecordButton kind={kind} preset={preset} variant="default" staysHere /> })}
      empty={empty}
    />
  );
}
