import { type Kysely, sql, type Transaction } from "kysely";
import { CustomFieldOf, CustomFieldType } from "../model/desk.ts";
import { Conflict, type Fault, Invalid, NotFound } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";

/** A custom field with how many records have a value in it (D6). */
export interface CustomFieldRecord {
  readonly id: number;
  readonly version: number;
  readonly entity: CustomFieldOf;
  readonly key: string;
  readonly label: string;
  readonly type: CustomFieldType;
  readonly options: readonly string[];
  readonly isRequired: boolean;
  readonly position: number;
  readonly values: number;
}

export type CustomFieldToSave = Omit<CustomFieldRecord, "id" | "version" | "values">;
export type CustomFieldPatch = Partial<Omit<CustomFieldToSave, "entity" | "key">>;

interface Saving {
  readonly by: string;
  readonly now: Date;
}

const hasOptions = (type: CustomFieldType) => type === "select" || type === "multiSelect";
const tableOf = (entity: CustomFieldOf) => sql.table(`${entity}s`);

/** Custom fields in the order of their forms, each with how many records have a value in it. */
export async function listCustomFieldRecords(db: Kysely<Tables>, entity: CustomFieldOf | null): Promise<readonly CustomFieldRecord[]> {
  const all = db.selectFrom("custom_fields").selectAll().orderBy("entity").orderBy("position").orderBy("id");
  const rows = await (entity === null ? all : all.where("entity", "=", entity)).execute();
  const counts = new Map<string, number>();
  for (const of of new Set(rows.map((row) => CustomFieldOf.parse(row.entity)))) {
    const answer = await sql<{ key: string; n: number }>`
      select k.key, count(*)::int as n from ${tableOf(of)} t, jsonb_object_keys(t.custom) k(key) where t.custom <> '{}' group by k.key`.execute(
      db,
    );
    for (const { key, n } of answer.rows) counts.set(`${of} ${key}`, n);
  }
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    entity: CustomFieldOf.parse(row.entity),
    key: row.key,
    label: row.label,
    type: CustomFieldType.parse(row.type),
    options: row.options,
    isRequired: row.is_required,
    position: row.position,
    values: counts.get(`${row.entity} ${row.key}`) ?? 0,
  }));
}

/** @throws NotFound */
export async function getCustomField(db: Kysely<Tables>, id: number): Promise<CustomFieldRecord> {
  const field = (await listCustomFieldRecords(db, null)).find((one) => one.id === id);
  if (field === undefined) throw new NotFound(`There is no custom field ${id}.`);
  return field;
}

/** Who saved a custom field last, and when. */
export async function findLastEdit(db: Kysely<Tables>, id: number) {
  const edits = db.selectFrom("audit").select(["actor", "at"]).where("entity", "=", "customField").where("record_id", "=", id);
  return await edits.orderBy("id", "desc").executeTakeFirst();
}

/** Adds a custom field; its key is for good. @throws Invalid for a key that the kind has already, or options that do not fit the type */
export async function createCustomField(db: Kysely<Tables>, field: CustomFieldToSave, saving: Saving): Promise<number> {
  return await withinTransaction(db, async (trx) => {
    await sql`lock table custom_fields in share row exclusive mode`.execute(trx);
    const { entity, key } = field;
    const faults = [...findOptionFaults(field)];
    const other = await trx
      .selectFrom("custom_fields")
      .select("label")
      .where("entity", "=", entity)
      .where("key", "=", key)
      .executeTakeFirst();
    if (other !== undefined) faults.push({ at: "key", says: `${entity}s have a custom field with this key already: ${other.label}` });
    if (faults.length > 0) throw new Invalid(faults);
    const { isRequired: is_required, options, ...rest } = field;
    const { id } = await trx
      .insertInto("custom_fields")
      .values({ ...rest, is_required, options: JSON.stringify(options) })
      .returning("id")
      .executeTakeFirstOrThrow();
    await note(trx, { id, action: "create", before: null, after: field }, saving);
    return id;
  });
}

/**
 * Changes a custom field. Options may be added and sorted; one that records have stays, and so does the type while there are values.
 * @throws NotFound, Conflict when somebody changed it meanwhile, Invalid
 */
export async function updateCustomField(
  db: Kysely<Tables>,
  change: { readonly id: number; readonly patch: CustomFieldPatch; readonly expectsVersion: number | null },
  saving: Saving,
): Promise<CustomFieldRecord> {
  return await withinTransaction(db, async (trx) => {
    const before = await lockField(trx, change.id, change.expectsVersion);
    const after = { ...before, ...change.patch };
    const faults = [...findOptionFaults(after)];
    if (after.type !== before.type && before.values > 0)
      faults.push({ at: "type", says: `stays ${before.type}: ${count(before)} a value. Add another field, or delete the values first` });
    const gone = before.options.filter((option) => !after.options.includes(option));
    for (const { option, n } of after.type === before.type ? await countUses(trx, before, gone) : [])
      faults.push({ at: "options", says: `"${option}" is chosen in ${n} ${before.entity}${n === 1 ? "" : "s"}, and stays` });
    if (faults.length > 0) throw new Invalid(faults);
    const { label, type, options, isRequired, position } = after;
    await trx
      .updateTable("custom_fields")
      .set({ label, type, options: JSON.stringify(options), is_required: isRequired, position, version: before.version + 1 })
      .where("id", "=", change.id)
      .execute();
    const names = Object.keys(change.patch) as (keyof CustomFieldPatch)[];
    const pick = (field: CustomFieldPatch) => Object.fromEntries(names.map((name) => [name, field[name]]));
    await note(trx, { id: change.id, action: "edit", before: pick(before), after: pick(after) }, saving);
    return await getCustomField(trx, change.id);
  });
}

