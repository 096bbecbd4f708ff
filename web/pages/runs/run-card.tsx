import type { RunRow } from "../../../src/api/v1/shapes/run.ts";
import { RunStateBadge } from "../../ui/state-badge.tsx";
import { When } from "../../ui/when.tsx";
import { type ListedRun, RunName } from "./run-columns.tsx";
import styles from "./runs.module.css";

interface Props {
  readonly row: ListedRun;
  readonly hasConnection: boolean;
  readonly onUnfold: (run: RunRow) => void;
}

/** A run on a phone. */
export function RunCard({ row, hasConnection, onUnfold }: Props) {
  const { run } = row;
  return (
    <div className={styles.card}>
      <div className={styles.cardHead}>
        <RunName row={row} onUnfold={onUnfold} />
        <RunStateBadge state={run.state} says={run.stateSays} />
      </div>
      <span dir="auto">{run.says}</span>
      <span className={styles.quiet} dir="auto">
        {hasConnection && `${run.connection} · `}
        {run.startedBy} · <When at={run.startedAt} />
      </span>
    </div>
  );
}
