import { sql } from "kysely";
import { explainRunTitle } from "../core/explain-run.ts";
import type { Hand } from "../core/explain-spared.ts";
import { listRecords } from "../desk/list-records.ts";
import { EffectKind } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { Run } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import { getRun } from "./run-store.ts";
import { listChanges, type StoredLine } from "./save-changes.ts";

/** A line that is left alone, and who changed its record since, where that is known. */
export interface SparedLine extends StoredLine {
  readonly hand: Hand | null;
}

/** Lines that are told of. */
const told = 200;

/** Who is left alone by an undo: lines that plan nothing, and lines whose record changed while the others were written. */
export async function listSpared(db: Db, run: Run): Promise<readonly SparedLine[]> {
  const isAnyPlanned = (run.counts?.kinds.leftOut ?? 0) > 0;
  const planned = isAnyPlanned ? await listChanges(db, run.id, { after: 0, limit: told, kinds: ["leftOut"] }) : [];
  const since = run.undoesRunId === null ? run.startedAt : (await getRun(db, run.undoesRunId)).startedAt;
  return await findHands(db, run, since, [...planned, ...(await listRefused(db, run))]);
}

/** Lines of an applied run that were left out because their record changed meanwhile, or that failed. */
export async function listLeftOut(db: Db, run: Run): Promise<readonly SparedLine[]> {
  return await findHands(db, run, run.startedAt, await listRefused(db, run));
}

async function listRefused(db: Db, { id, result }: Run): Promise<readonly StoredLine[]> {
  if (result === null || result.changedSince + result.failed === 0) return [];
  return await listChanges(db, id, { after: 0, limit: told, kinds: EffectKind.options, states: ["changedSince", "failed"] });
}

async function findHands(db: Db, run: Run, since: Date, lines: readonly StoredLine[]): Promise<readonly SparedLine[]> {
  const spared: SparedLine[] = [];
  for (const line of lines) spared.push({ ...line, hand: isChanged(line) ? await findLastHand(db, run, since, line) : null });
  return spared;
}

function isChanged({ state, change }: StoredLine): boolean {
  return state === "changedSince" || change.because.some((because) => because.kind === "leftOut" && because.reason === "changedSince");
}

/** Who touched a record last since the plan: a run other than this one and the one that it takes back, or a person. */
async function findLastHand(db: Db, run: Run, since: Date, { change, recordId }: StoredLine): Promise<Hand | null> {
  const id = recordId ?? change.recordId;
  if (id === null) return null;
  const base = run.undoesRunId ?? run.id;
  const answer = await sql<{ at: Date; actor: string | null; action: string | null; run_id: number | null }>`
    with line as (
      select applied_at from changes where run_id = ${base}::int and record_id = ${id}::int and entity = ${change.entity} limit 1)
    select at, actor, action, run_id from (
      select applied_at as at, null as actor, null as action, run_id from changes
      where entity = ${change.entity} and record_id = ${id}::int and run_id > ${base}::int and run_id <> ${run.id}::int
        and state in ('applied', 'undone')
      union all
      select at, actor, action, null from audit
      where entity = ${change.entity} and record_id = ${id}::int
        and at >= coalesce((select applied_at from line), ${since})) hands
    order by at desc nulls last limit 1`.execute(db);
  const [last] = answer.rows;
  if (last === undefined) return null;
  const { at } = last;
  if (last.run_id !== null) return { kind: "run", runId: last.run_id, title: explainRunTitle(await getRun(db, last.run_id)), at };
  return { kind: last.action === "create" || last.action === "configure" ? "file" : "hand", by: last.actor ?? "somebody", at };
}

/**
 * Lines of a plan that is still open whose record was changed after the plan was made: an apply would leave them out. Edits are few, so
 * they are looked up, and only their lines compared.
 */
export async function listDrifting(db: Db, run: Run): Promise<readonly SparedLine[]> {
  const answer = await sql<{ seq: number }>`
    with touched as (
      select entity, record_id from audit where at >= ${run.startedAt} and record_id is not null
      union
      select c.entity, c.record_id from runs r join changes c on c.run_id = r.id and c.state in ('applied', 'undone')
      where r.id <> ${run.id}::int and r.id <> ${run.undoesRunId ?? 0}::int and coalesce(r.finished_at, 'infinity') > ${run.startedAt}
        and r.state in ('applying', 'applied'))
    select seq from changes
    where run_id = ${run.id}::int and state = 'planned' and is_ticked and (entity, record_id) in (select entity, record_id from touched)
    order by seq limit ${told}::int`.execute(db);
  const seqs = answer.rows.map((row) => row.seq);
  if (seqs.length === 0) return [];
  const lines = await listChanges(db, run.id, { after: 0, limit: told, seqs });
  const versions = new Map<string, number>();
  for (const entity of ["user", "agent"] as const) {
    const ids = lines.filter((line) => line.change.entity === entity).map((line) => line.change.recordId);
    for (const [id, record] of await listRecords(
      db,
      entity,
      ids.filter((id) => id !== null),
    ))
      versions.set(key(entity, id), record.version);
  }
  const drifting = lines.filter(
    ({ change }) => change.recordId !== null && versions.get(key(change.entity, change.recordId)) !== change.expectsVersion,
  );
  const spared: SparedLine[] = [];
  for (const line of drifting) spared.push({ ...line, hand: await findLastHand(db, run, run.startedAt, line) });
  return spared;
}

function key(entity: Entity, id: number): string {
  return `${entity} ${id}`;
}
