import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { ReadAgain } from "./read-again.tsx";
import styles from "./run.module.css";

/** What a plan is and what it stands on: that nothing was written, its number, the settings, and the reading. */
export function PlanHead({ run, says }: { readonly run: RunView; readonly says: ReactNode }) {
  return (
    <>
      <div className={styles.row}>
        <strong className={styles.grow}>{says}</strong>
        <PlanName run={run} />
      </div>
      {run.kind !== "undo" && (
        <div className={styles.row}>
          <ReadingLine run={run} />
          {run.state !== "waiting" && run.staleBecause === null && <ReadAgain run={run} />}
          {run.validUntil !== null && run.staleBecause === null && (
            <span className={styles.quiet}>
              valid until <When at={run.validUntil} />
            </span>
          )}
        </div>
      )}
    </>
  );
}

/** The number of a plan, and the version of the settings that it was made with. */
export function PlanName({ run }: { readonly run: RunView }) {
  return (
    <span className={styles.end}>
      <span aria-live="polite">
        Plan <strong data-plan-number>{run.planNumber}</strong>
      </span>{" "}
      ·{" "}
      <AnchorLink to="/directories/$connectionId/versions" params={{ connectionId: String(run.connectionId) }}>
        settings v{run.settingsVersion}
      </AnchorLink>
    </span>
  );
}

/** What was read, and whether absence follows from it. */
export function ReadingLine({ run }: { readonly run: RunView }) {
  const [first = explainNoReading(run), ...more] = run.readingSays;
  const isSound = isBelieved(run);
  return (
    <span className={styles.grow}>
      {isSound ? (
        <IconCheck size={16} className={`${styles.inline} ${styles.good}`} aria-hidden />
      ) : (
        <IconAlertTriangle size={16} className={`${styles.inline} ${styles.waiting}`} aria-hidden />
      )}{" "}
      <span className={isSound ? styles.good : styles.waiting}>{first}</span>
      {run.readAt !== null && (run.reading !== null || isFromCopy(run)) && (
        <>
          {" · "}
          <When at={run.readAt} />
        </>
      )}
      {more.map((line) => (
        <span key={line} className={styles.quiet}>
          {" "}
          · {line}
        </span>
      ))}
    </span>
  );
}

function explainNoReading(run: RunView): string {
  return isFromCopy(run) ? "From our copy of the directory; nothing was asked of it." : `${run.type} was not read to its end.`;
}

function isFromCopy({ kind }: Pick<RunView, "kind">): boolean {
  return kind === "replan" || kind === "whatIf";
}

/** Whether the reading is what it should be. That a first one proves nobody's absence is no fault of it. */
function isBelieved({ reading, isReadingComplete, kind }: RunView): boolean {
  if (reading === null) return isFromCopy({ kind });
  return isReadingComplete && (reading.notEvidenceBecause === null || reading.before === null);
}
