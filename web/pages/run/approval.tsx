import { IconAlertTriangle } from "@tabler/icons-react";
import { useCallback, useMemo } from "react";
import type { ChangeRow, RunView } from "../../../src/api/v1/shapes/run.ts";
import { Page } from "../../ui/page.tsx";
import { ApprovalBlock } from "./approval-block.tsx";
import { ChangeGrid } from "./change-grid.tsx";
import { SideEffects } from "./foot-bar.tsx";
import { LimitsLine } from "./limits-line.tsx";
import { AlsoLooking, StaleBar } from "./notices.tsx";
import { PlanHead } from "./plan-head.tsx";
import { PlanTiles } from "./plan-tiles.tsx";
import styles from "./run.module.css";
import { crumbsOf, subtitleOf } from "./run-crumbs.tsx";
import { isNarrowed, type RunSearch } from "./run-search.ts";
import { SparedList } from "./spared-list.tsx";
import { useRunSearch } from "./use-run-search.ts";
import { useTicks } from "./use-ticks.ts";
import { countOf } from "./words.ts";

/** A plan over a limit: stopped before its first change, until somebody says what is to become of it. */
export function Approval({ run }: { readonly run: RunView }) {
  const { search, change } = useRunSearch();
  const ticks = useTicks(run);
  const isTickable = useCallback((row: ChangeRow) => row.isEffect, []);
  const tripped = run.approval?.tripped ?? 0;
  // At first the rows that tripped the limit, until somebody looks at others.
  const preset = useMemo<RunSearch>(
    () => (isNarrowed(search) || search.show === "all" || tripped === 0 ? search : { ...search, counts: "tripped" }),
    [search, tripped],
  );
  return (
    <Page title="Proposed changes" crumbs={crumbsOf(run)} subtitle={subtitleOf(run)} actions={<AlsoLooking run={run} />}>
      <StaleBar run={run} />
      <ApprovalBlock run={run} ticks={ticks} />
      <div className={styles.card}>
        <PlanHead run={run} says="Nothing has been written yet. What you approve is this list, exactly." />
        {run.spared.length > 0 && (
          <div className={styles.row}>
            <IconAlertTriangle size={16} className={styles.waiting} aria-hidden />
            <div className={styles.grow}>
              You approve these {countOf(ticks.ticked, "change", "changes")} and no others.
              <SparedList run={run} />
            </div>
          </div>
        )}
        <PlanTiles run={run} search={preset} onChange={change} />
        <div className={styles.row}>
          <LimitsLine run={run} search={preset} onChange={change} />
        </div>
        <div className={styles.row}>
          <span>
            <SideEffects run={run} onChange={change} />
          </span>
        </div>
        <ChangeGrid run={run} search={preset} onChange={change} ticks={ticks} isTickable={isTickable} canTickAll />
      </div>
    </Page>
  );
}
