import { useCallback } from "react";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";
import { ChangeGrid } from "./change-grid.tsx";
import { LimitsLine } from "./limits-line.tsx";
import { ReadingLine } from "./plan-head.tsx";
import { PlanTiles } from "./plan-tiles.tsx";
import styles from "./run.module.css";
import { crumbsOf, subtitleOf } from "./run-crumbs.tsx";
import { useRunSearch } from "./use-run-search.ts";

/** What a draft would do, planned from our copy of the directory. There is nothing to apply here. */
export function WhatIf({ run }: { readonly run: RunView }) {
  const { search, change } = useRunSearch();
  const isTickable = useCallback(() => false, []);
  return (
    <Page title="Effect of the draft" crumbs={crumbsOf(run)} subtitle={subtitleOf(run)} primary={<BackToDraft run={run} />}>
      <div className={styles.card}>
        <div className={styles.row}>
          <strong className={styles.grow}>
            This only shows what the draft would do. Nothing was asked of {run.type}, nothing has been written, and nothing can be applied
            from here.
          </strong>
          <span className={styles.quiet}>draft on settings v{run.settingsVersion}</span>
        </div>
        <div className={styles.row}>
          <ReadingLine run={run} />
        </div>
        <PlanTiles run={run} search={search} onChange={change} />
        <div className={styles.row}>
          <LimitsLine run={run} search={search} onChange={change} />
        </div>
        <ChangeGrid
          run={run}
          search={search}
          onChange={change}
          ticks={null}
          isTickable={isTickable}
          empty={
            <Empty title="The draft changes nothing." action={<BackToDraft run={run} />}>
              With these settings everybody stays as they are.
            </Empty>
          }
        />
      </div>
    </Page>
  );
}

function BackToDraft({ run }: { readonly run: RunView }) {
  return (
    <ButtonLink to="/directories/$connectionId/who-goes-where" params={{ connectionId: String(run.connectionId) }}>
      Back to the draft
    </ButtonLink>
  );
}
