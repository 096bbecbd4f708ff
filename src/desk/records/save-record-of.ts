import { type Kysely, sql, type Transaction } from "kysely";
import { Conflict, Invalid, NotFound } from "../../model/errors.ts";
import type { Json } from "../../model/person.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import { columnFor, type PatchOf, type RecordKind, type RecordOf } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import { withinTransaction } from "../../store/within-transaction.ts";
import { noteRecordChange } from "../events/note-record-change.ts";
import { checkCustomValues } from "./check-custom-values.ts";
import { checkReferences } from "./check-references.ts";
import { checkUnique } from "./check-unique.ts";
import { getRecordOf } from "./list-records-of.ts";
import { readRecords } from "./read-record.ts";
import { rulesOf, type Saving, type Values } from "./record-rules.ts";

/**
 * Makes a record and answers its number; what is not given has the kind's fallback.
 * @throws Invalid for a field that is missing, refers to nothing or is not unique
 */
export async function createRecordOf<K extends RecordKind>(
  db: Kysely<Tables>,
  kind: K,
  values: PatchOf<K>,
  saving: Saving,
): Promise<number> {
  return await withinTransaction(db, async (trx) => {
    const { custom, ...given } = values;
    const full = fillIn(kind, given);
    await checkReferences(trx, kind, full);
    await checkUnique(trx, kind, full, null);
    const customValues = await checkCustomValues(trx, kind, {}, custom ?? {});
    const computed = await compute(trx, kind, { before: null, after: full }, saving);
    const after = { ...full, ...computed };
    const columns = columnsOf(kind, after);
    if (kind.customOf !== null) columns.push(["custom", sql`${JSON.stringify(customValues)}::jsonb`]);
    const made = await sql<{ id: number }>`
      insert into ${sql.table(kind.table)} (${sql.join(columns.map(([column]) => sql.ref(column)))}, updated_at)
      values (${sql.join(columns.map(([, value]) => value))}, ${saving.now}) returning id`.execute(trx);
    const id = made.rows[0]?.id ?? 0;
    await writeThrough(trx, kind, id, after);
    await rulesOf(kind.name).afterwards?.(trx, { id, before: null, after }, saving);
    await note(trx, { kind, id, action: "create", before: null, after: { ...given, ...(custom !== undefined && { custom }) } }, saving);
    return id;
  });
}

/**
 * Changes a record: only what is given, and only what differs.
 * @throws NotFound, Conflict when it has another version than expected, Invalid
 */
export async function updateRecordOf<K extends RecordKind>(
  db: Kysely<Tables>,
  kind: K,
  change: { readonly id: number; readonly patch: PatchOf<K>; readonly expectsVersion: number | null },
  saving: Saving,
): Promise<RecordOf<K>> {
  return await withinTransaction(db, async (trx) => {
    const before = await lockRecord(trx, kind, change.id, change.expectsVersion);
    const { custom, ...patch } = change.patch;
    const changed = Object.fromEntries(Object.entries(patch).filter(([name, value]) => value !== undefined && !same(value, before[name])));
    const wanted = { ...before, ...changed };
    await checkReferences(trx, kind, changed);
    await checkUnique(trx, kind, wanted, change.id);
    const customValues = await checkCustomValues(trx, kind, before.custom, custom ?? {});
    const isCustomChanged = !same(customValues, before.custom);
    if (Object.keys(changed).length === 0 && !isCustomChanged) return before as RecordOf<K>;
    const computed = await compute(trx, kind, { before, after: wanted }, saving);
    const after = { ...wanted, ...computed };
    const columns = columnsOf(kind, { ...changed, ...computed });
    if (isCustomChanged) columns.push(["custom", sql`${JSON.stringify(customValues)}::jsonb`]);
    const assignments = columns.map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
    await sql`
      update ${sql.table(kind.table)} set ${sql.join([...assignments, sql`version = version + 1`, sql`updated_at = ${saving.now}`])}
      where id = ${change.id}`.execute(trx);
    await writeThrough(trx, kind, change.id, changed);
    await rulesOf(kind.name).afterwards?.(trx, { id: change.id, before, after }, saving);
    const names = Object.keys(changed);
    await note(
      trx,
      {
        kind,
        id: change.id,
        action: "edit",
        before: { ...pick(before, names), ...(isCustomChanged && { custom: before.custom }) },
        after: { ...changed, ...(isCustomChanged && { custom: customValues }) },
      },
      saving,
    );
    return await getRecordOf(trx, kind, change.id);
  });
}

/** Deletes a record, and answers what it was. @throws NotFound, Conflict where others refer to it */
export async function deleteRecordOf<K extends RecordKind>(
  db: Kysely<Tables>,
  kind: K,
  deletion: { readonly id: number; readonly expectsVersion: number | null },
  saving: Saving,
): Promise<RecordOf<K>> {
  return await withinTransaction(db, async (trx) => {
    const before = await lockRecord(trx, kind, deletion.id, deletion.expectsVersion);
    await rulesOf(kind.name).beforeDeletion?.(trx, { id: deletion.id, before }, saving);
    for (const { through } of Object.values(kind.fields)) {
      if (through !== null) await sql`delete from ${sql.table(through.table)} where ${sql.ref(through.own)} = ${deletion.id}`.execute(trx);
    }
    try {
      await sql`delete from ${sql.table(kind.table)} where id = ${deletion.id}`.execute(trx);
    } catch (error) {
      throw explainUse(error, kind, before);
    }
    await note(trx, { kind, id: deletion.id, action: "delete", before: { ...before }, after: null }, saving);
    return before as RecordOf<K>;
  });
}

