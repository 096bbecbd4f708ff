import { type Kysely, type Selectable, sql } from "kysely";
import { listMissing } from "../core/takeover/propose-columns.ts";
import { listTakeoverFields, type TakeoverField } from "../core/takeover/takeover-fields.ts";
import { Conflict, NotFound } from "../model/errors.ts";
import {
  type TakeoverColumns,
  type TakeoverCounts,
  type TakeoverFileFacts,
  TakeoverKind,
  TakeoverState,
  takeoverKinds,
} from "../model/takeover.ts";
import type { Tables } from "../store/tables.ts";
import { loadSetup } from "./load-setup.ts";

/** A take-over, or the undo of one: what it holds and how far it is. */
export interface Takeover {
  readonly id: number;
  readonly system: string;
  readonly state: TakeoverState;
  readonly undoesId: number | null;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly planHash: string | null;
  readonly counts: TakeoverCounts;
  readonly appliedBy: string | null;
  readonly appliedAt: Date | null;
  /** Lines that write: how many have an outcome, and how many there are. */
  readonly progress: { readonly done: number; readonly total: number };
  /** What became of lines: `applied`, `leftOut`, `failed`. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** A file of a take-over, with what its columns fill and could fill. */
export interface TakeoverFile {
  readonly kind: TakeoverKind;
  readonly facts: TakeoverFileFacts;
  readonly columns: TakeoverColumns;
  readonly fields: readonly TakeoverField[];
  readonly missing: readonly string[];
}

/** Begins a take-over from another system; the ids that its records have there are kept under the system's name. */
export async function createTakeover(db: Kysely<Tables>, input: { readonly system: string; readonly by: string; readonly now: Date }) {
  const values = { system: input.system, started_by: input.by, started_at: input.now };
  return (await db.insertInto("takeovers").values(values).returning("id").executeTakeFirstOrThrow()).id;
}

/** @throws NotFound */
export async function getTakeover(db: Kysely<Tables>, id: number): Promise<Takeover> {
  const [takeover] = await loadTakeovers(db, [id]);
  if (takeover === undefined) throw new NotFound(`There is no take-over ${id}.`);
  return takeover;
}

/** One sheet of take-overs, newest first. */
export async function listTakeovers(db: Kysely<Tables>, { from, limit }: { readonly from: number; readonly limit: number }) {
  const rows = await db.selectFrom("takeovers").select("id").orderBy("id", "desc").limit(limit).offset(from).execute();
  const { n } = await db
    .selectFrom("takeovers")
    .select((eb) => eb.fn.countAll<string>().as("n"))
    .executeTakeFirstOrThrow();
  const items = await loadTakeovers(
    db,
    rows.map((row) => row.id),
  );
  return { items, total: Number(n) };
}

async function loadTakeovers(db: Kysely<Tables>, ids: readonly number[]): Promise<readonly Takeover[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("takeovers").selectAll().where("id", "in", ids).orderBy("id", "desc").execute();
  const answer = await sql<{ takeover_id: number; state: string; n: number }>`
    select takeover_id, state, count(*)::int as n from takeover_lines where takeover_id = any(${ids}::int[]) and state <> 'noted'
    group by takeover_id, state`.execute(db);
  return rows.map((row) =>
    toTakeover(row, Object.fromEntries(answer.rows.filter((one) => one.takeover_id === row.id).map((one) => [one.state, one.n]))),
  );
}

function toTakeover(row: Selectable<Tables["takeovers"]>, byState: Readonly<Record<string, number>>): Takeover {
  const { planned = 0, ...outcomes } = byState;
  const done = Object.values(outcomes).reduce((sum, n) => sum + n, 0);
  return {
    id: row.id,
    system: row.system,
    state: TakeoverState.parse(row.state),
    undoesId: row.undoes_id,
    startedBy: row.started_by,
    startedAt: row.started_at,
    planHash: row.plan_hash,
    counts: row.counts,
    appliedBy: row.applied_by,
    appliedAt: row.applied_at,
    progress: { done, total: planned + done },
    outcomes,
  };
}

/** Deletes a take-over that wrote nothing, with its files. @throws NotFound, Conflict */
export async function deleteTakeover(db: Kysely<Tables>, id: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockOpen(trx, id);
    await trx.deleteFrom("takeovers").where("id", "=", id).execute();
  });
}

/** The files of a take-over in the order in which records depend on each other. */
export async function listFiles(db: Kysely<Tables>, takeoverId: number): Promise<readonly TakeoverFile[]> {
  const rows = await db.selectFrom("takeover_files").select(["kind", "facts", "columns"]).where("takeover_id", "=", takeoverId).execute();
  if (rows.length === 0) return [];
  const setup = await loadSetup(db);
  return takeoverKinds.flatMap((kind) => {
    const row = rows.find((one) => one.kind === kind);
    if (row === undefined) return [];
    const fields = listTakeoverFields(TakeoverKind.parse(row.kind), setup);
    const missing = listMissing(row.columns, fields).map((field) => field.label);
    return [{ kind, facts: row.facts, columns: row.columns, fields, missing }];
  });
}

/** Locks a take-over whose files, columns and plan may still change. @throws NotFound, Conflict */
export async function lockOpen(trx: Kysely<Tables>, id: number): Promise<Selectable<Tables["takeovers"]>> {
  const row = await trx.selectFrom("takeovers").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no take-over ${id}.`);
  if (row.state !== "collecting" && row.state !== "planned")
    throw new Conflict(`Take-over ${id} is ${row.state}: it can't be changed any more. Begin another one.`);
  return row;
}
