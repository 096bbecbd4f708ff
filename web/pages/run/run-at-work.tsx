import { Button, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ProgressView } from "../../../src/api/v1/shapes/common.ts";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { api, ask } from "../../api.ts";
import { ProgressBar } from "../../live/progress-bar.tsx";
import { Allowed } from "../../session.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { When } from "../../ui/when.tsx";
import styles from "./run.module.css";
import { crumbsOf, subtitleOf } from "./run-crumbs.tsx";

interface Props {
  readonly run: RunView;
  readonly progress: ProgressView | null;
}

/** A run while it is at work: what it does now and how far it is. It goes on whatever becomes of this page. */
export function RunAtWork({ run, progress }: Props) {
  return (
    <Page title={titleOf(run)} crumbs={crumbsOf(run)} subtitle={subtitleOf(run)}>
      <div className={`${styles.card} ${styles.padded}`}>
        <Stack gap="md">
          <LiveProgress run={run} progress={progress} />
          <Text size="sm" c="dimmed">
            Run {run.id}, {run.what}, started by {run.startedBy} <When at={run.startedAt} />. It goes on if you close this page, and this
            page finds it again.
          </Text>
        </Stack>
      </div>
    </Page>
  );
}

/** The bar of a run at work, with the way to stop it. */
export function LiveProgress({ run, progress }: Props) {
  return (
    <Stack gap="sm">
      <ProgressBar progress={progress ?? run.progress} waitingFor={startsWith(run)} />
      <CancelButton run={run} />
    </Stack>
  );
}

function CancelButton({ run }: { readonly run: RunView }) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => ask(api.runs[":runId"].cancel.$post({ param: { runId: String(run.id) } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["runs", run.id] }),
  });
  if (!run.can.cancel.isPossible)
    return run.can.cancel.because === null ? null : (
      <Text size="sm" c="dimmed">
        {run.can.cancel.because}
      </Text>
    );
  return (
    <Allowed to="directories:all">
      <div>
        <Button variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
          {run.state === "applying" ? "Stop here" : "Cancel: nothing is kept"}
        </Button>
      </div>
      <ProblemAlert error={cancel.error} />
    </Allowed>
  );
}

function titleOf(run: RunView): string {
  switch (run.state) {
    case "reading":
      return `Reading ${run.connection}`;
    case "applying":
      return `Applying plan ${run.planNumber}`;
    default:
      return run.kind === "undo" ? `Planning the way back from run ${run.undoesRunId ?? ""}` : `Comparing ${run.connection} with the desk`;
  }
}

function startsWith(run: RunView): string {
  if (run.state === "reading") return `Reading: asking ${run.type} for its first page…`;
  return run.state === "applying" ? "Applying: starting…" : "Comparing with the desk…";
}