/**
 * Deletes a custom field. Its values go with it, and only where that is said.
 * @throws NotFound, Conflict for values that nobody said may go, or a connection that fills or matches by the field
 */
export async function deleteCustomField(
  db: Kysely<Tables>,
  deletion: { readonly id: number; readonly deletesValues: boolean; readonly expectsVersion: number | null },
  saving: Saving,
): Promise<void> {
  await withinTransaction(db, async (trx) => {
    const field = await lockField(trx, deletion.id, deletion.expectsVersion);
    const users = await listConnectionsUsing(trx, field);
    if (users.length > 0)
      throw new Conflict(`${field.label} is used by the settings of ${users.join(", ")}. Take it out of their fields and matching first.`);
    if (field.values > 0 && !deletion.deletesValues)
      throw new Conflict(`${count(field)} a value in ${field.label}, which would go too. To delete them, say values=delete.`);
    await sql`
      update ${tableOf(field.entity)} set custom = custom - ${field.key}::text, version = version + 1 where custom ? ${field.key}::text`.execute(
      trx,
    );
    await trx.deleteFrom("custom_fields").where("id", "=", field.id).execute();
    await note(trx, { id: field.id, action: "delete", before: field, after: null }, saving);
  });
}

async function lockField(trx: Transaction<Tables>, id: number, expectsVersion: number | null): Promise<CustomFieldRecord> {
  await trx.selectFrom("custom_fields").select("id").where("id", "=", id).forUpdate().execute();
  const field = await getCustomField(trx, id);
  if (expectsVersion !== null && expectsVersion !== field.version)
    throw new Conflict(`${field.label} was changed meanwhile (version ${field.version}, you saw ${expectsVersion}).`);
  return field;
}

function findOptionFaults({ type, options }: Pick<CustomFieldToSave, "type" | "options">): readonly Fault[] {
  if (!hasOptions(type)) return options.length === 0 ? [] : [{ at: "options", says: "are for fields that are chosen from a list" }];
  if (options.length === 0) return [{ at: "options", says: "are missing: a field that is chosen from a list needs one" }];
  const twice = options.find((option, place) => options.findIndex((one) => one.toLowerCase() === option.toLowerCase()) !== place);
  return twice === undefined ? [] : [{ at: "options", says: `name "${twice}" twice` }];
}

function count({ values, entity }: CustomFieldRecord): string {
  return `${values} ${entity}${values === 1 ? " has" : "s have"}`;
}

/** How many records have which of some options chosen. */
async function countUses(trx: Transaction<Tables>, { entity, key, type }: CustomFieldRecord, options: readonly string[]) {
  if (options.length === 0) return [];
  const chosen =
    type === "multiSelect"
      ? sql`jsonb_typeof(t.custom -> ${key}::text) = 'array' and t.custom -> ${key}::text ? o.option`
      : sql`t.custom ->> ${key}::text = o.option`;
  const answer = await sql<{ option: string; n: number }>`
    select o.option, count(*)::int as n from unnest(${options}::text[]) o(option) join ${tableOf(entity)} t on ${chosen} group by o.option order by o.option`.execute(
    trx,
  );
  return answer.rows;
}

/** Names of connections whose settings in force name the field. */
async function listConnectionsUsing(trx: Transaction<Tables>, { entity, key }: CustomFieldRecord): Promise<readonly string[]> {
  if (entity !== "user" && entity !== "agent") return [];
  const field = `custom.${key}`;
  const answer = await sql<{ name: string }>`
    select c.name from connections c where exists (
      select 1 from field_mappings m where m.connection_id = c.id and m.entity = ${entity} and m.field = ${field})
    or position(${JSON.stringify(field)} in c.settings::text) > 0 order by c.name`.execute(trx);
  return answer.rows.map((row) => row.name);
}

interface Noted {
  readonly id: number;
  readonly action: string;
  readonly before: object | null;
  readonly after: object | null;
}

async function note(trx: Transaction<Tables>, { id, action, before, after }: Noted, { by, now }: Saving): Promise<void> {
  const text = (side: object | null) => (side === null ? null : JSON.stringify(side));
  await trx
    .insertInto("audit")
    .values({ at: now, actor: by, entity: "customField", record_id: id, action, before: text(before), after: text(after) })
    .execute();
}
