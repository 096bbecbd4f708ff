import { Button, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { queryOf } from "../queries/call.ts";
import { askRecords } from "../queries/records.ts";
import { ColumnChooser, useHiddenColumns } from "../ui/column-chooser.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Empty } from "../ui/empty.tsx";
import { IconDownload } from "../ui/icons.ts";
import { Reading } from "../ui/loaded.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { SideBySide } from "../ui/side-by-side.tsx";
import { useWindow } from "../ui/use-window.ts";
import { useChoosing } from "./bulk/use-choosing.tsx";
import { RecordBeside } from "./record-beside.tsx";
import { columnsOfKind, RecordCard } from "./record-columns.tsx";
import { RecordFilters } from "./record-filters.tsx";
import { changeSearch, isNarrowed, queryOfSearch, type RecordSearch, textOf } from "./record-search.ts";
import type { AnyRecord, KindView, Sheet } from "./record-types.ts";
import { capital, labelOf } from "./record-words.ts";
import { type DefaultView, SavedViews } from "./saved-views.tsx";

export interface RecordListProps {
  readonly kind: KindView;
  readonly search: RecordSearch;
  readonly onSearch: (search: RecordSearch, isTyping: boolean) => void;
  /** What the place itself decides: `{ customerId: "2" }`. No filter and no column for it. */
  readonly held?: Readonly<Record<string, string>>;
  readonly shown?: readonly string[];
  readonly filters?: readonly string[];
  readonly views?: readonly DefaultView[];
  /** Columns that this list has beside the kind's own. */
  readonly extra?: readonly Column<AnyRecord>[];
  /** What stands where there is nothing yet. */
  readonly empty?: ReactNode;
  /** Beside the columns: a button that creates one. */
  readonly action?: ReactNode;
  /** What opens beside the list; the record's details without it. */
  readonly renderBeside?: (record: AnyRecord) => ReactNode;
}

/** A list of records of any length: searched, filtered, sorted, as a file, and with the detail of a row beside it. */
export function RecordList({
  kind,
  search,
  onSearch,
  held = {},
  shown,
  filters,
  views = [],
  extra = [],
  empty,
  action,
  renderBeside,
}: RecordListProps) {
  const without = useMemo(() => Object.keys(held), [held]);
  const query = { ...queryOfSearch(search), ...held };
  const key = ["records", kind.name, "list", query];
  const rows = useWindow<AnyRecord>({
    key,
    fetchRows: (from, limit) => askRecords(kind, { ...query, from: String(from), limit: String(limit) }),
  });
  const searchedFor = useQueryClient().getQueryData<Sheet>([...key, "sheet", 0])?.searchedFor ?? null;
  const choosing = useChoosing({ kind, query, searchedFor, rows, nameOf: (record: AnyRecord) => labelOf(kind, record) });
  const columns = useMemo(() => [...columnsOfKind({ kind, shown, without }), ...extra], [kind, shown, without, extra]);
  const { hidden, setHidden, shown: shownColumns } = useHiddenColumns(`${kind.path}${without.join()}`, columns);
  const show = (change: Parameters<typeof changeSearch>[1]) => onSearch(changeSearch(search, change), "q" in change);
  const open = typeof search.open === "number" ? search.open : null;
  const first = filters ?? filtersOfKind(kind, without);
  const cardFields = (shown ?? kind.fields.slice(1).map(({ name }) => name)).filter((name) => !without.includes(name));
  const clear = () => onSearch(search.sort === undefined ? {} : { sort: search.sort }, false);

  return (
    <Stack gap="md" ref={choosing.list}>
      <RecordFilters kind={kind} search={search} first={first} without={without} onChange={show} onClear={clear} />
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <SavedViews
            list={kind.path}
            search={search}
            defaults={[{ name: `All ${kind.many}`, query: "" }, ...views]}
            onOpen={(next) => onSearch(next, false)}
          />
          <Text size="sm" role="status">
            {sayCount(rows.total, kind)}
            {searchedFor !== null && `, searched for “${searchedFor}” because “${textOf(search, "q")}” was not found`}
          </Text>
        </Group>
        <Group gap="xs">
          {action}
          <ColumnChooser columns={columns} hidden={hidden} onChange={setHidden} />
          <Button
            component="a"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            href={`/v1/${kind.path}${queryOf({ ...query, format: "csv" })}`}
            download={`${kind.path}.csv`}
          >
            CSV of these {rows.total?.toLocaleString() ?? ""}
          </Button>
        </Group>
      </Group>
      {rows.error !== null && <ProblemAlert error={rows.error} onRetry={() => void rows.refresh()} />}
      {rows.total === null && rows.error === null && <Reading what={`the list of ${kind.many}`} />}
      {rows.total !== null && (
        <SideBySide
          isOpen={open !== null}
          onClose={() => show({ open: undefined, tab: undefined })}
          label={capital(kind.one)}
          list={
            <DataGrid
              label={capital(kind.many)}
              total={rows.total}
              columns={choosing.withBoxes(open === null ? shownColumns : shownColumns.slice(0, 3))}
              getRow={rows.getRow}
              onRange={rows.onRange}
              rowKey={(record) => record.id}
              resetKey={rows.resetKey}
              sort={textOf(search, "sort") || kind.sortedBy}
              onSort={(sort) => show({ sort: sort === kind.sortedBy ? undefined : sort })}
              onOpen={(record) => show({ open: record.id === open ? undefined : record.id })}
              {...choosing.keys}
              isOpen={(record) => record.id === open}
              renderCard={(record, index) =>
                choosing.withBox(record, index, <RecordCard kind={kind} record={record} fields={cardFields} />)
              }
              empty={
                isNarrowed(search) ? (
                  <Empty title={`No ${kind.one} fits these filters`} action={<Button onClick={clear}>Clear filters</Button>}>
                    The others are here; the filters above hide them.
                  </Empty>
                ) : (
                  (empty ?? <Empty title={`No ${kind.one} yet`} />)
                )
              }
            />
          }
          detail={
            open !== null &&
            (renderBeside === undefined ? (
              <RecordBeside key={open} kind={kind} id={open} />
            ) : (
              <RecordBeside key={open} kind={kind} id={open} render={renderBeside} />
            ))
          }
        />
      )}
      {choosing.bar}
    </Stack>
  );
}

function sayCount(total: number | null, kind: KindView): string {
  if (total === null) return "Counting…";
  return `${total.toLocaleString()} ${total === 1 ? kind.one : kind.many}`;
}

/** The filters that most lists want at hand: closed choices, and whose it is. */
function filtersOfKind(kind: KindView, without: readonly string[]): readonly string[] {
  const wanted = kind.fields.filter((field) => field.isFilterable && !without.includes(field.name));
  const handy = wanted.filter(
    ({ kind: shape, name }) => shape === "choice" || name === "isActive" || name === "customerId" || name === "typeId",
  );
  return handy.slice(0, 4).map(({ name }) => name);
}
