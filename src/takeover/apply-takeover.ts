import { type Kysely, sql, type Transaction } from "kysely";
import { analyzeDesk } from "../desk/analyze-desk.ts";
import { Conflict } from "../model/errors.ts";
import type { TakeoverKind, TakeoverLine } from "../model/takeover.ts";
import type { Database } from "../store/open-database.ts";
import type { Tables } from "../store/tables.ts";
import { findLineDrift } from "./find-line-drift.ts";
import { noteLines } from "./note-lines.ts";
import { readLines, type StoredTakeoverLine } from "./save-plan.ts";
import { getTakeover, type Takeover } from "./takeover-store.ts";
import { insertTakenOver, removeTakenOver, updateTakenOver } from "./write-records.ts";

export interface ApplyInput {
  readonly takeoverId: number;
  /** The plan that is carried out, and no other. */
  readonly hash: string;
  readonly by: string;
  readonly now: () => Date;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** Connections are numbered from 1: this stands for whoever applies a take-over, one at a time. */
const takeoverClaim = 0;

/**
 * Carries out exactly the plan of a take-over, or of an undo, some hundred lines a transaction, each with its outcome. Lines whose
 * records were changed since are left out and say so; a line that the database refuses stops no other. One that was stopped half way
 * goes on where it was.
 * @throws NotFound, Conflict for another plan, one without anything to write, or while another take-over is applied
 */
export async function applyTakeover(database: Database, input: ApplyInput): Promise<Takeover> {
  const { db } = database;
  const claim = await database.claimRun(takeoverClaim);
  if (claim === null) throw new Conflict("Another take-over is being applied. Wait until it is done.");
  try {
    const takeover = await begin(db, input);
    let { done } = takeover.progress;
    const { total } = takeover.progress;
    for (;;) {
      input.signal?.throwIfAborted();
      const lines = await readLines(
        db,
        sql`takeover_id = ${input.takeoverId}::int and state = 'planned' order by seq limit ${database.batchSize}::int`,
      );
      const [first] = lines;
      if (first === undefined) break;
      const batch = lines.filter(
        ({ line }) => line.kind === first.line.kind && (line.action === "remove") === (first.line.action === "remove"),
      );
      // Only the lines up to the first of another kind: the order counts.
      const end = lines.findIndex((line) => !batch.includes(line));
      const ready = end === -1 ? lines : lines.slice(0, end);
      await applyBatch(db, takeover, first.line.kind, ready, input);
      done += ready.length;
      input.onProgress?.({ done, total });
      await database.breathe();
    }
    await finish(db, takeover, input);
    if (total >= 2000) await analyzeDesk(db);
    return await getTakeover(db, input.takeoverId);
  } finally {
    await claim.release();
  }
}

async function begin(db: Kysely<Tables>, { takeoverId, hash, by, now }: ApplyInput): Promise<Takeover> {
  return await db.transaction().execute(async (trx) => {
    await trx.selectFrom("takeovers").select("id").where("id", "=", takeoverId).forUpdate().execute();
    const takeover = await getTakeover(trx, takeoverId);
    if (takeover.state !== "planned" && takeover.state !== "applying")
      throw new Conflict(
        takeover.state === "collecting"
          ? `Take-over ${takeoverId} has no plan yet. Plan it first.`
          : `Take-over ${takeoverId} is ${takeover.state} already.`,
      );
    if (takeover.planHash !== hash)
      throw new Conflict("This is not the plan that would be carried out: it was planned anew since. Look at it again.");
    if (takeover.progress.total === 0) throw new Conflict("There is nothing to write: everything is as the files say, or refused.");
    await trx.updateTable("takeovers").set({ state: "applying", applied_by: by, applied_at: now() }).where("id", "=", takeoverId).execute();
    return { ...takeover, appliedBy: by };
  });
}

async function finish(db: Kysely<Tables>, { id, undoesId }: Takeover, { now }: ApplyInput): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.updateTable("takeovers").set({ state: "applied", applied_at: now() }).where("id", "=", id).execute();
    if (undoesId !== null) await trx.updateTable("takeovers").set({ state: "undone" }).where("id", "=", undoesId).execute();
    // What is needed of the files stands in the lines: people's data are kept once.
    await sql`update takeover_files set content = '', facts = jsonb_set(facts, '{sample}', '[]') where takeover_id = ${id}::int`.execute(
      trx,
    );
    // A manager whose own line was left out is nobody's manager.
    await sql`
      update users u set manager_id = null from takeover_lines l
      where l.takeover_id = ${id}::int and l.kind = 'user' and l.action = 'create' and l.state in ('leftOut', 'failed') and u.manager_id = l.record_id`.execute(
      trx,
    );
  });
}

