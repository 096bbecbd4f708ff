/** What the audit log shows. It lives in the address. */
export interface AuditSearch {
  readonly q?: string;
  readonly by?: string;
  readonly entity?: string;
  readonly recordId?: number;
  /** Days, as the reader's own calendar has them. */
  readonly since?: string;
  readonly until?: string;
}

/** Reads the address; what it does not know is dropped. */
export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const q = textOf(search.q);
  const by = textOf(search.by);
  const entity = textOf(search.entity);
  const recordId = Number(search.recordId);
  const since = dayOf(search.since);
  const until = dayOf(search.until);
  return {
    ...(q !== undefined && { q }),
    ...(by !== undefined && { by }),
    ...(entity !== undefined && { entity }),
    ...(Number.isInteger(recordId) && recordId > 0 && { recordId }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

/** The filter as the server takes it: moments instead of days, the last day included. */
export function auditQuery({ since, until, recordId, ...search }: AuditSearch): Record<string, string> {
  return {
    ...search,
    ...(recordId !== undefined && { recordId: String(recordId) }),
    ...(since !== undefined && { since: startOf(since, 0) }),
    ...(until !== undefined && { until: startOf(until, 1) }),
  };
}

function startOf(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return text === "" ? undefined : text;
}

function dayOf(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}
