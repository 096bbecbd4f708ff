import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ConnectionRow } from "../../../src/api/v1/shapes/connection.ts";
import { api, ask } from "../../api.ts";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { IconPlayerPlay } from "../../ui/icons.ts";
import { ProblemAlert } from "../../ui/problem.tsx";

interface Props {
  readonly rows: readonly ConnectionRow[];
  readonly ticked: ReadonlySet<number>;
  readonly onStarted: () => void;
}

/** Starts the scheduled import of the ticked directories, or of all that are connected, after saying what it does. */
export function RunNow({ rows, ticked, onStarted }: Props) {
  const navigate = useNavigate();
  const start = useStartScheduled();
  const [failed, setFailed] = useState<unknown>(null);
  const chosen = rows.filter((row) => (ticked.size === 0 || ticked.has(row.id)) && canRun(row));
  const n = chosen.length;
  const skipped = ticked.size === 0 ? 0 : ticked.size - n;
  const [only] = chosen;

  async function confirm() {
    setFailed(null);
    const { started, refused } = await start.mutateAsync(chosen.map((row) => row.id));
    const [first] = started;
    if (first === undefined) throw refused[0];
    onStarted();
    if (refused.length > 0) setFailed(refused[0]);
    else if (started.length === 1) await navigate({ to: "/runs/$runId", params: { runId: String(first) } });
    else await navigate({ to: "/runs" });
  }

  return (
    <>
      <ConfirmButton
        label={ticked.size === 0 ? "Run the schedule now…" : `Run ${n.toLocaleString()} now…`}
        confirmTitle={
          n === 1 && only !== undefined
            ? `Run the schedule of ${only.name} now?`
            : `Run the schedule of ${n.toLocaleString()} directories now?`
        }
        confirmBody={
          <>
            <p style={{ marginTop: 0 }}>
              Muster reads {n === 1 ? "this directory" : "these directories"} completely and applies what it finds at once, as the schedule
              would: people are created, updated and, where the directory proves that they are gone, made inactive.
            </p>
            <p>
              Where a limit is exceeded or an answer is incomplete, nothing is written, and the plan waits for you. Every run can be undone.
            </p>
            {skipped > 0 && <p>{skipped.toLocaleString()} of the chosen ones cannot run: not connected, or paused.</p>}
            {n > 1 && <Names rows={chosen} />}
          </>
        }
        onConfirm={confirm}
        isDisabled={n === 0}
        variant="default"
        leftSection={<IconPlayerPlay size={15} aria-hidden />}
      />
      {failed !== null && <ProblemAlert error={failed} />}
    </>
  );
}

function Names({ rows }: { readonly rows: readonly ConnectionRow[] }) {
  const names = rows.slice(0, 10).map((row) => row.name);
  const more = rows.length - names.length;
  return (
    <p dir="auto">
      {names.join(", ")}
      {more > 0 && ` and ${more.toLocaleString()} more`}.
    </p>
  );
}

/** What is not connected, or was paused because its sign-in was refused, cannot be read. */
function canRun(row: ConnectionRow): boolean {
  return row.health !== "notConnected" && row.health !== "disconnected" && row.health !== "paused";
}

function useStartScheduled() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly number[]) => {
      const answers = await Promise.allSettled(
        ids.map((connectionId) => ask(api.imports.$post({ json: { connectionId, kind: "scheduled", applies: true } }))),
      );
      return {
        started: answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.runId] : [])),
        refused: answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : [])), // whatever was thrown
      };
    },
    onSettled: () => Promise.all(["connections", "home", "runs"].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
