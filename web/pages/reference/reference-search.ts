export interface ReferenceSearch {
  readonly q?: string | undefined;
  /** The operation that is open: `GET /v1/runs`. */
  readonly op?: string | undefined;
}

/** What the reference shows lives in the address. */
export function readReferenceSearch(search: Record<string, unknown>): ReferenceSearch {
  return {
    ...(typeof search.q === "string" && search.q !== "" && { q: search.q }),
    ...(typeof search.op === "string" && search.op !== "" && { op: search.op }),
  };
}
