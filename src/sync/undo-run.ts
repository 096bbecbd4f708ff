import { sql } from "kysely";
import { getConnection } from "../connections/get-connection.ts";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import { explainProvider } from "../core/explain-names.ts";
import { explainUndoPlan } from "../core/explain-result.ts";
import { explainRunState } from "../core/explain-run.ts";
import { explainSpared } from "../core/explain-spared.ts";
import { countPerson, createScales, emptyCounts, isEffect, judgeLimits, unlimited } from "../core/guard.ts";
import { note } from "../core/note.ts";
import { planUndo, type UndoFacts } from "../core/plan-undo.ts";
import {
  type AdministratorChange,
  listAdministratorRoles,
  losesAdministration,
  spareLastAdministrator,
} from "../core/spare-last-administrator.ts";
import { listLinks } from "../desk/list-links.ts";
import { countActiveAdministrators, listRecords } from "../desk/list-records.ts";
import { EffectKind } from "../model/change.ts";
import { Conflict, Invalid } from "../model/errors.ts";
import type { Run } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import { withConnection } from "./claim-connection.ts";
import type { SyncContext, Watch } from "./context.ts";
import { closeWithoutChanges, finishRun } from "./finish-run.ts";
import { listSpared } from "./list-spared.ts";
import { noteEvents } from "./run-events.ts";
import { getRun, startRun, supersedePlans, updateRun } from "./run-store.ts";
import { computePlanHash, type Line, listChanges, replaceChange, type StoredLine, saveChanges } from "./save-changes.ts";
import { saveRunOutcome } from "./save-run-outcome.ts";

export interface UndoInput extends Watch {
  readonly runId: number;
  /** Only these people, by address or directory id; null for the whole run. */
  readonly people: readonly string[] | null;
  /** Only these rows of the run, by their places. */
  readonly seqs?: readonly number[];
  readonly applies: boolean;
  readonly startedBy: string;
  /** Told the undo's number as soon as it is recorded. */
  readonly onStarted?: (runId: number) => void;
}

/**
 * Plans the way back from an applied run, and applies it where asked: the same kind of plan, previewed and recorded like any other.
 * What people changed since is left alone. Nothing is sent to the directory.
 */
export async function undoRun(context: SyncContext, input: UndoInput): Promise<Run> {
  const { db } = context.database;
  const original = await getRun(db, input.runId);
  if (original.state !== "applied")
    throw new Conflict(`Run ${original.id} is ${explainRunState(original.state)}: there is nothing to take back.`);
  if (input.seqs !== undefined) await assertApplied(db, original.id, input.seqs);
  const { connection, settings, settingsVersion } = await getConnection(db, original.connectionId);
  return await withConnection(context, connection.id, input, async () => {
    const runId = await startRun(db, {
      connectionId: connection.id,
      kind: "undo",
      entities: original.entities,
      startedBy: input.startedBy,
      settingsVersion,
      undoesRunId: original.id,
      now: context.now(),
    });
    input.onStarted?.(runId);
    try {
      await noteEvents(db, runId, context.now(), [`Started by ${input.startedBy}: undo of run ${original.id}.`]);
      const draft = await planBack(context, input, original, runId);
      const limits = judgeLimits({
        totals: draft.totals,
        base: original.limits[0]?.base ?? 0,
        limits: { ...settings.limits, ...unlimited },
        isFirstImport: true,
      });
      const planHash = await computePlanHash(db, runId, connection.id);
      await updateRun(db, runId, { counts: draft.counts, limits, planHash });
      const says = await sayPlan(db, await getRun(db, runId), draft.effects, connection.provider);
      if (draft.effects === 0) return await closeWithoutChanges(context, runId, says);
      const milliseconds = context.now().getTime() - (await getRun(db, runId)).startedAt.getTime();
      await updateRun(db, runId, { state: "planned", says, milliseconds });
      await noteEvents(db, runId, context.now(), [says]);
      await supersedePlans(db, connection.id, runId);
      return input.applies ? await finishRun(context, runId, input) : await getRun(db, runId);
    } catch (error) {
      const run = await getRun(db, runId);
      if (run.state === "planning") {
        const reason = input.signal?.aborted === true ? "Stopped on request." : error instanceof Error ? error.message : String(error);
        const says = `${reason} Nothing was written.`;
        await saveRunOutcome(db, runId, { state: "failed", finishedAt: context.now(), says }, context.now());
        await noteEvents(db, runId, context.now(), [says]);
      }
      throw error;
    }
  });
}

