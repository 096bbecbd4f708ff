import type { RecordEvent } from "../../../core/explain-history.ts";
import { capital } from "../../../core/explain-names.ts";
import { writeCsvLine } from "../../../core/write-csv.ts";
import { listLabels } from "../../../desk/records/list-labels.ts";
import type { Db } from "../../../store/open-database.ts";
import { type AuditEvent, type AuditFilter, streamAudit } from "../../../sync/list-audit.ts";
import type { AuditEntry } from "../shapes/audit.ts";
import { explainEvents, findKind } from "./explain-events.ts";

/** Entries of the audit log as they are answered: in words, with the names that their records have now, or had. */
export async function viewAudit(db: Db, events: readonly AuditEvent[]): Promise<AuditEntry[]> {
  const explain = await explainEvents(db, events);
  const labels = await loadNames(db, events);
  return events.map((item) => {
    const { at, entity, recordId, event } = item;
    const { says, changes } = explain(item);
    const kind = findKind(entity);
    const label = labels.get(`${entity} ${recordId}`);
    return {
      at: at.toISOString(),
      by: event.kind === "run" ? event.startedBy : event.actor,
      entity,
      kind: kind?.one ?? entity.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
      recordId,
      name: label ?? findName(event),
      path: kind === null || label === undefined ? null : `/${kind.path}/${recordId}`,
      runId: event.kind === "run" ? event.runId : null,
      seq: event.kind === "run" ? event.seq : null,
      says,
      changes: [...changes],
    };
  });
}

/** The names that records have now: one query a kind. */
async function loadNames(db: Db, events: readonly AuditEvent[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const entity of new Set(events.map((event) => event.entity))) {
    const kind = findKind(entity);
    const ids = events.flatMap((event) => (event.entity === entity && event.recordId !== null ? [event.recordId] : []));
    if (kind === null || ids.length === 0) continue;
    for (const [id, label] of await listLabels(db, kind, [...new Set(ids)])) names.set(`${entity} ${id}`, label);
  }
  return names;
}

/** How a record that is gone was called. */
function findName(event: RecordEvent): string {
  if (event.kind === "run") return event.change.name;
  const named = [event.after, event.before].flatMap((values) => [values?.name, values?.summary]);
  return named.find((value) => typeof value === "string" && value !== "")?.toString() ?? "";
}

/** Everything that a filter lets through as lines of a file: one a value that changed. */
export async function* writeAuditFile(db: Db, filter: AuditFilter): AsyncIterable<string> {
  // The mark by which spreadsheets know UTF-8.
  yield `\uFEFF${writeCsvLine(["When", "Who", "What", "Number", "Name", "Run", "Says", "Field", "Before", "After"])}`;
  for await (const events of streamAudit(db, filter)) yield (await viewAudit(db, events)).flatMap(linesOf).map(writeCsvLine).join("");
}

function linesOf({ at, by, kind, recordId, name, runId, says, changes }: AuditEntry): readonly (readonly string[])[] {
  const head = [at, by, capital(kind), recordId === null ? "" : String(recordId), name, runId === null ? "" : String(runId), says];
  if (changes.length === 0) return [[...head, "", "", ""]];
  return changes.map(({ label, before, after }) => [...head, label, before, after]);
}