/** What follows from a record's values: by the rules of its kind, and by those of whoever saves it. */
async function compute(
  trx: Transaction<Tables>,
  kind: RecordKind,
  record: { readonly before: Values | null; readonly after: Values },
  saving: Saving,
): Promise<Values> {
  const computed = (await rulesOf(kind.name).prepare?.(trx, record)) ?? {};
  return { ...computed, ...(await saving.prepare?.(trx, { ...record, after: { ...record.after, ...computed } })) };
}

async function lockRecord(
  trx: Transaction<Tables>,
  kind: RecordKind,
  id: number,
  expectsVersion: number | null,
): Promise<RecordOf<RecordKind>> {
  await sql`select id from ${sql.table(kind.table)} where id = ${id}::int for update`.execute(trx);
  const [before] = await readRecords(trx, kind, [id]);
  if (before === undefined) throw new NotFound(`There is no ${kind.one} ${id}.`);
  if (expectsVersion !== null && expectsVersion !== before.version)
    throw new Conflict(`The ${kind.one} ${id} was changed meanwhile (version ${before.version}, you saw ${expectsVersion}).`);
  return before;
}

function fillIn(kind: RecordKind, given: Values): Values {
  const missing = Object.entries(kind.fields).filter(
    ([name, field]) => !field.isComputed && field.fallback === undefined && (given[name] === undefined || given[name] === null),
  );
  if (missing.length > 0) throw new Invalid(missing.map(([name, field]) => ({ at: name, says: `${field.label} is missing` })));
  return Object.fromEntries(
    Object.entries(kind.fields)
      .filter(([, field]) => !field.isComputed)
      .map(([name, field]) => [name, given[name] === undefined ? field.fallback : given[name]]),
  );
}

/** The columns that values are written to, each with its value. */
function columnsOf(kind: RecordKind, values: Values) {
  return Object.entries(values).flatMap(([name, value]) => {
    const field = kind.fields[name];
    if (field === undefined || field.through !== null) return [];
    const written = field.kind === "structured" ? sql`${JSON.stringify(value)}::jsonb` : sql`${value}`;
    return [[columnFor(name), written] as [string, ReturnType<typeof sql>]];
  });
}

async function writeThrough(trx: Transaction<Tables>, kind: RecordKind, id: number, values: Values): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const through = kind.fields[name]?.through;
    if (through === null || through === undefined) continue;
    const { table, own, other } = through;
    await sql`delete from ${sql.table(table)} where ${sql.ref(own)} = ${id} and not ${sql.ref(other)} = any(${value}::int[])`.execute(trx);
    await sql`
      insert into ${sql.table(table)} (${sql.ref(own)}, ${sql.ref(other)}) select ${id}::int, x from unnest(${value}::int[]) x
      on conflict do nothing`.execute(trx);
  }
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && stable(a) === stable(b));
}

/** JSON with its keys in order, so that equal values have equal texts. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

function pick(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

interface Noted {
  readonly kind: RecordKind;
  readonly id: number;
  readonly action: "create" | "edit" | "delete";
  readonly before: Values | null;
  readonly after: Values | null;
}

async function note(trx: Transaction<Tables>, { kind, id, action, before, after }: Noted, { by, now }: Saving): Promise<void> {
  // Values of fields are JSON: their schemas allow nothing else.
  const text = (values: Values | null) => (values === null ? null : JSON.stringify(values as Record<string, Json>));
  await trx
    .insertInto("audit")
    .values({ at: now, actor: by, entity: kind.name, record_id: id, action, before: text(before), after: text(after) })
    .execute();
  await noteRecordChange(trx, { kind: kind.name, id, action, was: before }, { by, now });
}

/** Who refers to a record by a table that is no kind's. */
const usersOf: Readonly<Record<string, string>> = {
  agent_role_grants: "agents who hold it",
  user_role_grants: "users who hold it",
  cab_grants: "agents who sit on it",
  team_members: "its members",
  mappings: "rules of directories",
  licence_assignments: "licences",
  ticket_actions: "tickets",
  ticket_assets: "tickets",
  sessions: "somebody who is signed in",
};

/** Says who refers to a record that can't be deleted for that. */
function explainUse(error: unknown, kind: RecordKind, before: Values): unknown {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "23503") return error;
  const table = "table" in error && typeof error.table === "string" ? error.table : "";
  const users = usersOf[table] ?? Object.values(deskKinds).find((one) => one.table === table)?.many ?? "others";
  const name =
    kind.labelFields.map((field) => before[field]).find((value) => typeof value === "string" && value !== "") ?? `#${String(before.id)}`;
  return new Conflict(
    `${String(name)} is used by ${users}, and stays. ${"isActive" in kind.fields ? "Make it inactive instead." : "Let go of it there first."}`,
  );
}
