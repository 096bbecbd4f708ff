import type { Names } from "../core/explain-names.ts";
import { explainApplied, explainAudit } from "../core/explain-past.ts";
import type { Entity } from "../model/desk.ts";
import type { WhyPast } from "../model/why.ts";
import type { Db } from "../store/open-database.ts";
import { listChanges } from "./save-changes.ts";

export interface PastToList {
  readonly entity: Entity;
  readonly recordId: number;
  readonly names: Names;
  readonly limit: number;
}

/** What runs and people did to a desk record, newest first. */
export async function listPast(db: Db, input: PastToList): Promise<readonly WhyPast[]> {
  const past = [...(await listAppliedLines(db, input)), ...(await listHandEdits(db, input))];
  return past.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (b.runId ?? 0) - (a.runId ?? 0)).slice(0, input.limit);
}

async function listAppliedLines(db: Db, { entity, recordId, names, limit }: PastToList): Promise<readonly WhyPast[]> {
  const rows = await db
    .selectFrom("changes as c")
    .innerJoin("runs as r", "r.id", "c.run_id")
    .select(["c.run_id", "c.seq", "c.state", "c.applied_at", "r.started_at"])
    .where("c.entity", "=", entity)
    .where("c.record_id", "=", recordId)
    .where("c.state", "in", ["applied", "undone"])
    .orderBy("c.run_id", "desc")
    .limit(limit)
    .execute();
  const past: WhyPast[] = [];
  for (const row of rows) {
    const [line] = await listChanges(db, row.run_id, { after: row.seq - 1, limit: 1 });
    if (line === undefined) continue;
    const says = `run ${row.run_id}: ${explainApplied(line.change, names)}${row.state === "undone" ? " (taken back since)" : ""}`;
    past.push({ at: (row.applied_at ?? row.started_at).toISOString(), entity, runId: row.run_id, says });
  }
  return past;
}

async function listHandEdits(db: Db, { entity, recordId, names, limit }: PastToList): Promise<readonly WhyPast[]> {
  const rows = await db
    .selectFrom("audit")
    .select(["at", "actor", "action", "before", "after"])
    .where("entity", "=", entity)
    .where("record_id", "=", recordId)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ at: row.at.toISOString(), entity, runId: null, says: explainAudit(row, names) }));
}
