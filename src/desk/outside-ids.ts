import { type Kysely, type RawBuilder, sql, type Transaction } from "kysely";
import type { Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import { type Comparison, compareColumn } from "./records/compare-fields.ts";
import type { Saving } from "./records/record-rules.ts";

/**
 * By which ids other systems know users and agents. Whoever an import linked is known by the account's id in that directory, which nobody
 * else sets; everything else is what programs wrote.
 */
export const outsideIdNames = [
  "azureoid",
  "azure_tenant_id",
  "googleworkplace_id",
  "oktaid",
  "samaccountname",
  "login",
  "third_party_id",
  "third_party_guid",
  "activedirectory_dn",
] as const;
export type OutsideIdName = (typeof outsideIdNames)[number];
export type OutsideIds = Partial<Readonly<Record<OutsideIdName, string>>>;

/** The id under which accounts of a directory are known. */
const idOfProvider: Readonly<Record<string, OutsideIdName>> = { google: "googleworkplace_id" };

interface Row {
  record_id: number;
  name: OutsideIdName;
  value: string;
}

/** The ids of some users or agents, by record. Links of a directory come before what programs wrote. */
export async function listOutsideIds(db: Kysely<Tables>, entity: Entity, ids: readonly number[]): Promise<ReadonlyMap<number, OutsideIds>> {
  if (ids.length === 0) return new Map();
  const owner = ownerOf(entity);
  const answer = await sql<Row>`
    select ${owner} as record_id, o.name, o.value from outside_ids o where ${owner} = any(${ids}::int[])
    union all
    select l.record_id, ${nameOfProvider} as name, l.external_id from links l join connections c on c.id = l.connection_id
    where l.entity = ${entity} and l.record_id = any(${ids}::int[]) and ${nameOfProvider} is not null`.execute(db);
  const found = new Map<number, OutsideIds>();
  for (const { record_id, name, value } of answer.rows) found.set(record_id, { ...found.get(record_id), [name]: value });
  return found;
}

/** What the value of an id must be, as a condition on `p`. */
export function outsideIdCondition(
  entity: Entity,
  name: OutsideIdName,
  { operator, value }: Omit<Comparison, "field">,
): RawBuilder<boolean> {
  const values = (operator === "in" || operator === "notIn" ? value.split(",") : [value]).map((one) => one.trim().toLowerCase());
  const isNegative = operator === "notIn" || operator === "isNot" || operator === "notLike";
  const positive = operator === "notIn" ? "in" : operator === "isNot" ? "is" : operator === "notLike" ? "like" : operator;
  const fits = (column: RawBuilder<unknown>) => compareColumn(sql`lower(${column})`, { operator: positive, values, type: "text" });
  const found = sql<boolean>`(
    exists (select 1 from outside_ids o where ${ownerOf(entity)} = p.id and o.name = ${name} and ${fits(sql`o.value`)})
    or exists (select 1 from links l join connections c on c.id = l.connection_id
      where l.entity = ${entity} and l.record_id = p.id and ${nameOfProvider} = ${name} and ${fits(sql`l.external_id`)}))`;
  return isNegative ? sql<boolean>`not ${found}` : found;
}

/** Keeps what a program wrote; an empty text takes an id away. Recorded as a change of the record. */
export async function saveOutsideIds(
  trx: Transaction<Tables>,
  { entity, recordId, ids }: { readonly entity: Entity; readonly recordId: number; readonly ids: OutsideIds },
  { by, now }: Saving,
): Promise<void> {
  const before = (await listOutsideIds(trx, entity, [recordId])).get(recordId) ?? {};
  // The names are those of the closed list above.
  const changed = (Object.entries(ids) as [OutsideIdName, string][]).filter(([name, value]) => (before[name] ?? "") !== value);
  if (changed.length === 0) return;
  for (const [name, value] of changed) {
    await sql`delete from outside_ids o where ${ownerOf(entity)} = ${recordId} and o.name = ${name}`.execute(trx);
    const owner = entity === "user" ? { user_id: recordId, agent_id: null } : { user_id: null, agent_id: recordId };
    if (value !== "")
      await trx
        .insertInto("outside_ids")
        .values({ ...owner, name, value })
        .execute();
  }
  const was = Object.fromEntries(changed.map(([name]) => [name, before[name] ?? null]));
  const is = Object.fromEntries(changed.map(([name, value]) => [name, value === "" ? null : value]));
  await trx
    .insertInto("audit")
    .values({ at: now, actor: by, entity, record_id: recordId, action: "edit", before: JSON.stringify(was), after: JSON.stringify(is) })
    .execute();
}

function ownerOf(entity: Entity): RawBuilder<unknown> {
  return entity === "user" ? sql`o.user_id` : sql`o.agent_id`;
}

const nameOfProvider = sql`case c.provider ${sql.join(
  Object.entries(idOfProvider).map(([provider, name]) => sql`when ${sql.lit(provider)} then ${sql.lit(name)}`),
  sql` `,
)} end`;
