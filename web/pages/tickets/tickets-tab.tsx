import { Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useKind } from "../../queries/records.ts";
import { changeSearch, type RecordSearch } from "../../records/record-search.ts";
import { Reading } from "../../ui/loaded.tsx";
import { NewTicketButton } from "./new-ticket-button.tsx";
import { TicketList } from "./ticket-list.tsx";
import { viewOfSearch } from "./ticket-views.ts";
import { ViewChoice } from "./view-choice.tsx";

interface Props {
  /** Whose tickets these are: `{ customerId: "2" }`. */
  readonly held: Readonly<Record<string, string>>;
  /** What a new one has already; without it, none is opened from here. */
  readonly preset?: Readonly<Record<string, number>>;
}

/** The tickets of a customer, a person or an asset, as a tab of its page. */
export function TicketsTab({ held, preset }: Props) {
  const kind = useKind("ticket");
  const [search, setSearch] = useState<RecordSearch>({ view: "all" });
  if (kind === undefined) return <Reading what="the tickets" />;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <ViewChoice current={viewOfSearch(search).key} onChange={(view) => setSearch(changeSearch(search, { view, open: undefined }))} />
        {preset !== undefined && <NewTicketButton preset={preset} variant="default" />}
      </Group>
      <TicketList kind={kind} search={search} onSearch={setSearch} held={held} />
    </Stack>
  );
}
