import { Checkbox } from "@mantine/core";
import type { ChangeRow } from "../../../src/api/v1/shapes/run.ts";
import { useWhy } from "../../why/why-provider.tsx";
import { BecauseCell, PersonCell, ResultCell } from "./change-cells.tsx";
import styles from "./run.module.css";
import type { Ticks } from "./use-ticks.ts";

interface Props {
  readonly row: ChangeRow;
  readonly connectionId: number;
  readonly ticks: Ticks | null;
  readonly isTickable: (row: ChangeRow) => boolean;
  readonly hasResult: boolean;
  readonly canDecide: boolean;
}

/** A line of a plan on a phone. */
export function ChangeCard({ row, connectionId, ticks, isTickable, hasResult, canDecide }: Props) {
  const { openWhy } = useWhy();
  const why = () =>
    openWhy({
      connectionId,
      ...(row.externalId !== null ? { person: row.externalId } : row.recordId !== null && { recordOf: row.entity, recordId: row.recordId }),
    });
  return (
    <div className={styles.cardBody}>
      <span className={styles.cell}>
        {ticks !== null && isTickable(row) && (
          <Checkbox
            size="sm"
            aria-label={`Apply to ${row.name || row.email}`}
            checked={ticks.isTicked(row)}
            disabled={!ticks.isPossible}
            onChange={(event) => ticks.set([row], event.currentTarget.checked)}
          />
        )}
        <PersonCell row={row} onWhy={why} />
        <strong className={styles.end}>{row.what}</strong>
      </span>
      {row.isEffect && (
        <span dir="auto">
          {row.before} → {row.after}
        </span>
      )}
      {row.goesTo !== "—" && <span dir="auto">Goes to {row.goesTo}</span>}
      <span className={styles.quiet}>
        <BecauseCell row={row} connectionId={connectionId} canDecide={canDecide} />
      </span>
      {hasResult && <ResultCell row={row} />}
    </div>
  );
}
