import { type Kysely, type Selectable, sql } from "kysely";
import { explainRunState } from "../core/explain-run.ts";
import type { Entity } from "../model/desk.ts";
import { Conflict, NotFound } from "../model/errors.ts";
import type { ApplyCounts, LimitVerdict, PlanCounts, ReadingSummary, Run, RunKind, RunState } from "../model/run.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";

/** A row of `runs` as a value. */
export function toRun(row: Selectable<Tables["runs"]>): Run {
  return {
    id: row.id,
    connectionId: row.connection_id,
    // `kind`, `entities` and `state` are written here from the same closed lists.
    kind: row.kind as RunKind,
    entities: row.entities as Entity[],
    state: row.state as RunState,
    startedBy: row.started_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    milliseconds: row.milliseconds,
    undoesRunId: row.undoes_run_id,
    settingsVersion: row.settings_version,
    reading: row.reading,
    counts: row.counts,
    limits: row.limits,
    planHash: row.plan_hash,
    result: row.result,
    says: row.says,
  };
}

export interface RunToStart {
  readonly connectionId: number;
  readonly kind: RunKind;
  readonly entities: readonly Entity[];
  readonly startedBy: string;
  readonly settingsVersion: number;
  readonly undoesRunId: number | null;
  /** The settings of a what-if; the others use those in force. */
  readonly givenSettings?: ConnectionSettings;
  readonly now: Date;
}

/** Records the start of a run. The database allows one at work per connection. */
export async function startRun(db: Kysely<Tables>, run: RunToStart): Promise<number> {
  const due = await db
    .selectFrom("due")
    .select((eb) => eb.fn.max("noticed").as("noticed"))
    .where("connection_id", "=", run.connectionId)
    .executeTakeFirst();
  const row = await db
    .insertInto("runs")
    .values({
      connection_id: run.connectionId,
      kind: run.kind,
      entities: JSON.stringify(run.entities),
      state: run.kind === "manual" || run.kind === "scheduled" ? "reading" : "planning",
      started_by: run.startedBy,
      started_at: run.now,
      finished_at: null,
      undoes_run_id: run.undoesRunId,
      settings_version: run.settingsVersion,
      due_through: due?.noticed ?? 0,
      reading_id: null,
      reading: null,
      counts: null,
      plan_hash: null,
      result: null,
      says: null,
      given_settings: run.givenSettings === undefined ? null : JSON.stringify(run.givenSettings),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

export interface RunUpdate {
  readonly state?: RunState;
  readonly finishedAt?: Date;
  readonly milliseconds?: number;
  readonly readingId?: number;
  readonly reading?: ReadingSummary;
  readonly counts?: PlanCounts;
  readonly limits?: readonly LimitVerdict[];
  readonly planHash?: string;
  readonly result?: ApplyCounts;
  readonly says?: string;
}

/** Writes what is known now about a run; what is not named stays. */
export async function updateRun(db: Kysely<Tables>, runId: number, update: RunUpdate): Promise<void> {
  await db
    .updateTable("runs")
    .set({
      ...(update.state !== undefined && { state: update.state }),
      ...(update.finishedAt !== undefined && { finished_at: update.finishedAt }),
      ...(update.milliseconds !== undefined && { milliseconds: update.milliseconds }),
      ...(update.readingId !== undefined && { reading_id: update.readingId }),
      ...(update.reading !== undefined && { reading: JSON.stringify(update.reading) }),
      ...(update.counts !== undefined && { counts: JSON.stringify(update.counts) }),
      ...(update.limits !== undefined && { limits: JSON.stringify(update.limits) }),
      ...(update.planHash !== undefined && { plan_hash: update.planHash }),
      ...(update.result !== undefined && { result: JSON.stringify(update.result) }),
      ...(update.says !== undefined && { says: update.says }),
    })
    .where("id", "=", runId)
    .execute();
}

/** A run by number; null where there is none. */
export async function findRun(db: Kysely<Tables>, runId: number): Promise<Run | null> {
  const row = await db.selectFrom("runs").selectAll().where("id", "=", runId).executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** @throws NotFound */
export async function getRun(db: Kysely<Tables>, runId: number): Promise<Run> {
  const row = await db.selectFrom("runs").selectAll().where("id", "=", runId).executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no run ${runId}.`);
  return toRun(row);
}

/** The newest runs first; of one connection, or of all. What-ifs are not listed. */
export async function listRuns(db: Kysely<Tables>, filter: { connectionId: number | null; limit: number }): Promise<readonly Run[]> {
  let query = db.selectFrom("runs").selectAll().where("kind", "<>", "whatIf").orderBy("id", "desc").limit(filter.limit);
  if (filter.connectionId !== null) query = query.where("connection_id", "=", filter.connectionId);
  return (await query.execute()).map(toRun);
}

/** The newest run of a connection in one of these states; what-ifs stand apart. */
export async function findRunIn(db: Kysely<Tables>, connectionId: number, states: readonly RunState[]): Promise<Run | null> {
  const row = await db
    .selectFrom("runs")
    .selectAll()
    .where("connection_id", "=", connectionId)
    .where("state", "in", states)
    .where("kind", "<>", "whatIf")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** Changes the state of a run, only if it is still in one of the states expected: of two who try, one succeeds. */
export async function advanceRun(db: Kysely<Tables>, runId: number, from: readonly RunState[], to: RunState): Promise<void> {
  const answer = await db.updateTable("runs").set({ state: to }).where("id", "=", runId).where("state", "in", from).executeTakeFirst();
  if (answer.numUpdatedRows === 0n) {
    const run = await getRun(db, runId);
    throw new Conflict(`Run ${runId} is ${explainRunState(run.state)}, not ${from.map(explainRunState).join(" or ")}.`);
  }
}

/** Older previews of a connection are no longer valid once a newer plan is made or applied. */
export async function supersedePlans(db: Kysely<Tables>, connectionId: number, exceptRunId: number): Promise<void> {
  await db
    .updateTable("runs")
    .set({ state: "superseded", says: sql<string>`'A newer plan took the place of this one.'` })
    .where("connection_id", "=", connectionId)
    .where("id", "<>", exceptRunId)
    .where("state", "=", "planned")
    .execute();
}
