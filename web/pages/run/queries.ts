import { queryOptions } from "@tanstack/react-query";
import type { ChangeFilter, RunsQuery, RunView } from "../../../src/api/v1/shapes/run.ts";
import { api, ask } from "../../api.ts";
import { isAtWork, isOver } from "../../live/use-run-progress.ts";

const ofRun = (runId: number) => ({ runId: String(runId) });

/** One run with everything that its page shows. While it is at work it is asked for again, in case the stream of its events is cut off; while it is a plan, because somebody may edit what it would change. */
export function runQuery(runId: number) {
  return queryOptions({
    queryKey: ["runs", runId] as const,
    // The server's schema of this answer is exactly RunView; the client's JSON type only spells its optional counts otherwise.
    queryFn: async () => (await ask(api.runs[":runId"].$get({ param: ofRun(runId) }))) as RunView,
    refetchInterval: ({ state }) =>
      state.data === undefined || isOver(state.data.state) ? false : isAtWork(state.data.state) ? 2_000 : 15_000,
  });
}

/** What the filters of a plan offer. `planNumber` is part of the key: other lines, other counts. */
export function facetsQuery(runId: number, planNumber: string) {
  return queryOptions({
    queryKey: ["runs", runId, "facets", planNumber] as const,
    queryFn: () => ask(api.runs[":runId"].facets.$get({ param: ofRun(runId) })),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
}

/** The log, the requests and the settings of a run. */
export function recordQuery(runId: number) {
  return queryOptions({
    queryKey: ["runs", runId, "record"] as const,
    queryFn: () => ask(api.runs[":runId"].record.$get({ param: ofRun(runId) })),
  });
}

/** One line of a plan, opened. */
export function lineQuery(runId: number, seq: number) {
  return queryOptions({
    queryKey: ["runs", runId, "lines", seq] as const,
    queryFn: () => ask(api.runs[":runId"].changes[":seq"].$get({ param: { ...ofRun(runId), seq: String(seq) } })),
    staleTime: 60_000,
  });
}

/** A window of a plan's lines. */
export async function fetchLines(runId: number, filter: ChangeFilter, window: { readonly from: number; readonly limit: number }) {
  const query = { ...filter, from: String(window.from), limit: String(window.limit) };
  return await ask(api.runs[":runId"].changes.$get({ param: ofRun(runId), query }));
}

/** Runs of one connection, newest first. */
export function runsQuery(filter: { readonly connectionId?: number; readonly state?: RunsQuery["state"]; readonly limit: number }) {
  return queryOptions({
    queryKey: ["runs", "list", filter] as const,
    queryFn: () =>
      ask(
        api.runs.$get({
          query: {
            ...(filter.connectionId !== undefined && { connectionId: String(filter.connectionId) }),
            ...(filter.state !== undefined && { state: filter.state }),
            limit: String(filter.limit),
          },
        }),
      ),
  });
}
