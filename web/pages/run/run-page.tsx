import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ProgressView } from "../../../src/api/v1/shapes/common.ts";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { useRunProgress } from "../../live/use-run-progress.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Approval } from "./approval.tsx";
import { FinishedRun } from "./finished-run.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { runQuery } from "./queries.ts";
import { RunAtWork } from "./run-at-work.tsx";
import { UndoPreview } from "./undo-preview.tsx";
import { WhatIf } from "./what-if.tsx";

/** A run, whatever it is at: at work, a plan to look at, one that waits for an answer, or over. */
export function RunPage() {
  const { runId } = useParams({ from: "/runs/$runId" });
  const id = Number(runId);
  const query = useQuery(runQuery(id));
  const { progress } = useRunProgress(id, query.data?.state);
  if (query.data !== undefined) return <ByState key={id} run={query.data} progress={progress} />;
  return (
    <Page title={`Run ${runId}`} crumbs={[{ label: "Runs", to: "/runs" }]}>
      <Loaded query={query} reading={`run ${runId}`}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function ByState({ run, progress }: { readonly run: RunView; readonly progress: ProgressView | null }) {
  switch (run.state) {
    case "reading":
    case "planning":
    case "applying":
      return <RunAtWork run={run} progress={progress} />;
    case "planned":
      return run.kind === "undo" ? <UndoPreview run={run} /> : <ImportPreview run={run} />;
    case "waiting":
      return <Approval run={run} />;
    case "shown":
      return <WhatIf run={run} />;
    default:
      return <FinishedRun run={run} />;
  }
}