/** @throws Invalid naming rows that have nothing to take back */
async function assertApplied(db: Db, runId: number, seqs: readonly number[]): Promise<void> {
  const rows = await db
    .selectFrom("changes")
    .select("seq")
    .where("run_id", "=", runId)
    .where("state", "=", "applied")
    .where(sql<boolean>`seq = any(${seqs}::int[])`)
    .execute();
  const known = new Set(rows.map((row) => row.seq));
  const faults = seqs.flatMap((seq, index) =>
    known.has(seq) ? [] : [{ at: `seqs[${index}]`, says: `row ${seq} of run ${runId} was not applied, or is taken back already` }],
  );
  if (faults.length > 0) throw new Invalid(faults.slice(0, 20));
}

async function sayPlan(db: Db, run: Run, changes: number, provider: Parameters<typeof explainProvider>[0]): Promise<string> {
  const directory = explainProvider(provider);
  const spared = await listSpared(db, run);
  const first = spared.map((line) => ({ says: explainSpared(line, { run, directory }) }));
  const count = run.counts?.kinds.leftOut ?? 0;
  return explainUndoPlan({ changes, spared: { count, first }, directory });
}

async function planBack(context: SyncContext, input: UndoInput, original: Run, runId: number) {
  const { db, batchSize, breathe } = context.database;
  const roles = listAdministratorRoles(await loadCatalogue(db));
  const counts = emptyCounts(0);
  const scales = createScales();
  const administrators: AdministratorChange[] = [];
  const wanted = input.people?.map((person) => person.trim()) ?? null;
  const found = new Set<string>();
  const rows = input.seqs === undefined ? null : new Set(input.seqs);
  let before = 2 ** 31 - 1;
  let seq = 0;
  let effects = 0;
  for (;;) {
    input.signal?.throwIfAborted();
    const stored = await listChanges(db, original.id, {
      after: before,
      limit: batchSize,
      states: ["applied"],
      kinds: EffectKind.options,
      isReversed: true,
    });
    const last = stored.at(-1);
    if (last === undefined) break;
    before = last.seq;
    const places = rows === null ? stored : stored.filter((line) => rows.has(line.seq));
    const chosen = wanted === null ? places : places.filter((line) => isWanted(line, wanted, found));
    const lines: Line[] = [];
    for (const facts of await gatherUndoFacts(db, original, chosen)) {
      const change = planUndo(facts);
      seq += 1;
      lines.push({ seq, change });
      countPerson(counts, [change]);
      counts.people += 1;
      if (isEffect(change)) effects += 1;
      scales.add(change);
      if (change.entity === "agent" && facts.record !== null && losesAdministration(change, facts.record, roles))
        administrators.push({ seq, change, record: facts.record });
    }
    await saveChanges(db, runId, lines);
    input.onProgress({ step: "planning", done: seq, total: original.result?.applied ?? null });
    await breathe();
  }
  const missing = wanted?.filter((person) => !found.has(person)) ?? [];
  if (missing.length > 0)
    throw new Invalid(
      missing.map((person) => ({ at: person, says: `run ${original.id} wrote nothing about this person that could be taken back` })),
    );
  for (const spared of spareLastAdministrator(administrators, await countActiveAdministrators(db), roles)) {
    const line = administrators.find((touched) => touched.seq === spared);
    if (line === undefined) continue;
    const because = [...line.change.because, { kind: "leftOut", reason: "lastAdministrator", detail: null } as const];
    await replaceChange(db, runId, { seq: spared, change: note({ ...line.change, kind: "leftOut", because }) });
    effects -= 1;
  }
  return { counts, totals: scales.totals(), effects };
}

function isWanted(line: StoredLine, wanted: readonly string[], found: Set<string>): boolean {
  const keys = wanted.filter((person) => person.toLowerCase() === line.change.email.toLowerCase() || person === line.change.externalId);
  for (const key of keys) found.add(key);
  return keys.length > 0;
}

async function gatherUndoFacts(db: Db, original: Run, lines: readonly StoredLine[]): Promise<readonly UndoFacts[]> {
  const facts = new Map<number, UndoFacts>();
  for (const entity of ["user", "agent"] as const) {
    const ofEntity = lines.filter((line) => line.change.entity === entity);
    const records = await listRecords(
      db,
      entity,
      ofEntity.map((line) => line.recordId).filter((id) => id !== null),
    );
    const links = await listLinks(
      db,
      original.connectionId,
      entity,
      ofEntity.map((line) => line.change.externalId).filter((id) => id !== null),
    );
    for (const line of ofEntity) {
      const link = line.change.externalId === null ? undefined : links.get(line.change.externalId);
      const record = line.recordId === null ? null : (records.get(line.recordId) ?? null);
      facts.set(line.seq, {
        runId: original.id,
        seq: line.seq,
        change: line.change,
        record,
        state: link !== undefined && link.recordId === record?.id ? link.state : null,
        versionAfter: line.appliedVersion,
        isLinkTaken: link !== undefined,
      });
    }
  }
  return lines.map((line) => facts.get(line.seq)).filter((known) => known !== undefined);
}
