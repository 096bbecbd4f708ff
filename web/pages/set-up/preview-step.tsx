import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { ProgressBar } from "../../live/progress-bar.tsx";
import { isAtWork, useRunProgress } from "../../live/use-run-progress.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { runQuery } from "../run/queries.ts";
import { useStartImport } from "./queries.ts";

interface PreviewStepProps {
  readonly connection: ConnectionView;
  readonly isCurrent: boolean;
}

/** Starts the first import's preview and leads to it; a run that is at work is found again. */
export function PreviewStep({ connection, isCurrent }: PreviewStepProps) {
  const queries = useQueryClient();
  const start = useStartImport(connection.id);
  const runId = start.data?.runId ?? connection.liveRunId;
  const run = useQuery({ ...runQuery(runId ?? 0), enabled: runId !== null });
  const { state } = run.data ?? {};
  const { progress } = useRunProgress(runId, state);
  const isWorking = runId !== null && (state === undefined || isAtWork(state));
  useEffect(() => {
    // What may be reviewed now stands at the connection.
    if (state !== undefined && !isAtWork(state)) void queries.invalidateQueries({ queryKey: ["connections", connection.id] });
  }, [state, connection.id, queries]);
  if (isWorking && !run.isError) {
    return (
      <Stack gap="sm">
        <ProgressBar progress={progress} />
        <Text size="sm">
          You may leave this page:{" "}
          <Anchor underline="always" component={PathLink} href={`/runs/${runId}`} inherit>
            run {runId}
          </Anchor>{" "}
          goes on.
        </Text>
      </Stack>
    );
  }
  const { openRun } = connection;
  const cameToNothing = run.data !== undefined && openRun === null ? run.data : null;
  const variant = isCurrent ? "filled" : "default";
  return (
    <Stack gap="md">
      <Text size="sm">
        Muster reads the whole directory and compares it with your desk. You get a list of every change with its reason, look through it,
        untick what you don’t want, and apply it or not. <b>Until you apply, nothing is written.</b>
      </Text>
      {start.isError && <ProblemAlert error={start.error} />}
      {cameToNothing !== null && (
        <Alert variant="light" role="status">
          {cameToNothing.says}{" "}
          <Anchor underline="always" component={PathLink} href={`/runs/${cameToNothing.id}`} inherit>
            Run {cameToNothing.id}
          </Anchor>
        </Alert>
      )}
      {openRun !== null && <Text fw={600}>{openRun.sentence}</Text>}
      <Group>
        {openRun !== null && (
          <Button variant={variant} component={PathLink} href={`/runs/${openRun.id}`}>
            Review plan {openRun.planNumber}
          </Button>
        )}
        <Button variant={openRun === null ? variant : "default"} loading={start.isPending} onClick={() => start.mutate()}>
          {explainStart(connection)}
        </Button>
      </Group>
    </Stack>
  );
}

function explainStart({ openRun, missing }: ConnectionView): string {
  if (openRun !== null) return "Read again";
  return missing.includes("firstImport") ? "Preview the first import" : "Preview an import";
}
