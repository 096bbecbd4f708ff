import { Button } from "@mantine/core";
import { useState } from "react";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useApplyPlan } from "./apply-plan.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { countOf } from "./words.ts";

interface Props {
  readonly run: RunView;
  /** Rows that are ticked, as seen. */
  readonly ticked: number;
  /** Whether the plan has no settled number yet. */
  readonly isUnsettled: boolean;
}

/** The one button of a preview; it carries the number of what it does. Where something is taken away, the number is typed first. */
export function ApplyButton({ run, ticked, isUnsettled }: Props) {
  const [isAsking, setAsking] = useState(false);
  const apply = useApplyPlan(run);
  const isUndo = run.kind === "undo";
  const verb = isUndo ? `Take back ${countOf(ticked, "change", "changes")}` : `Apply ${countOf(ticked, "change", "changes")}`;
  const { confirms } = run;
  return (
    <>
      <Button
        size="md"
        disabled={!run.can.apply.isPossible || isUnsettled || ticked === 0}
        loading={apply.isPending || apply.isSuccess}
        onClick={() => (confirms === null ? apply.mutate({}) : setAsking(true))}
        title={isUnsettled ? "The plan gets its new number first" : undefined}
      >
        {verb}
        {confirms === null ? "" : "…"}
      </Button>
      {!isAsking && <ProblemAlert error={apply.error} />}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={`${verb}?`}
        number={confirms}
        numberMeans={isOverLimit(run) ? "people over a limit" : "rows that take something away"}
        verb={verb}
        isDestructive
        isPending={apply.isPending || apply.isSuccess}
        error={apply.error}
        onConfirm={() => confirms !== null && apply.mutate({ confirms })}
      >
        {isOverLimit(run) && "This is over a limit: with your answer it is applied all the same, this once. "}
        {run.takesAway > 0 &&
          `${countOf(run.takesAway, "row takes", "rows take")} something away: somebody becomes inactive, loses a role, or a record is deleted. `}
        Plan <strong>{run.planNumber}</strong> is carried out exactly as listed, and can be undone afterwards.
      </ConfirmDialog>
    </>
  );
}

function isOverLimit({ limits, kind }: RunView): boolean {
  return kind !== "undo" && limits.some((limit) => limit.isTripped);
}
