import { Alert } from "@mantine/core";
import { IconAlertTriangle, IconEye } from "@tabler/icons-react";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { ReadAgain } from "./read-again.tsx";
import styles from "./run.module.css";
import { listNames } from "./words.ts";

/** The amber bar of a plan that should be made anew: why, and how. */
export function StaleBar({ run }: { readonly run: RunView }) {
  if (run.staleBecause === null) return null;
  return (
    <Alert color="yellow" variant="light" role="alert" title="Out of date" icon={<IconAlertTriangle aria-hidden />}>
      <div className={styles.limits}>
        <span className={styles.grow}>{run.staleBecause}</span>
        <ReadAgain run={run} isPrimary />
      </div>
    </Alert>
  );
}

/** Who else has the page open, so that two people do not decide at once. */
export function AlsoLooking({ run }: { readonly run: RunView }) {
  const { alsoLooking } = run;
  if (alsoLooking.length === 0) return null;
  return (
    <span className={`${styles.iconed} ${styles.quiet}`} role="status">
      <IconEye size={16} aria-hidden />
      {listNames(alsoLooking)} {alsoLooking.length === 1 ? "is" : "are"} looking at this too
    </span>
  );
}
