import type { ReactNode } from "react";
import type { RunRow } from "../../../src/api/v1/shapes/run.ts";
import { CountLink } from "../../ui/count-link.tsx";
import type { Column } from "../../ui/data-grid.tsx";
import { IconChevronRight } from "../../ui/icons.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { RunStateBadge } from "../../ui/state-badge.tsx";
import { formatDuration, When } from "../../ui/when.tsx";
import styles from "./runs.module.css";

/** A row as the list shows it: a run, one of an unfolded group, or a group that is folded. */
export interface ListedRun {
  readonly run: RunRow;
  readonly isInner: boolean;
  readonly isUnfolded: boolean;
}

interface Needs {
  readonly hasConnection: boolean;
  readonly onUnfold: (run: RunRow) => void;
}

/** The columns of a list of runs. Every number leads to its rows. */
export function runColumns({ hasConnection, onUnfold }: Needs): readonly Column<ListedRun>[] {
  const number = (
    key: keyof Pick<RunRow, "created" | "updated" | "deactivated" | "leftOut">,
    label: string,
    kind: string | readonly string[],
  ): Column<ListedRun> => ({
    key,
    label,
    width: key === "deactivated" ? "112px" : "86px",
    align: "end",
    render: ({ run }) => (
      <Count
        n={run[key]}
        run={run}
        search={{ kind, ...(key !== "leftOut" && run.state === "applied" && { state: ["applied", "undone"] }) }}
      />
    ),
  });
  return [
    {
      key: "run",
      label: hasConnection ? "Run, connection" : "Run",
      minWidth: 185,
      width: "1.6fr",
      render: (row) => (
        <TwoLines
          first={<RunName row={row} onUnfold={onUnfold} />}
          second={
            hasConnection &&
            !isGroup(row) && (
              <PathLink href={`/directories/${row.run.connectionId}`} className={styles.second} dir="auto" title={row.run.connection}>
                {row.run.connection}
              </PathLink>
            )
          }
          isInner={row.isInner}
        />
      ),
    },
    {
      key: "startedAt",
      label: "Started, by",
      minWidth: 130,
      render: (row) => (
        <TwoLines
          first={<When at={row.run.startedAt} />}
          second={!isGroup(row) && <span title={row.run.startedBy}>{row.run.startedBy}</span>}
        />
      ),
    },
    {
      key: "read",
      label: "Read",
      width: "72px",
      align: "end",
      render: (row) =>
        isGroup(row) ? null : row.run.read === null ? <Nothing /> : <Count n={row.run.read} run={row.run} search={{ tab: "requests" }} />,
    },
    number("created", "Created", "create"),
    number("updated", "Updated", ["update", "link", "reactivate", "unlink"]),
    number("deactivated", "Deactivated", ["deactivate", "remove"]),
    { key: "roles", label: "Roles ±", width: "92px", align: "end", render: ({ run }) => <Roles run={run} /> },
    number("leftOut", "Left out", "leftOut"),
    {
      key: "result",
      label: "Result",
      minWidth: 150,
      width: "1.6fr",
      render: ({ run }) => (
        <TwoLines
          first={<RunStateBadge state={run.state} says={run.stateSays} />}
          second={
            <span dir="auto" title={run.says}>
              {run.says}
            </span>
          }
        />
      ),
    },
    {
      key: "took",
      label: "Took",
      width: "76px",
      align: "end",
      render: (row) =>
        isGroup(row) ? null : row.run.milliseconds === null ? <Nothing /> : <span>{formatDuration(row.run.milliseconds)}</span>,
    },
  ];
}

/** Whether a row stands for several runs: nothing of the newest of them is said of all. */
function isGroup({ run, isInner }: ListedRun): boolean {
  return run.folded !== null && !isInner;
}

function TwoLines({
  first,
  second,
  isInner = false,
}: {
  readonly first: ReactNode;
  readonly second: ReactNode;
  readonly isInner?: boolean;
}) {
  return (
    <span className={styles.twoLines} data-inner={isInner}>
      <span className={styles.line}>{first}</span>
      {second !== false && <span className={`${styles.line} ${styles.second}`}>{second}</span>}
    </span>
  );
}

/** The run's number and what it was; a folded group says how many it stands for. */
export function RunName({
  row: { run, isInner, isUnfolded },
  onUnfold,
}: {
  readonly row: ListedRun;
  readonly onUnfold: (run: RunRow) => void;
}) {
  if (run.folded !== null && !isInner)
    return (
      <button type="button" className={styles.unfold} aria-expanded={isUnfolded} onClick={() => onUnfold(run)}>
        <IconChevronRight size={14} aria-hidden className={isUnfolded ? styles.turned : undefined} />
        {run.folded.n.toLocaleString()} runs without changes
      </button>
    );
  return (
    <PathLink href={`/runs/${run.id}`} className={styles.run}>
      <strong>{run.id}</strong> {run.what}
    </PathLink>
  );
}

function Roles({ run }: { readonly run: RunRow }) {
  if (run.rolesGained === 0 && run.rolesLost === 0) return <Nothing />;
  return (
    <span className={styles.pair}>
      <PathLink href={`/runs/${run.id}?counts=roleGains`} title="people who gain a role or a board">
        +{run.rolesGained.toLocaleString()}
      </PathLink>
      <PathLink href={`/runs/${run.id}?counts=roleLosses`} title="people who lose a role or a board">
        −{run.rolesLost.toLocaleString()}
      </PathLink>
    </span>
  );
}

function Count({ n, run, search }: { readonly n: number; readonly run: RunRow; readonly search: Record<string, unknown> }) {
  return n === 0 ? <Nothing /> : <CountLink n={n} to={`/runs/${run.id}`} search={search} />;
}

function Nothing() {
  return <span className={styles.quiet}>–</span>;
}
