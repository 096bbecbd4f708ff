import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ImportToStart } from "../../../src/api/v1/shapes/run.ts";
import { api, ask } from "../../api.ts";

/** Starts an import and goes to its page as soon as it has a number. It goes on whatever becomes of the page. */
export function useStartImport() {
  const go = useGoToRun();
  return useMutation({ mutationFn: (json: ImportToStart) => ask(api.imports.$post({ json })), onSuccess: go });
}

/** Plans the way back from a run, or from rows of it. */
export function useStartUndo(runId: number) {
  const go = useGoToRun();
  return useMutation({
    mutationFn: (seqs: number[] | null) => ask(api.runs[":runId"].undo.$post({ param: { runId: String(runId) }, json: { seqs } })),
    onSuccess: go,
  });
}

function useGoToRun() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return async ({ runId }: { readonly runId: number }) => {
    await navigate({ to: "/runs/$runId", params: { runId: String(runId) } });
    void queries.invalidateQueries({ queryKey: ["runs", "list"] });
    void queries.invalidateQueries({ queryKey: ["connections"] });
  };
}
