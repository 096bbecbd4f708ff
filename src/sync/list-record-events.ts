import { sql } from "kysely";
import type { RecordEvent } from "../core/explain-history.ts";
import type { Entity } from "../model/desk.ts";
import type { RunKind } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import { listChanges } from "./save-changes.ts";

interface Place {
  readonly at: Date;
  readonly run_id: number | null;
  readonly seq: number | null;
  readonly audit_id: number | null;
  readonly total: string;
}

/** What runs and people did to a desk record, newest first: one sheet of it, and how much there is. */
export async function listRecordEvents(
  db: Db,
  record: { readonly entity: Entity; readonly id: number },
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly RecordEvent[]; readonly total: number }> {
  const { entity, id } = record;
  const answer = await sql<Place>`
    select at, run_id, seq, audit_id, count(*) over () as total from (
      select coalesce(c.applied_at, r.finished_at, r.started_at) as at, c.run_id, c.seq, null::int as audit_id
      from changes c join runs r on r.id = c.run_id
      where c.entity = ${entity} and c.record_id = ${id}::int and c.state in ('applied', 'undone')
      union all
      select at, null, null, id from audit where entity = ${entity} and record_id = ${id}::int) events
    order by at desc, run_id desc nulls last, audit_id desc limit ${limit}::int offset ${from}::int`.execute(db);
  const lines = await loadLines(db, answer.rows);
  const edits = await loadEdits(db, answer.rows);
  const items = answer.rows.flatMap((row): RecordEvent[] => {
    const event = row.audit_id === null ? lines.get(`${row.run_id} ${row.seq}`) : edits.get(row.audit_id);
    return event === undefined ? [] : [{ ...event, at: row.at }];
  });
  // Beyond the end there is no row that could tell.
  const total = answer.rows[0]?.total ?? (from === 0 ? 0 : (await listRecordEvents(db, record, { from: 0, limit: 1 })).total);
  return { items, total: Number(total) };
}

type RunEvent = Extract<RecordEvent, { kind: "run" }>;
type HandEvent = Extract<RecordEvent, { kind: "hand" }>;

type LinePlace = Pick<Place, "run_id" | "seq">;

/** What the lines of runs at some places did, by `<run> <seq>`. */
export async function loadLines(db: Db, places: readonly LinePlace[]): Promise<ReadonlyMap<string, RunEvent>> {
  const runIds = [...new Set(places.flatMap((place) => (place.run_id === null ? [] : [place.run_id])))];
  const events = new Map<string, RunEvent>();
  if (runIds.length === 0) return events;
  const runs = await db
    .selectFrom("runs")
    .select(["id", "connection_id", "kind", "state", "started_by", "started_at"])
    .where("id", "in", runIds)
    .execute();
  for (const run of runs) {
    const seqs = places.flatMap((place) => (place.run_id === run.id && place.seq !== null ? [place.seq] : []));
    for (const line of await listChanges(db, run.id, { after: 0, limit: seqs.length, seqs })) {
      events.set(`${run.id} ${line.seq}`, {
        kind: "run",
        at: run.started_at,
        runId: run.id,
        seq: line.seq,
        connectionId: run.connection_id,
        // Written by startRun from the same closed list.
        runKind: run.kind as RunKind,
        startedBy: run.started_by,
        isTakenBack: line.state === "undone",
        canBeTakenBack: line.state === "applied" && run.state === "applied",
        change: line.change,
      });
    }
  }
  return events;
}

/** What the entries of the audit log at some places say, by number. */
export async function loadEdits(db: Db, places: readonly Pick<Place, "audit_id">[]): Promise<ReadonlyMap<number, HandEvent>> {
  const ids = places.flatMap((place) => (place.audit_id === null ? [] : [place.audit_id]));
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("audit").select(["id", "at", "actor", "action", "before", "after"]).where("id", "in", ids).execute();
  return new Map(rows.map(({ id, at, actor, action, before, after }) => [id, { kind: "hand", at, actor, action, before, after }]));
}
