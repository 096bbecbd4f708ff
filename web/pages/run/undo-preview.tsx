import { useCallback } from "react";
import type { ChangeRow, RunView } from "../../../src/api/v1/shapes/run.ts";
import { Page } from "../../ui/page.tsx";
import { LinkedText } from "../../why/linked-text.tsx";
import { ChangeGrid } from "./change-grid.tsx";
import { FootBar } from "./foot-bar.tsx";
import { AlsoLooking, StaleBar } from "./notices.tsx";
import { PlanHead } from "./plan-head.tsx";
import { PlanTiles } from "./plan-tiles.tsx";
import styles from "./run.module.css";
import { crumbsOf, subtitleOf } from "./run-crumbs.tsx";
import { SparedList } from "./spared-list.tsx";
import { useRunSearch } from "./use-run-search.ts";
import { useTicks } from "./use-ticks.ts";
import { countOf } from "./words.ts";

/** The way back from a run, before it is gone: what is taken back, what is left alone and why. */
export function UndoPreview({ run }: { readonly run: RunView }) {
  const { search, change } = useRunSearch();
  const ticks = useTicks(run);
  const isTickable = useCallback((row: ChangeRow) => row.isEffect, []);
  return (
    <Page
      title={`Proposed changes: undo of run ${run.undoesRunId ?? ""}`}
      crumbs={crumbsOf(run)}
      subtitle={subtitleOf(run)}
      actions={<AlsoLooking run={run} />}
    >
      <StaleBar run={run} />
      <div className={styles.card}>
        <PlanHead run={run} says={<LinkedText text={explainUndo(run, ticks.ticked)} connectionId={run.connectionId} />} />
        {run.spared.length > 1 && (
          <div className={styles.row}>
            <SparedList run={run} />
          </div>
        )}
        <PlanTiles run={run} search={search} onChange={change} />
        <ChangeGrid run={run} search={search} onChange={change} ticks={ticks} isTickable={isTickable} canTickAll />
        <FootBar run={run} ticks={ticks} onChange={change} />
      </div>
    </Page>
  );
}

/** `64 changes will be taken back. 1 is left alone: Rui Costa … Nothing is sent to Google.` */
function explainUndo(run: RunView, ticked: number): string {
  const [first] = run.spared;
  const alone = run.spared.length;
  // Whoever was changed after this plan was made is still among its rows.
  const late = Math.max(0, alone - (run.counts?.kinds.leftOut ?? 0));
  const who = alone === 1 && first !== undefined ? `: ${first.says}` : ".";
  return [
    `${countOf(Math.max(0, ticked - late), "change", "changes")} will be taken back.`,
    ...(alone === 0 ? [] : [`${alone.toLocaleString()} ${alone === 1 ? "is" : "are"} left alone${who}`]),
    "Nothing is sent to Google.",
  ].join(" ");
}
