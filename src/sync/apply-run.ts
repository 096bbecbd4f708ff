import { sql, type Transaction } from "kysely";
import { losesAdministration } from "../core/spare-last-administrator.ts";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import { applyChanges, bindWaitingManagers, type LineOutcome } from "../desk/apply-changes.ts";
import { countActiveAdministrators, listRecords } from "../desk/list-records.ts";
import { EffectKind } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { ApplyCounts, Run } from "../model/run.ts";
import type { Tables } from "../store/tables.ts";
import type { OnProgress, SyncContext } from "./context.ts";
import { countLines, listChanges, type StoredLine } from "./save-changes.ts";

/** Lines carried out in one transaction. */
const linesAtOnce = 500;

/**
 * Carries out what is left of a plan, a few hundred lines a transaction, each with its outcome recorded in the same transaction: a run
 * that was killed goes on where it stopped, and nothing is done twice.
 */
export async function applyRun(context: SyncContext, run: Run, onProgress: OnProgress): Promise<ApplyCounts> {
  const { db, batchSize, breathe } = context.database;
  const size = Math.min(linesAtOnce, batchSize);
  const total = Object.entries(run.counts?.kinds ?? {}).reduce((sum, [kind, n]) => (EffectKind.safeParse(kind).success ? sum + n : sum), 0);
  const administratorRoles = new Set([...(await loadCatalogue(db)).agentRoles].filter(([, role]) => role.isAdministrator).map(([id]) => id));
  let after = 0;
  let done = 0;
  for (;;) {
    const lines = await listChanges(db, run.id, { after, limit: size, states: ["planned"], isTicked: true });
    const last = lines.at(-1);
    if (last === undefined) break;
    await db.transaction().execute(async (trx) => {
      const outcomes: LineOutcome[] = [];
      for (const entity of ["user", "agent"] as const) {
        const ofEntity = lines.filter((line) => line.change.entity === entity);
        if (ofEntity.length > 0) outcomes.push(...(await applyBatch(trx, run.connectionId, entity, ofEntity, administratorRoles)));
      }
      await recordOutcomes(trx, run.id, outcomes, context.now());
    });
    after = last.seq;
    done += lines.length;
    onProgress({ step: "applying", done, total: Math.max(total, done) });
    await breathe();
  }
  await bindWaitingManagers(db, run.connectionId);
  const counts = await countLines(db, run.id);
  return {
    applied: (counts.get("applied") ?? 0) + (counts.get("undone") ?? 0),
    failed: counts.get("failed") ?? 0,
    changedSince: counts.get("changedSince") ?? 0,
    unticked: counts.get("unticked") ?? 0,
  };
}

/** A line that would, by now, take the last administrator away is left out like one whose record changed. */
async function applyBatch(trx: Transaction<Tables>, connectionId: number, entity: Entity, lines: readonly StoredLine[], administratorRoles: ReadonlySet<number>): Promise<readonly LineOutcome[]> {
  const risky = entity === "agent" ? await listRisky(trx, lines, administratorRoles) : new Set<number>();
  const spared: LineOutcome[] = lines
    .filter((line) => risky.has(line.seq))
    .map(({ seq }) => ({ seq, kind: "drifted", says: "nobody with administrator rights would be left" }));
  const rest = lines.filter((line) => !risky.has(line.seq));
  return [...spared, ...(await applyChanges(trx, connectionId, entity, rest))];
}

async function listRisky(trx: Transaction<Tables>, lines: readonly StoredLine[], administratorRoles: ReadonlySet<number>): Promise<ReadonlySet<number>> {
  const records = await listRecords(trx, "agent", lines.map((line) => line.change.recordId).filter((id) => id !== null));
  const losing = lines.filter(({ change }) => {
    const record = change.recordId === null ? undefined : records.get(change.recordId);
    return record !== undefined && losesAdministration(change, record, administratorRoles);
  });
  if (losing.length === 0) return new Set();
  await sql`select id from agents where is_active order by id for update`.execute(trx);
  const remaining = (await countActiveAdministrators(trx)) - losing.length;
  return new Set(remaining > 0 ? [] : losing.map((line) => line.seq));
}

async function recordOutcomes(trx: Transaction<Tables>, runId: number, outcomes: readonly LineOutcome[], now: Date): Promise<void> {
  const rows = outcomes.map((outcome) =>
    outcome.kind === "applied"
      ? { seq: outcome.seq, state: "applied", says: null, record_id: outcome.recordId, version: outcome.version, at: now.toISOString() }
      : { seq: outcome.seq, state: "changedSince", says: outcome.says, record_id: null, version: null, at: null },
  );
  await sql`
    update changes c set state = r.state, says = r.says, record_id = coalesce(r.record_id, c.record_id), applied_version = r.version, applied_at = r.at
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(seq int, state text, says text, record_id int, version int, at timestamptz)
    where c.run_id = ${runId}::int and c.seq = r.seq`.execute(trx);
}
