import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { PlanToApply, RunView } from "../../../src/api/v1/shapes/run.ts";
import { api, ask } from "../../api.ts";

/** Applies exactly the plan that is on screen. The run goes on by itself then; its page shows how far it is. */
export function useApplyPlan(run: RunView) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (choice: Omit<PlanToApply, "plan">) =>
      ask(api.runs[":runId"].apply.$post({ param: { runId: String(run.id) }, json: { plan: run.planHash ?? run.planNumber, ...choice } })),
    // Also after a refusal: the plan on screen may not be the one that there is.
    onSettled: () => queries.invalidateQueries({ queryKey: ["runs", run.id], exact: true }),
  });
}

/** Refuses a plan; whoever tripped a limit is held. */
export function useRejectPlan(run: RunView) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      ask(
        api.runs[":runId"].reject.$post({
          param: { runId: String(run.id) },
          json: { plan: run.planHash ?? run.planNumber, ...(reason !== "" && { reason }) },
        }),
      ),
    onSuccess: (rejected) => queries.setQueryData(["runs", run.id], rejected),
    onSettled: () => queries.invalidateQueries(),
  });
}
