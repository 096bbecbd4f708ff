import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { LinkedText } from "../../why/linked-text.tsx";
import styles from "./run.module.css";

/** People whom a run left alone, each with why. */
export function SparedList({ run }: { readonly run: RunView }) {
  return (
    <ul className={`${styles.plain} ${styles.grow}`}>
      {run.spared.map((line) => (
        <li key={line.seq}>
          <LinkedText text={line.says} connectionId={run.connectionId} />
        </li>
      ))}
    </ul>
  );
}
