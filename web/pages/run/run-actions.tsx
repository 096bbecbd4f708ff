import { Button } from "@mantine/core";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { Allowed } from "../../session.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { IconArrowBackUp } from "../../ui/icons.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { AlsoLooking } from "./notices.tsx";
import { useStartUndo } from "./start-run.ts";

/** What can be done with a run that is over. */
export function RunActions({ run }: { readonly run: RunView }) {
  const undo = useStartUndo(run.id);
  return (
    <>
      <AlsoLooking run={run} />
      <CopyButton value={`${window.location.origin}/runs/${run.id}`} label="Copy link" />
      {run.state === "applied" && (
        <Allowed to="directories:all">
          <Button
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            disabled={!run.can.undo.isPossible}
            title={run.can.undo.because ?? "You see what would be taken back before anything is"}
            loading={undo.isPending}
            onClick={() => undo.mutate(null)}
          >
            Undo this run
          </Button>
        </Allowed>
      )}
      <ProblemAlert error={undo.error} />
    </>
  );
}
