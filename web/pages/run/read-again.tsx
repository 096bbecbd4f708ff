import { Button } from "@mantine/core";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { Allowed } from "../../session.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useStartImport } from "./start-run.ts";

/** Asks the directory anew and makes a new plan; this one goes out of date then. */
export function ReadAgain({ run, isPrimary = false }: { readonly run: RunView; readonly isPrimary?: boolean }) {
  const start = useStartImport();
  if (run.kind === "undo") return null;
  // A plan from our copy alone is made anew from a reading: that is what "again" means to whoever looks at old news.
  const kind = run.kind === "scheduled" ? "scheduled" : "manual";
  return (
    <Allowed to="directories:edit">
      <Button
        size="compact-sm"
        variant={isPrimary ? "filled" : "default"}
        loading={start.isPending}
        onClick={() => start.mutate({ connectionId: run.connectionId, kind, entities: run.entities, applies: false })}
      >
        Read again
      </Button>
      {start.error !== null && <ProblemAlert error={start.error} />}
    </Allowed>
  );
}
