import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { RunRow } from "../../../src/api/v1/shapes/run.ts";
import { ColumnChooser, useHiddenColumns } from "../../ui/column-chooser.tsx";
import { DataGrid } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Reading } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useWindow } from "../../ui/use-window.ts";
import { fetchRuns } from "./fetch-runs.ts";
import { RunCard } from "./run-card.tsx";
import { type ListedRun, runColumns } from "./run-columns.tsx";
import styles from "./runs.module.css";
import { RunsFilters } from "./runs-filters.tsx";
import { type RunsSearch, runsFilterOf } from "./runs-search.ts";
import { countUnfolded, rowAt } from "./unfold-rows.ts";
import { useUnfolded } from "./use-unfolded.ts";

interface Props {
  readonly search: RunsSearch;
  readonly onChange: (search: RunsSearch) => void;
  /** The connection whose runs are listed; null for all of them. */
  readonly connectionId: number | null;
}

/** Runs, newest first. Runs without changes that follow each other are one row, until somebody unfolds it. */
export function RunsList({ search, onChange, connectionId }: Props) {
  const navigate = useNavigate();
  const filter = useMemo(() => ({ ...runsFilterOf(search), ...(connectionId !== null && { connectionId }) }), [search, connectionId]);
  const window = useWindow<RunRow>({
    key: ["runs", "list", "folded", filter],
    fetchRows: (from, limit) => fetchRuns({ ...filter, folded: "true" }, { from, limit }),
  });
  const { unfolded, toggle, isUnfolded } = useUnfolded(filter);
  const { getRow } = window;
  const getListed = useCallback(
    (place: number): ListedRun | undefined => {
      const { row, isInner } = rowAt(place, unfolded, getRow);
      return row === undefined ? undefined : { run: row, isInner, isUnfolded: isUnfolded(row) };
    },
    [unfolded, getRow, isUnfolded],
  );
  const findPlace = useCallback(
    (run: RunRow) => {
      for (let index = 0; index < (window.total ?? 0); index += 1) if (getRow(index)?.id === run.id) return index;
      return -1;
    },
    [getRow, window.total],
  );
  const onUnfold = useCallback((run: RunRow) => toggle(run, findPlace(run)), [toggle, findPlace]);
  const onOpen = useCallback(
    ({ run, isInner }: ListedRun) => {
      if (run.folded !== null && !isInner) onUnfold(run);
      else void navigate({ to: "/runs/$runId", params: { runId: String(run.id) } });
    },
    [navigate, onUnfold],
  );
  const columns = useMemo(() => runColumns({ hasConnection: connectionId === null, onUnfold }), [connectionId, onUnfold]);
  const { hidden, setHidden } = useHiddenColumns("runs", columns);
  const shown = useMemo(() => columns.filter(({ key }) => !hidden.includes(key)), [columns, hidden]);
  const isFiltered = Object.keys(search).length > 0;
  const total = window.total;

  return (
    <>
      <div className={styles.filters}>
        <RunsFilters search={search} onChange={onChange} hasConnection={connectionId === null} />
        <ColumnChooser columns={columns.filter(({ key }) => key !== "run")} hidden={hidden} onChange={setHidden} />
        {isFiltered && (
          <Button variant="subtle" onClick={() => onChange({})}>
            Clear filters
          </Button>
        )}
      </div>
      {window.error !== null && <ProblemAlert error={window.error} onRetry={() => void window.refresh()} />}
      {total === null && window.error === null && <Reading what="the list of runs" />}
      {total !== null && (
        <DataGrid
          label="Runs"
          total={total === 0 ? 0 : total + countUnfolded(unfolded)}
          columns={shown}
          getRow={getListed}
          onRange={window.onRange}
          rowKey={({ run, isInner }) => `${run.id}${isInner ? " unfolded" : ""}`}
          rowHeight={54}
          onOpen={onOpen}
          renderCard={(row) => <RunCard row={row} hasConnection={connectionId === null} onUnfold={onUnfold} />}
          rowTone={toneOf}
          resetKey={window.resetKey}
          empty={
            isFiltered ? (
              <Empty title="No run fits these filters." action={<Button onClick={() => onChange({})}>Clear filters</Button>} />
            ) : (
              <Empty title="No run yet.">
                A run is one import or one undo: what was read, what was planned, and what was written. Start the first one from the Import
                tab of a directory.
              </Empty>
            )
          }
        />
      )}
    </>
  );
}

function toneOf({ run }: ListedRun): "bad" | "waiting" | undefined {
  if (run.state === "stopped" || run.state === "failed") return "bad";
  return run.state === "waiting" || (run.result?.failed ?? 0) > 0 ? "waiting" : undefined;
}
