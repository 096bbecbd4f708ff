import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ImportToStart, RunView } from "../../../src/api/v1/shapes/run.ts";
import { connectionQuery } from "../../queries/connection.ts";
import { Allowed } from "../../session.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { RunStateBadge } from "../../ui/state-badge.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";
import { LinkedText } from "../../why/linked-text.tsx";
import { LastChange } from "./nothing-changed.tsx";
import styles from "./run.module.css";
import { noFilters, type RunSearch } from "./run-search.ts";
import { SparedList } from "./spared-list.tsx";
import { useStartImport } from "./start-run.ts";

interface Props {
  readonly run: RunView;
  readonly onChange: (change: RunSearch) => void;
}

/** How a run came out, in one sentence, and the one thing to do next. */
export function RunResult({ run, onChange }: Props) {
  const isRed = run.state === "stopped" || run.state === "failed";
  return (
    <section className={`${styles.card} ${styles.padded} ${isRed ? styles.stopped : ""}`} aria-label="How it came out">
      <Group gap="sm">
        <RunStateBadge state={run.state} says={run.stateSays} />
        <span className={styles.result} role="status" data-result>
          <LinkedText text={run.says} connectionId={run.connectionId} />
        </span>
        {run.state === "nothingToDo" && <LastChange run={run} />}
      </Group>
      {run.spared.length > 0 && (
        <div className={styles.spared}>
          <SparedList run={run} />
        </div>
      )}
      <div className={styles.nextSteps}>
        <NextSteps run={run} onChange={onChange} />
      </div>
    </section>
  );
}

function NextSteps({ run, onChange }: Props) {
  const waiting = run.counts?.kinds.decide ?? 0;
  switch (run.state) {
    case "stopped":
      return (
        <>
          <Button variant="default" onClick={() => onChange({ tab: "requests" })}>
            See the answer
          </Button>
          <Again run={run} label="Try again now" isPrimary />
        </>
      );
    case "failed":
      return <AfterFailure run={run} onChange={onChange} />;
    case "rejected":
      return (
        <ButtonLink variant="default" to="/directories/$connectionId" params={{ connectionId: String(run.connectionId) }}>
          See who is held
        </ButtonLink>
      );
    case "superseded":
      return (
        <ButtonLink variant="default" to="/directories/$connectionId/import" params={{ connectionId: String(run.connectionId) }}>
          To the newest plan
        </ButtonLink>
      );
    default:
      return (
        <>
          <Again run={run} label={run.state === "applied" && run.can.retry.isPossible ? "Try the rest again" : "Run again"} />
          {(run.result?.failed ?? 0) > 0 && (
            <Button variant="default" onClick={() => onChange({ ...noFilters, state: "failed", tab: undefined })}>
              Show what failed
            </Button>
          )}
          {waiting > 0 && (
            <Button variant="default" component={PathLink} href={`/decide?connection=${run.connectionId}`}>
              Decide about {waiting.toLocaleString()}
            </Button>
          )}
        </>
      );
  }
}

interface AgainProps {
  readonly run: RunView;
  readonly label: string;
  readonly isPrimary?: boolean;
}

/** The same once more. What is found is shown first; only what the schedule started goes on by itself, as the schedule does. */
function Again({ run, label, isPrimary = false }: AgainProps) {
  const start = useStartImport();
  if (run.kind === "undo" || run.kind === "whatIf") return null;
  const isScheduled = run.kind === "scheduled";
  const json: ImportToStart = {
    connectionId: run.connectionId,
    kind: isScheduled && run.state !== "applied" ? "scheduled" : "manual",
    entities: run.entities,
    applies: isScheduled && run.state !== "applied",
  };
  return (
    <Allowed to="directories:edit">
      <Button variant={isPrimary ? "filled" : "default"} loading={start.isPending} onClick={() => start.mutate(json)}>
        {label}
      </Button>
      <ProblemAlert error={start.error} />
    </Allowed>
  );
}

/** What makes the next run succeed comes first, where that is ours to offer. */
function AfterFailure({ run, onChange }: Props) {
  const { data } = useQuery(connectionQuery(run.connectionId));
  const isCut = data !== undefined && data.state !== "connected";
  return (
    <>
      {isCut && (
        <Allowed to="directories:edit">
          <Button component={PathLink} href={`/directories/${run.connectionId}`}>
            Reconnect {run.connection}
          </Button>
        </Allowed>
      )}
      <Again run={run} label="Try again now" isPrimary={!isCut} />
      <Button variant="default" onClick={() => onChange({ tab: "log" })}>
        See the log
      </Button>
    </>
  );
}
