import { useCallback } from "react";
import type { ChangeRow, RunView } from "../../../src/api/v1/shapes/run.ts";
import { Page } from "../../ui/page.tsx";
import { ChangeGrid } from "./change-grid.tsx";
import { FootBar } from "./foot-bar.tsx";
import { LimitsLine } from "./limits-line.tsx";
import { AlsoLooking, StaleBar } from "./notices.tsx";
import { PlanHead } from "./plan-head.tsx";
import { PlanTiles } from "./plan-tiles.tsx";
import styles from "./run.module.css";
import { crumbsOf, subtitleOf } from "./run-crumbs.tsx";
import { useRunSearch } from "./use-run-search.ts";
import { useTicks } from "./use-ticks.ts";

/** A plan before it is applied: everything that it would do, row by row. */
export function ImportPreview({ run }: { readonly run: RunView }) {
  const { search, change } = useRunSearch();
  const ticks = useTicks(run);
  const isTickable = useCallback((row: ChangeRow) => row.isEffect, []);
  return (
    <Page title="Proposed changes" crumbs={crumbsOf(run)} subtitle={subtitleOf(run)} actions={<AlsoLooking run={run} />}>
      <StaleBar run={run} />
      <div className={`${styles.card} ${run.staleBecause === null ? "" : styles.tripped}`}>
        <PlanHead run={run} says="Nothing has been written yet. What you apply is this list, exactly." />
        <PlanTiles run={run} search={search} onChange={change} />
        <div className={styles.row}>
          <LimitsLine run={run} search={search} onChange={change} />
        </div>
        <ChangeGrid run={run} search={search} onChange={change} ticks={ticks} isTickable={isTickable} canTickAll />
        <FootBar run={run} ticks={ticks} onChange={change} />
      </div>
    </Page>
  );
}
