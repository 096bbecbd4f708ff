import { type RawBuilder, sql } from "kysely";
import type { RecordEvent } from "../core/explain-history.ts";
import { escapeLike } from "../store/escape-like.ts";
import type { Db } from "../store/open-database.ts";
import { loadEdits, loadLines } from "./list-record-events.ts";

/** Which entries of the audit log; what is missing lets all through. */
export interface AuditFilter {
  readonly entity?: string | undefined;
  readonly recordId?: number | undefined;
  /** A part of who did it, capitals apart. */
  readonly by?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** A part of a name or of a value. */
  readonly q?: string | undefined;
  /** What whoever asks may not read: entries about it are not there for them. */
  readonly hidden?: readonly string[] | undefined;
}

/** Something that a run or somebody did, with what it was done to. `auditId` is null for the lines of a run. */
export interface AuditEvent {
  readonly at: Date;
  readonly entity: string;
  readonly recordId: number | null;
  readonly auditId: number | null;
  readonly event: RecordEvent;
}

interface Place {
  readonly at: Date;
  readonly entity: string;
  readonly record_id: number | null;
  readonly run_id: number | null;
  readonly seq: number | null;
  readonly audit_id: number | null;
}

/** One sheet of everything that runs and people did, newest first, and how much there is. */
export async function listAudit(
  db: Db,
  filter: AuditFilter,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly AuditEvent[]; readonly total: number }> {
  const events = selectEvents(filter);
  const places = await sql<Place>`
    ${events} order by at desc, run_id desc nulls last, seq desc, audit_id desc limit ${limit}::int offset ${from}::int`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n from (${events}) e`.execute(db);
  return { items: await loadEvents(db, places.rows), total: counted.rows[0]?.n ?? 0 };
}

/** The same, all of it, some hundred at a time. */
export async function* streamAudit(db: Db, filter: AuditFilter): AsyncIterable<readonly AuditEvent[]> {
  const places = await sql<Place>`${selectEvents(filter)} order by at desc, run_id desc nulls last, seq desc, audit_id desc`.execute(db);
  for (let from = 0; from < places.rows.length; from += 200) yield await loadEvents(db, places.rows.slice(from, from + 200));
}

function selectEvents(filter: AuditFilter): RawBuilder<Place> {
  const ofRun = conditionOf(filter, {
    at: sql`coalesce(c.applied_at, r.finished_at, r.started_at)`,
    entity: sql`c.entity`,
    recordId: sql`c.record_id`,
    by: sql`r.started_by`,
    text: sql`(c.name || ' ' || c.email)`,
  });
  const byHand = conditionOf(filter, {
    at: sql`a.at`,
    entity: sql`a.entity`,
    recordId: sql`a.record_id`,
    by: sql`a.actor`,
    text: sql`(coalesce(a.before::text, '') || ' ' || coalesce(a.after::text, ''))`,
  });
  return sql<Place>`
    select coalesce(c.applied_at, r.finished_at, r.started_at) as at, c.entity, c.record_id, c.run_id, c.seq, null::int as audit_id
    from changes c join runs r on r.id = c.run_id where c.state in ('applied', 'undone') and c.record_id is not null and ${ofRun}
    union all
    select a.at, a.entity, a.record_id, null, null, a.id from audit a where ${byHand}`;
}

type Column = "at" | "entity" | "recordId" | "by" | "text";

function conditionOf(filter: AuditFilter, column: Readonly<Record<Column, RawBuilder<unknown>>>): RawBuilder<unknown> {
  const { entity, recordId, by, since, until, q, hidden = [] } = filter;
  const holds = (text: string) => `%${escapeLike(text.trim())}%`;
  const conditions = [
    ...(hidden.length === 0 ? [] : [sql`${column.entity} <> all(${hidden}::text[])`]),
    ...(entity === undefined ? [] : [sql`${column.entity} = ${entity}`]),
    ...(recordId === undefined ? [] : [sql`${column.recordId} = ${recordId}::int`]),
    ...(by === undefined ? [] : [sql`${column.by} ilike ${holds(by)}`]),
    ...(since === undefined ? [] : [sql`${column.at} >= ${since}`]),
    ...(until === undefined ? [] : [sql`${column.at} <= ${until}`]),
    ...(q === undefined ? [] : [sql`${column.text} ilike ${holds(q)}`]),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

async function loadEvents(db: Db, places: readonly Place[]): Promise<readonly AuditEvent[]> {
  const lines = await loadLines(db, places);
  const edits = await loadEdits(db, places);
  return places.flatMap((place) => {
    const event = place.audit_id === null ? lines.get(`${place.run_id} ${place.seq}`) : edits.get(place.audit_id);
    const { at, entity, record_id: recordId, audit_id: auditId } = place;
    return event === undefined ? [] : [{ at, entity, recordId, auditId, event: { ...event, at } }];
  });
}
