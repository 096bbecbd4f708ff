import { sql, type Transaction } from "kysely";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import { listAdministratorRoles, losesAdministration } from "../core/spare-last-administrator.ts";
import { analyzeDesk, analyzeLinks } from "../desk/analyze-desk.ts";
import { applyChanges, type LineOutcome, settleManagers } from "../desk/apply-changes.ts";
import { countActiveAdministrators, listRecords } from "../desk/list-records.ts";
import { EffectKind } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import { must } from "../model/errors.ts";
import type { ApplyCounts, Run } from "../model/run.ts";
import type { Tables } from "../store/tables.ts";
import type { SyncContext, Watch } from "./context.ts";
import { noteLineEvents } from "./note-line-events.ts";
import { countLines, findLastSeq, listChanges, type StoredLine } from "./save-changes.ts";
import { workInParallel } from "./work-in-parallel.ts";

/** Lines carried out in one transaction. */
const linesAtOnce = 1000;

/**
 * Carries out what is left of a plan, a few hundred lines a transaction, each with its outcome recorded in the same transaction: a run
 * that was killed goes on where it stopped, and nothing is done twice.
 */
export async function applyRun(context: SyncContext, run: Run, { onProgress, signal }: Watch): Promise<ApplyCounts> {
  const { db, batchSize, writersAtOnce, breathe } = context.database;
  const size = Math.min(linesAtOnce, batchSize);
  const total = Object.entries(run.counts?.kinds ?? {}).reduce((sum, [kind, n]) => (EffectKind.safeParse(kind).success ? sum + n : sum), 0);
  const administratorRoles = listAdministratorRoles(await loadCatalogue(db));
  const lastSeq = await findLastSeq(db, run.id);
  let done = 0;
  let analyzedAt = 500;
  let from = 0;
  // Each transaction takes a window of places: its cost does not depend on how many lines there are.
  const applyNext = async (): Promise<boolean> => {
    if (from >= lastSeq) return false;
    signal?.throwIfAborted();
    const after = from;
    from += size;
    const lines = await listChanges(db, run.id, { after, through: from, limit: size, states: ["planned"], isTicked: true });
    if (lines.length > 0) await applyLines(context, { run, lines, administratorRoles });
    done += lines.length;
    if (done >= analyzedAt * 4) {
      analyzedAt = done;
      await analyzeLinks(db);
    }
    onProgress({ step: "applying", done, total: Math.max(total, done) });
    await breathe();
    return true;
  };
  // An undo lets go of managers, which may be rows of another window: one at a time.
  await workInParallel(run.kind === "undo" ? 1 : writersAtOnce, applyNext);
  if (done >= 2000) await analyzeDesk(db);
  await settleManagers(db, run.id, run.connectionId);
  const counts = await countLines(db, run.id);
  const left = counts.get("planned") ?? 0;
  if (left > 0) throw new Error(`${left} lines of run ${run.id} are neither applied nor refused`);
  return {
    applied: (counts.get("applied") ?? 0) + (counts.get("undone") ?? 0),
    failed: counts.get("failed") ?? 0,
    changedSince: counts.get("changedSince") ?? 0,
    unticked: counts.get("unticked") ?? 0,
  };
}

interface Batch {
  readonly run: Run;
  readonly lines: readonly StoredLine[];
  readonly administratorRoles: ReadonlySet<number>;
}

/**
 * Carries out lines in one transaction. When the database refuses one of them (a role that was deleted since, say), each gets a
 * transaction of its own, and those refused are recorded as failed: they stop nobody else.
 */
async function applyLines(context: SyncContext, batch: Batch): Promise<void> {
  const { db } = context.database;
  try {
    await db.transaction().execute(async (trx) => {
      const outcomes: LineOutcome[] = [];
      for (const entity of ["user", "agent"] as const) {
        const lines = batch.lines.filter((line) => line.change.entity === entity);
        if (lines.length === 0) continue;
        const applied = await applyBatch(trx, entity, { ...batch, lines }, context.now());
        await noteLineEvents(trx, batch.run, { entity, lines, outcomes: applied }, context.now());
        outcomes.push(...applied);
      }
      await recordOutcomes(trx, batch.run.id, outcomes, context.now());
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    const [only, ...others] = batch.lines;
    if (only === undefined || others.length > 0) {
      for (const line of batch.lines) await applyLines(context, { ...batch, lines: [line] });
      return;
    }
    await db
      .updateTable("changes")
      .set({ state: "failed", says: refusal })
      .where("run_id", "=", batch.run.id)
      .where("seq", "=", only.seq)
      .execute();
  }
}

/** What the database says of a value or a reference that it refuses (SQLSTATE classes 22 and 23); null for anything else. */
function refusalOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string" || !/^2[23]/.test(error.code)) return null;
  return `The database refused this line: ${error.message}.`;
}

/** A line that would, by now, take the last administrator away is left out like one whose record changed. */
async function applyBatch(
  trx: Transaction<Tables>,
  entity: Entity,
  { run, lines, administratorRoles }: Batch,
  now: Date,
): Promise<readonly LineOutcome[]> {
  const risky = entity === "agent" ? await listRisky(trx, lines, administratorRoles) : new Set<number>();
  const spared: LineOutcome[] = lines
    .filter((line) => risky.has(line.seq))
    .map(({ seq }) => ({ seq, kind: "drifted", says: "nobody with administrator rights would be left" }));
  const rest = lines
    .filter((line) => !risky.has(line.seq))
    .map((line) => ({ ...line, recordId: must(line.recordId, "the number of the record") }));
  return [
    ...spared,
    ...(await applyChanges(trx, { runId: run.id, connectionId: run.connectionId, entity, lines: rest }, { by: run.startedBy, now })),
  ];
}

async function listRisky(
  trx: Transaction<Tables>,
  lines: readonly StoredLine[],
  administratorRoles: ReadonlySet<number>,
): Promise<ReadonlySet<number>> {
  const records = await listRecords(
    trx,
    "agent",
    lines.map((line) => line.change.recordId).filter((id) => id !== null),
  );
  const losing = lines.filter(({ change }) => {
    const record = change.recordId === null ? undefined : records.get(change.recordId);
    return record !== undefined && losesAdministration(change, record, administratorRoles);
  });
  if (losing.length === 0) return new Set();
  await sql`select id from agents where is_active order by id for update`.execute(trx);
  const remaining = (await countActiveAdministrators(trx)) - losing.length;
  return new Set(remaining > 0 ? [] : losing.map((line) => line.seq));
}

/**
 * Records how the lines of a window came out, in the transaction that carried them out: those left out one by one, the rest, which is
 * nearly always all of them, by their range.
 */
async function recordOutcomes(trx: Transaction<Tables>, runId: number, outcomes: readonly LineOutcome[], now: Date): Promise<void> {
  const drifted = outcomes.filter((outcome) => outcome.kind === "drifted").map(({ seq, says }) => ({ seq, says }));
  if (drifted.length > 0) {
    await sql`
      update changes c set state = 'changedSince', says = r.says
      from json_to_recordset(${JSON.stringify(drifted)}::json) as r(seq int, says text)
      where c.run_id = ${runId}::int and c.seq = r.seq`.execute(trx);
  }
  const seqs = outcomes.map((outcome) => outcome.seq);
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)];
  await sql`
    update changes set state = 'applied', applied_at = ${now}, applied_version = case when kind = 'create' then 1 end
    where run_id = ${runId}::int and seq between ${first}::int and ${last}::int and state = 'planned' and is_ticked`.execute(trx);
}
