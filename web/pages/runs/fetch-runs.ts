import type { RunsQuery } from "../../../src/api/v1/shapes/run.ts";
import { api, ask } from "../../api.ts";

type Filter = Partial<Omit<RunsQuery, "cursor" | "from" | "limit">>;

/** A window of the list of runs, newest first. */
export async function fetchRuns({ connectionId, ...filter }: Filter, window: { readonly from: number; readonly limit: number }) {
  return await ask(
    api.runs.$get({
      query: {
        ...filter,
        ...(connectionId !== undefined && { connectionId: String(connectionId) }),
        from: String(window.from),
        limit: String(window.limit),
      },
    }),
  );
}
