import { Group, Stack, Text } from "@mantine/core";
import { type RecordSearch, type SearchChange, textOf } from "../../records/record-search.ts";
import { type Column, DataGrid } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { FilterMenu } from "../../ui/filter-menu.tsx";
import { Reading } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { Tile } from "../../ui/tile.tsx";
import { useWindow } from "../../ui/use-window.ts";
import { LineDetail } from "./line-detail.tsx";
import { askLines, useTakeover } from "./queries.ts";
import classes from "./takeover.module.css";
import type { TakeoverDetail, TakeoverLine } from "./takeover-types.ts";
import { actionWords, countActions, kindWords, listedActions, listedKinds, sayChanges, stateWords } from "./takeover-words.ts";

interface Props {
  readonly takeover: TakeoverDetail;
  readonly search: RecordSearch;
  readonly onChange: (change: SearchChange, isTyping: boolean) => void;
}

/** The lines of a plan: tiles that filter, and each line with what it does and why. */
export function PlanLines({ takeover, search, onChange }: Props) {
  const of = (name: string) => textOf(search, name) || undefined;
  const filter = { kind: of("kind"), action: of("action"), state: of("state"), q: of("q") };
  const rows = useWindow<TakeoverLine>({
    key: ["takeovers", "one", takeover.id, "lines", takeover.planHash, filter],
    fetchRows: (from, limit) => askLines(takeover.id, { ...filter, from: String(from), limit: String(limit) }),
  });
  // An undo has no files; what fields are called stands in those of what it undoes.
  const undone = useTakeover(takeover.undoesId ?? takeover.id, false).data;
  const files = takeover.undoesId === null ? takeover.files : (undone?.files ?? []);
  const counts = countActions(takeover, filter.kind);
  const whole = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const open = typeof search.open === "number" ? search.open : null;
  const toggle = (line: TakeoverLine) => onChange({ open: line.seq === open ? undefined : line.seq }, true);
  const isWritten = takeover.state !== "planned";
  return (
    <Stack gap="md">
      <div className={classes.tiles}>
        <Tile
          n={whole}
          label="all lines"
          share={1}
          isActive={filter.action === undefined}
          onSelect={() => onChange({ action: undefined }, false)}
        />
        {listedActions.flatMap((action) => {
          const n = counts.get(action);
          if (n === undefined) return [];
          const { label, tone } = actionWords[action];
          return (
            <Tile
              key={action}
              n={n}
              label={label}
              tone={tone}
              share={n / whole}
              isActive={filter.action === action}
              onSelect={() => onChange({ action: filter.action === action ? undefined : action }, false)}
              mark={action === "refused" ? "!" : undefined}
            />
          );
        })}
      </div>
      <Group gap="xs">
        <SearchBox
          label="Search the lines"
          placeholder="A name, an id, a reason"
          value={filter.q ?? ""}
          onChange={(q) => onChange({ q: q === "" ? undefined : q }, true)}
        />
        <FilterMenu
          label="Kind"
          options={listedKinds
            .filter((kind) => takeover.counts[kind] !== undefined)
            .map((kind) => ({ value: kind, label: kindWords[kind] }))}
          chosen={filter.kind === undefined ? [] : [filter.kind]}
          onChange={(kinds) => onChange({ kind: kinds.at(-1) }, false)}
        />
        {isWritten && (
          <FilterMenu
            label="Outcome"
            options={Object.entries(stateWords).map(([value, { label }]) => ({ value, label, n: takeover.outcomes[value] }))}
            chosen={filter.state === undefined ? [] : [filter.state]}
            onChange={(states) => onChange({ state: states.at(-1) }, false)}
          />
        )}
        <Text size="sm" role="status">
          {rows.total === null ? "Counting…" : `${rows.total.toLocaleString()} ${rows.total === 1 ? "line" : "lines"}`}
        </Text>
      </Group>
      {rows.error !== null && <ProblemAlert error={rows.error} onRetry={() => void rows.refresh()} />}
      {rows.total === null && rows.error === null && <Reading what="the lines" />}
      {rows.total !== null && (
        <DataGrid
          label="Lines of the plan"
          total={rows.total}
          columns={listColumns(isWritten)}
          getRow={rows.getRow}
          onRange={rows.onRange}
          rowKey={(line) => line.seq}
          resetKey={rows.resetKey}
          onOpen={toggle}
          isOpen={(line) => line.seq === open}
          renderDetail={(line) => <LineDetail line={line} files={files} />}
          renderCard={(line) => <LineCard line={line} isWritten={isWritten} />}
          empty={<Empty title="No line fits these filters" />}
        />
      )}
    </Stack>
  );
}

function listColumns(isWritten: boolean): readonly Column<TakeoverLine>[] {
  return [
    { key: "row", label: "Line", width: "70px", align: "end", render: ({ row }) => (row === null ? "–" : row.toLocaleString()) },
    { key: "kind", label: "Kind", width: "100px", render: ({ kind }) => kindWords[kind] },
    { key: "name", label: "Name", width: "1.4fr", minWidth: 150, render: ({ name }) => <span dir="auto">{name || "no name"}</span> },
    { key: "id", label: "Id there", minWidth: 90, render: ({ externalId }) => <span dir="auto">{externalId}</span> },
    { key: "action", label: "What happens", minWidth: 165, render: (line) => <Action line={line} /> },
    ...(isWritten
      ? [{ key: "state", label: "Outcome", minWidth: 130, render: (line: TakeoverLine) => <Outcome line={line} /> }]
      : [{ key: "changes", label: "Changes", width: "90px", render: (line: TakeoverLine) => sayChanges(line) }]),
    { key: "says", label: "Why", width: "2fr", minWidth: 200, render: ({ says }) => <span title={says ?? ""}>{says}</span> },
  ];
}

function Action({ line }: { readonly line: TakeoverLine }) {
  const { label, tone } = actionWords[line.action];
  return <StateBadge tone={tone}>{label}</StateBadge>;
}

function Outcome({ line }: { readonly line: TakeoverLine }) {
  const { label, tone } = stateWords[line.state] ?? { label: line.state, tone: "neutral" };
  return <StateBadge tone={tone}>{label}</StateBadge>;
}

function LineCard({ line, isWritten }: { readonly line: TakeoverLine; readonly isWritten: boolean }) {
  return (
    <Stack gap={2}>
      <Text fw={500} dir="auto">
        {line.name || "no name"}
      </Text>
      <Text size="sm" c="dimmed">
        {kindWords[line.kind]}
        {line.row !== null && `, line ${line.row.toLocaleString()}`}
      </Text>
      <Group gap="sm">
        <Action line={line} />
        {isWritten && <Outcome line={line} />}
      </Group>
      {line.says !== null && <Text size="sm">{line.says}</Text>}
    </Stack>
  );
}