async function applyBatch(
  db: Kysely<Tables>,
  takeover: Takeover,
  kind: TakeoverKind,
  lines: readonly StoredTakeoverLine[],
  input: ApplyInput,
): Promise<void> {
  try {
    await db.transaction().execute((trx) => applyLines(trx, takeover, kind, lines, input));
  } catch (error) {
    const [line] = lines;
    if (line === undefined) throw error;
    // What the database refuses is found one by one, and stops nobody else.
    if (lines.length > 1) for (const one of lines) await applyBatch(db, takeover, kind, [one], input);
    else await saveOutcomes(db, takeover.id, [{ seq: line.seq, state: "failed", says: explainRefusal(error), version: null }]);
  }
}

/** Foreign keys and unique names, as PostgreSQL tells them; anything else is our mistake. */
function explainRefusal(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!/^23/.test(code)) throw error;
  return `the database refused it: ${error instanceof Error ? error.message : code}`;
}

async function applyLines(
  trx: Transaction<Tables>,
  takeover: Takeover,
  kind: TakeoverKind,
  lines: readonly StoredTakeoverLine[],
  input: ApplyInput,
): Promise<void> {
  const now = input.now();
  const drift = await findLineDrift(trx, { takeoverId: takeover.id, kind, lines });
  const good = lines.filter(({ seq }) => !drift.has(seq)).map(({ line }) => line);
  const of = (...actions: readonly TakeoverLine["action"][]) => good.filter((line) => actions.includes(line.action));
  const kept = of("update", "restore");
  await insertTakenOver(trx, kind, of("create"), now);
  const versions = await updateTakenOver(trx, kind, kept, now);
  await saveIds(trx, takeover, good);
  await removeTakenOver(
    trx,
    kind,
    of("remove").flatMap((line) => line.recordId ?? []),
  );
  if (kind === "user" || kind === "agent") await markDue(trx, kind, [...versions.keys()]);
  await noteLines(trx, { takeover, kind, lines: good, by: input.by, now });
  const outcomes = lines.map(({ seq, line }) => {
    const says = drift.get(seq) ?? null;
    const version = line.action === "create" ? 1 : (versions.get(line.recordId ?? 0) ?? line.expectsVersion);
    return { seq, state: says === null ? "applied" : "leftOut", says, version: says === null ? version : null };
  });
  await saveOutcomes(trx, takeover.id, outcomes);
}

interface Outcome {
  readonly seq: number;
  readonly state: string;
  readonly says: string | null;
  readonly version: number | null;
}

async function saveOutcomes(db: Kysely<Tables>, takeoverId: number, outcomes: readonly Outcome[]): Promise<void> {
  await sql`
    update takeover_lines l set state = o.state, says = coalesce(o.says, l.says), applied_version = o.version
    from json_to_recordset(${JSON.stringify(outcomes)}::json) as o(seq int, state text, says text, version int)
    where l.takeover_id = ${takeoverId}::int and l.seq = o.seq`.execute(db);
}

/** Keeps the other system's ids beside the records, or lets go of them. */
async function saveIds(trx: Transaction<Tables>, { id, system }: Takeover, lines: readonly TakeoverLine[]): Promise<void> {
  const rows = lines
    .filter((line) => line.keepsId && line.externalId !== null)
    .map(({ kind, action, externalId, recordId }) => ({
      kind,
      external_id: externalId,
      record_id: recordId,
      goes: action === "remove" || action === "restore",
    }));
  if (rows.length === 0) return;
  const given = sql`json_to_recordset(${JSON.stringify(rows)}::json) as r(kind text, external_id text, record_id int, goes boolean)`;
  await sql`
    delete from taken_over_ids t using ${given}
    where r.goes and t.system = ${system} and t.kind = r.kind and t.external_id = r.external_id and t.record_id = r.record_id`.execute(trx);
  await sql`
    insert into taken_over_ids (system, kind, external_id, record_id, takeover_id)
    select ${system}, kind, external_id, record_id, ${id}::int from ${given} where not goes
    on conflict (system, kind, external_id) do update set record_id = excluded.record_id, takeover_id = excluded.takeover_id`.execute(trx);
}

async function markDue(trx: Transaction<Tables>, entity: "user" | "agent", ids: readonly number[]): Promise<void> {
  await sql`
    insert into due (connection_id, entity, external_id, because)
    select connection_id, entity, external_id, 'edited' from links where entity = ${entity} and record_id = any(${ids}::int[])
    on conflict (connection_id, entity, external_id) do update set because = 'edited', noticed = default`.execute(trx);
}
