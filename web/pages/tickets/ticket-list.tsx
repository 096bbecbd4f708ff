import { Button, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { queryOf } from "../../queries/call.ts";
import { askRecords } from "../../queries/records.ts";
import { RecordFilters } from "../../records/record-filters.tsx";
import { changeSearch, filtersOf, type RecordSearch, textOf } from "../../records/record-search.ts";
import type { KindView, Sheet } from "../../records/record-types.ts";
import { SavedViews } from "../../records/saved-views.tsx";
import { useMe } from "../../session.tsx";
import { ColumnChooser, useHiddenColumns } from "../../ui/column-chooser.tsx";
import { DataGrid } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { IconDownload } from "../../ui/icons.ts";
import { Reading } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { SideBySide } from "../../ui/side-by-side.tsx";
import { useWindow } from "../../ui/use-window.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { NewTicketButton } from "./new-ticket-button.tsx";
import { ownTimeZone } from "./queries.ts";
import { TicketBeside } from "./ticket-beside.tsx";
import { listTicketColumns, TicketCard } from "./ticket-columns.tsx";
import type { TicketRecord } from "./ticket-record.ts";
import { listViews, queryOfTickets, viewOfSearch } from "./ticket-views.ts";
import { useListKeys } from "./use-list-keys.ts";

interface Props {
  readonly kind: KindView;
  readonly search: RecordSearch;
  readonly onSearch: (search: RecordSearch, isTyping: boolean) => void;
  /** What the place itself decides: `{ customerId: "2" }`. No filter and no column for it. */
  readonly held?: Readonly<Record<string, string>>;
}

/** A list of tickets: filtered, sorted, walked by keys, many changed at once, and each with its conversation beside the list. */
export function TicketList({ kind, search, onSearch, held = {} }: Props) {
  const without = useMemo(() => Object.keys(held), [held]);
  const mayEdit = useMe().permissions.includes("tickets:edit");
  const query = { ...queryOfTickets(search, ownTimeZone), ...held };
  const key = ["records", "ticket", "list", query];
  const rows = useWindow<TicketRecord>({
    key,
    fetchRows: (from, limit) => askRecords(kind, { ...query, from: String(from), limit: String(limit) }),
  });
  const searchedFor = useQueryClient().getQueryData<Sheet>([...key, "sheet", 0])?.searchedFor ?? null;
  const [chosen, setChosen] = useState<ReadonlyMap<number, TicketRecord>>(new Map());
  const at = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => {
    const toggle = (ticket: TicketRecord) =>
      setChosen((old) => new Map(old.has(ticket.id) ? [...old].filter(([id]) => id !== ticket.id) : [...old, [ticket.id, ticket]]));
    return listTicketColumns({ kind, without, chosen: mayEdit ? { ids: new Set(chosen.keys()), toggle } : null });
  }, [kind, without, chosen, mayEdit]);
  const { hidden, setHidden, shown } = useHiddenColumns(`tickets${without.join()}`, columns);
  const show = (change: Parameters<typeof changeSearch>[1]) => onSearch(changeSearch(search, change), "q" in change || "open" in change);
  const open = typeof search.open === "number" ? search.open : null;
  const toggle = (ticket: TicketRecord) =>
    setChosen((old) => new Map(old.has(ticket.id) ? [...old].filter(([id]) => id !== ticket.id) : [...old, [ticket.id, ticket]]));
  useListKeys({
    onWalk: (step) => {
      const row = findRow(at.current, { step, open });
      row?.focus();
      if (open !== null && row !== null) show({ open: Number(row.dataset.row) });
    },
    onChoose: () => {
      const row = document.activeElement?.closest<HTMLElement>("[data-row]");
      const ticket = rows.getRow(Number(row?.getAttribute("aria-rowindex") ?? 0) - 2);
      if (mayEdit && ticket !== undefined) toggle(ticket);
    },
  });
  const view = viewOfSearch(search);
  const isNarrowed = search.q !== undefined || Object.keys(filtersOf(search)).some((name) => name !== "view");
  const clear = () => onSearch(changeSearch({}, { view: search.view, sort: search.sort }), false);

  return (
    <Stack gap="md" ref={at}>
      <RecordFilters
        kind={kind}
        search={changeSearch(search, { view: undefined })}
        first={["statusId", "typeId", "agentId"].filter((name) => !without.includes(name))}
        without={[...without, "isClosed"]}
        onChange={show}
        onClear={clear}
      />
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <SavedViews
            list={kind.path}
            search={{ view: view.key, ...search }}
            defaults={listViews.map(({ key: name, label }) => ({ name: label, query: `view=${name}` }))}
            onOpen={(next) => onSearch(next, false)}
          />
          <Text size="sm" role="status">
            {rows.total === null ? "Counting…" : `${rows.total.toLocaleString()} ${rows.total === 1 ? "ticket" : "tickets"}`}
            {searchedFor !== null && `, searched for “${searchedFor}” because “${textOf(search, "q")}” was not found`}
          </Text>
        </Group>
        <Group gap="xs">
          <ColumnChooser columns={columns.filter((column) => column.key !== "choose")} hidden={hidden} onChange={setHidden} />
          <Button
            component="a"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            href={`/v1/tickets${queryOf({ ...query, format: "csv" })}`}
            download="tickets.csv"
          >
            CSV of these {rows.total?.toLocaleString() ?? ""}
          </Button>
        </Group>
      </Group>
      {mayEdit && <BulkBar kind={kind} chosen={chosen} onChoose={setChosen} query={query} total={rows.total ?? 0} />}
      {rows.error !== null && <ProblemAlert error={rows.error} onRetry={() => void rows.refresh()} />}
      {rows.total === null && rows.error === null && <Reading what="the list of tickets" />}
      {rows.total !== null && (
        <SideBySide
          isOpen={open !== null}
          onClose={() => show({ open: undefined })}
          label="Ticket"
          list={
            <DataGrid
              label="Tickets"
              total={rows.total}
              columns={open === null ? shown : shown.filter((column) => ["choose", "id", "label", "statusId"].includes(column.key))}
              getRow={rows.getRow}
              onRange={rows.onRange}
              rowKey={(ticket) => ticket.id}
              resetKey={rows.resetKey}
              sort={textOf(search, "sort") || kind.sortedBy}
              onSort={(sort) => show({ sort: sort === kind.sortedBy ? undefined : sort })}
              onOpen={(ticket) => show({ open: ticket.id === open ? undefined : ticket.id })}
              {...(mayEdit && { onToggle: toggle })}
              isOpen={(ticket) => ticket.id === open}
              renderCard={(ticket) => <TicketCard ticket={ticket} />}
              empty={
                isNarrowed ? (
                  <Empty
                    title="No ticket of this view fits these filters"
                    action={
                      <>
                        <Button onClick={clear}>Clear filters</Button>
                        {view.key !== "all" && (
                          <Button variant="default" onClick={() => show({ view: "all" })}>
                            Look in all tickets
                          </Button>
                        )}
                      </>
                    }
                  />
                ) : (
                  <Empty title={view.empty} action={<NewTicketButton preset={presetOf(held)} variant="default" />} />
                )
              }
            />
          }
          detail={open !== null && <TicketBeside key={open} id={open} />}
        />
      )}
    </Stack>
  );
}

/** The row that a step leads to: from the one with the focus, or the one that is open, or into the list. */
function findRow(list: HTMLElement | null, { step, open }: { readonly step: 1 | -1; readonly open: number | null }): HTMLElement | null {
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])].toSorted((a, b) => placeOf(a) - placeOf(b));
  const here = rows.find((row) => row === document.activeElement) ?? rows.find((row) => Number(row.dataset.row) === open);
  if (here === undefined) return rows[0] ?? null;
  return rows.find((row) => placeOf(row) === placeOf(here) + step) ?? here;
}

function placeOf(row: HTMLElement): number {
  return Number(row.getAttribute("aria-rowindex"));
}

function presetOf(held: Readonly<Record<string, string>>): Record<string, number> {
  return Object.fromEntries(Object.entries(held).map(([name, value]) => [name, Number(value)]));
}
