import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";
import type { ChangeRow, RunView } from "../../../src/api/v1/shapes/run.ts";
import { ColumnChooser, useHiddenColumns } from "../../ui/column-chooser.tsx";
import { DataGrid } from "../../ui/data-grid.tsx";
import { Reading } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useWindow } from "../../ui/use-window.ts";
import { ChangeCard } from "./change-card.tsx";
import { useChangeColumns } from "./change-columns.tsx";
import { ChangeDetail } from "./change-detail.tsx";
import { ActiveFilters, ChangeFilters } from "./change-filters.tsx";
import { DownloadMenu } from "./download-menu.tsx";
import { NoRows } from "./no-rows.tsx";
import { facetsQuery, fetchLines } from "./queries.ts";
import styles from "./run.module.css";
import { filterOf, isNarrowed, orders, type RunSearch } from "./run-search.ts";
import type { Ticks } from "./use-ticks.ts";

interface Props {
  readonly run: RunView;
  readonly search: RunSearch;
  readonly onChange: (change: RunSearch) => void;
  /** Choosing rows: of a plan that may be applied, or of a run that may be taken back in part. */
  readonly ticks: Ticks | null;
  readonly isTickable: (row: ChangeRow) => boolean;
  /** What ticking all is called: `Select all`. */
  readonly canTickAll?: boolean;
  readonly hasResult?: boolean;
  readonly empty?: ReactNode;
}

/** The lines of a plan: what narrows them, the grid, and every line opened in place. */
export function ChangeGrid({ run, search, onChange, ticks, isTickable, canTickAll = false, hasResult = false, empty }: Props) {
  const filter = useMemo(() => filterOf(search), [search]);
  const facets = useQuery(facetsQuery(run.id, run.planNumber)).data;
  const window = useWindow<ChangeRow>({
    key: ["runs", run.id, "lines", filter],
    fetchRows: (from, limit) => fetchLines(run.id, filter, { from, limit }),
  });
  const { getRow, total, refresh } = window;
  useRefreshWithPlan(run.planHash, refresh);
  const openSeq = search.open;
  const isOpen = useCallback((row: ChangeRow) => row.seq === openSeq, [openSeq]);
  const onOpen = useCallback((row: ChangeRow) => onChange({ open: row.seq === openSeq ? undefined : row.seq }), [onChange, openSeq]);
  const onToggle = useCallback(
    (row: ChangeRow) => {
      if (ticks?.isPossible === true && isTickable(row)) ticks.set([row], !ticks.isTicked(row));
    },
    [ticks, isTickable],
  );
  const renderDetail = useCallback(
    (row: ChangeRow) => <ChangeDetail runId={run.id} connectionId={run.connectionId} row={row} />,
    [run.id, run.connectionId],
  );
  const renderCard = useCallback(
    (row: ChangeRow) => (
      <ChangeCard
        row={row}
        connectionId={run.connectionId}
        ticks={ticks}
        isTickable={isTickable}
        hasResult={hasResult}
        canDecide={run.state !== "shown"}
      />
    ),
    [run.connectionId, run.state, ticks, isTickable, hasResult],
  );
  const hasRoles = run.rolesGained > 0 || run.rolesLost > 0 || search.entity === "agent";
  const isFiltered = isNarrowed(search);
  const columns = useChangeColumns({
    run,
    ticks,
    isTickable,
    getRow,
    isOpen,
    onOpen,
    hasRoles,
    hasResult,
    canTickAll: canTickAll && !isFiltered,
  });
  const { hidden, setHidden } = useHiddenColumns(hasRoles ? "changes-with-roles" : "changes", columns);
  const shown = useMemo(() => columns.filter(({ key }) => !hidden.includes(key)), [columns, hidden]);

  return (
    <>
      <div className={styles.filters}>
        <ChangeFilters run={run} facets={facets} search={search} onChange={onChange} />
        <span className={styles.tools}>
          {total !== null && (
            <span role="status" className="m-number">
              {total.toLocaleString()} {total === 1 ? "row" : "rows"}
            </span>
          )}
          <ColumnChooser columns={columns.filter(({ key }) => key !== "tick" && key !== "name")} hidden={hidden} onChange={setHidden} />
          <DownloadMenu runId={run.id} filter={filter} total={total} />
        </span>
      </div>
      {isFiltered && (
        <div className={styles.row}>
          <ActiveFilters search={search} onChange={onChange} />
          {canTickAll && ticks?.isPossible === true && (total ?? 0) > 0 && (
            <TickShown isDisabled={ticks.isSaving} onTick={(isTicked) => ticks.setAll(filter, isTicked)} />
          )}
        </div>
      )}
      {window.error !== null && <ProblemAlert error={window.error} onRetry={() => void window.refresh()} />}
      {ticks?.error != null && <ProblemAlert error={ticks.error} />}
      {total === null && window.error === null && <Reading what="the changes" />}
      {total !== null && (
        <div className={styles.grid}>
          <DataGrid
            label="Changes"
            total={total}
            columns={shown}
            getRow={getRow}
            onRange={window.onRange}
            rowKey={rowKey}
            rowHeight={38}
            maxHeight="max(22rem, calc(100dvh - 17rem))"
            onOpen={onOpen}
            onToggle={ticks === null ? undefined : onToggle}
            isOpen={isOpen}
            renderDetail={renderDetail}
            renderCard={renderCard}
            rowTone={toneOf}
            resetKey={window.resetKey}
            sort={search.sort}
            onSort={(sort) => onChange({ sort: nextOrder(search.sort, sort) })}
            empty={isFiltered ? <NoRows onClear={onChange} /> : empty}
          />
        </div>
      )}
    </>
  );
}

/** Another number means other rows are ticked, whoever ticked them. */
function useRefreshWithPlan(planHash: string | null, refresh: () => Promise<void>) {
  const seen = useRef(planHash);
  useEffect(() => {
    if (seen.current === planHash) return;
    seen.current = planHash;
    void refresh();
  }, [planHash, refresh]);
}

const rowKey = (row: ChangeRow) => row.seq;

/** A third click on a heading goes back to the order that shows first what takes something away. */
function nextOrder(now: RunSearch["sort"], wanted: string): RunSearch["sort"] {
  return now === `-${wanted}` ? undefined : orders.find((order) => order === wanted);
}

/** An edge beside what takes something away, and beside what waits. */
function toneOf(row: ChangeRow): "bad" | "waiting" | undefined {
  if (row.kind === "deactivate" || row.kind === "remove" || row.kind === "unlink" || row.losesRole) return "bad";
  return row.kind === "decide" || row.state === "changedSince" || row.state === "failed" ? "waiting" : undefined;
}

interface TickShownProps {
  readonly isDisabled: boolean;
  readonly onTick: (isTicked: boolean) => void;
}

/** Ticks or unticks all that the filter lets through, on screen or not. */
function TickShown({ isDisabled, onTick }: TickShownProps) {
  return (
    <>
      <button type="button" className={styles.link} disabled={isDisabled} onClick={() => onTick(true)}>
        Select all that is shown
      </button>
      <button type="button" className={styles.link} disabled={isDisabled} onClick={() => onTick(false)}>
        Unselect all that is shown
      </button>
    </>
  );
}
