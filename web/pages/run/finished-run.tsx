import { Tabs } from "@mantine/core";
import { useCallback } from "react";
import type { ChangeRow, RunView } from "../../../src/api/v1/shapes/run.ts";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { formatDuration, When } from "../../ui/when.tsx";
import { ChangeGrid } from "./change-grid.tsx";
import { CompareRuns } from "./compare-runs.tsx";
import { NothingChanged } from "./nothing-changed.tsx";
import styles from "./run.module.css";
import { RunActions } from "./run-actions.tsx";
import { RunBlocks } from "./run-blocks.tsx";
import { crumbsOf } from "./run-crumbs.tsx";
import { LogTab, RequestsTab, SettingsTab } from "./run-record.tsx";
import { RunResult } from "./run-result.tsx";
import { tabs } from "./run-search.ts";
import { UndoRows } from "./undo-rows.tsx";
import { useChosenRows } from "./use-chosen-rows.ts";
import { useRunSearch } from "./use-run-search.ts";

const tabWords = { changes: "Changes", log: "Log", requests: "Requests", settings: "Settings used", compare: "Compare" } as const;

/** A run that is over: how it came out, in a sentence, in numbers, and line by line. */
export function FinishedRun({ run }: { readonly run: RunView }) {
  const { search, change } = useRunSearch();
  const { ticks, chosen, clear } = useChosenRows(run.can.undo.isPossible);
  const isTickable = useCallback((row: ChangeRow) => row.state === "applied", []);
  const tab = search.tab ?? "changes";
  return (
    <Page
      title={`Run ${run.id}`}
      crumbs={crumbsOf(run)}
      subtitle={
        <>
          <span dir="auto">{run.connection}</span> · {run.what} · started by {run.startedBy} <When at={run.startedAt} />
          {run.milliseconds !== null && <> · took {formatDuration(run.milliseconds)}</>}
        </>
      }
      actions={<RunActions run={run} />}
    >
      <RunResult run={run} onChange={change} />
      <RunBlocks run={run} onChange={change} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          const next = tabs.find((one) => one === value);
          change({ tab: next === "changes" ? undefined : next });
        }}
      >
        <Tabs.List>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {tabWords[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="changes" pt="sm">
          {run.lines === 0 ? (
            <NothingChanged run={run} />
          ) : (
            <div className={styles.card}>
              <ChangeGrid
                run={run}
                search={search}
                onChange={change}
                ticks={run.can.undo.isPossible ? ticks : null}
                isTickable={isTickable}
                hasResult
                empty={<Empty title="No changes." />}
              />
              {chosen.length > 0 && <UndoRows run={run} seqs={chosen} onClear={clear} />}
            </div>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="log" pt="sm">
          <LogTab run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="requests" pt="sm">
          <RequestsTab run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="settings" pt="sm">
          <SettingsTab run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="compare" pt="sm">
          <CompareRuns run={run} other={search.compare} onChange={change} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
