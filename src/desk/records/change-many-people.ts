import { type Kysely, sql, type Transaction } from "kysely";
import type { Entity, FieldValue } from "../../model/desk.ts";
import { Conflict, Invalid, NotFound } from "../../model/errors.ts";
import { kindOf } from "../../model/records/desk-kinds.ts";
import type { RecordHead } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import { editRecord, type HandEdit } from "../edit-record.ts";
import { saveHandRoles, saveTeams } from "../hand-grants.ts";
import { readRecords } from "./read-record.ts";

/** What many people shall be alike. Roles and teams are added and taken away, each by itself: what else somebody holds stays. */
export interface PeopleChange {
  /** Fields and `custom.<key>`, checked already. */
  readonly values: Readonly<Record<string, FieldValue | null>>;
  readonly flags: Pick<HandEdit, "isActive" | "isProtected" | "siteId" | "managerId" | "licence" | "isApiOnly">;
  readonly addsRoles: readonly number[];
  readonly removesRoles: readonly number[];
  readonly addsTeams: readonly number[];
  readonly removesTeams: readonly number[];
}

/** Somebody as they are before: the record, and what they hold by hand. */
export interface PersonBefore {
  readonly record: RecordHead & { readonly [field: string]: unknown };
  readonly roleIds: readonly number[];
  readonly teamIds: readonly number[];
  /** Users; null for agents. */
  readonly customer: { readonly id: number; readonly name: string } | null;
}

/** Some people with what they hold by hand, by number; who is not there is left out. */
export async function listPeopleBefore(
  db: Kysely<Tables>,
  entity: Entity,
  ids: readonly number[],
): Promise<ReadonlyMap<number, PersonBefore>> {
  // A kind's records have its fields.
  const records = (await readRecords(db, kindOf(entity), ids)) as readonly PersonBefore["record"][];
  const roles = await listHeld(
    db,
    sql`select record_id as "of", target_id as what from ${sql.table(`${entity}_role_grants`)}
    where source = 'hand' and record_id = any(${ids}::int[])`,
  );
  const teams =
    entity === "user"
      ? new Map<number, readonly number[]>()
      : await listHeld(db, sql`select agent_id as "of", team_id as what from team_members where agent_id = any(${ids}::int[])`);
  const customers = entity === "user" ? await listCustomers(db, ids) : new Map<number, PersonBefore["customer"]>();
  return new Map(
    records.map((record) => {
      const { id } = record;
      return [id, { record, roleIds: roles.get(id) ?? [], teamIds: teams.get(id) ?? [], customer: customers.get(id) ?? null }];
    }),
  );
}

async function listHeld(db: Kysely<Tables>, query: ReturnType<typeof sql>): Promise<ReadonlyMap<number, readonly number[]>> {
  const answer = await sql<{ of: number; what: number }>`${query} order by 1, 2`.execute(db);
  const held = Map.groupBy(answer.rows, (row) => row.of);
  return new Map([...held].map(([of, rows]) => [of, rows.map((row) => row.what)]));
}

async function listCustomers(db: Kysely<Tables>, userIds: readonly number[]): Promise<ReadonlyMap<number, PersonBefore["customer"]>> {
  const answer = await sql<{ of: number; id: number; name: string }>`
    select u.id as "of", c.id, c.name from users u join sites s on s.id = u.site_id join customers c on c.id = s.customer_id
    where u.id = any(${userIds}::int[])`.execute(db);
  return new Map(answer.rows.map(({ of, id, name }) => [of, { id, name }]));
}

/** What of a change is news for somebody; null where all of it is so already. */
export function planPersonNews({ record, roleIds, teamIds }: PersonBefore, change: PeopleChange): PeopleChange | null {
  const now = (field: string) => (field.startsWith("custom.") ? record.custom[field.slice("custom.".length)] : record[field]) ?? null;
  const differs = ([field, value]: readonly [string, unknown]) => textOf(now(field)) !== textOf(value ?? null);
  const news = {
    values: Object.fromEntries(Object.entries(change.values).filter(differs)),
    flags: Object.fromEntries(Object.entries(change.flags).filter(differs)),
    addsRoles: change.addsRoles.filter((id) => !roleIds.includes(id)),
    removesRoles: change.removesRoles.filter((id) => roleIds.includes(id)),
    addsTeams: change.addsTeams.filter((id) => !teamIds.includes(id)),
    removesTeams: change.removesTeams.filter((id) => teamIds.includes(id)),
  };
  return Object.values(news).every((part) => Object.keys(part).length === 0) ? null : news;
}

/** Values as they are compared: an empty text is none. */
function textOf(value: unknown): string {
  return value === "" ? "null" : JSON.stringify(value);
}

/**
 * Writes what is news for somebody, as one of many. Users stay with their customer: what is theirs would be left behind.
 * @throws NotFound, Conflict, Invalid
 */
export async function savePersonNews(
  trx: Transaction<Tables>,
  person: { readonly entity: Entity; readonly before: PersonBefore; readonly news: PeopleChange },
  saving: { readonly by: string; readonly now: Date },
): Promise<void> {
  const { entity, before, news } = person;
  const { id, version } = before.record;
  await lockVersion(trx, { entity, id, version });
  if (news.flags.siteId !== undefined) await assertStaysWithCustomer(trx, before, news.flags.siteId);
  const edit: HandEdit = { ...(Object.keys(news.values).length > 0 && { values: news.values }), ...news.flags };
  if (Object.keys(edit).length > 0)
    await editRecord(trx, { entity, recordId: id, edit, by: saving.by, now: saving.now, expectsVersion: version });
  if (news.addsRoles.length + news.removesRoles.length > 0)
    await saveHandRoles(trx, { entity, id }, change(before.roleIds, { adds: news.addsRoles, removes: news.removesRoles }), saving);
  if (news.addsTeams.length + news.removesTeams.length > 0)
    await saveTeams(trx, id, change(before.teamIds, { adds: news.addsTeams, removes: news.removesTeams }), saving);
}

function change(
  had: readonly number[],
  { adds, removes }: { readonly adds: readonly number[]; readonly removes: readonly number[] },
): readonly number[] {
  return [...had, ...adds].filter((id) => !removes.includes(id));
}

/** @throws NotFound, Conflict unless somebody has the version that was seen */
async function lockVersion(
  trx: Transaction<Tables>,
  { entity, id, version }: { readonly entity: Entity; readonly id: number; readonly version: number },
): Promise<void> {
  const answer = await sql<{ version: number }>`
    select version from ${sql.table(kindOf(entity).table)} where id = ${id}::int for update`.execute(trx);
  const now = answer.rows[0]?.version;
  if (now === undefined) throw new NotFound(`There is no ${entity} ${id}.`);
  if (now !== version) throw new Conflict(`The ${entity} ${id} was changed meanwhile (version ${now}, you saw ${version}).`);
}

async function assertStaysWithCustomer(trx: Transaction<Tables>, { customer }: PersonBefore, siteId: number): Promise<void> {
  const site = await trx
    .selectFrom("sites as s")
    .innerJoin("customers as c", "c.id", "s.customer_id")
    .select(["c.id", "c.name"])
    .where("s.id", "=", siteId)
    .executeTakeFirst();
  if (site === undefined) throw new Invalid([{ at: "siteId", says: `there is no site ${siteId}` }]);
  if (customer === null || site.id === customer.id) return;
  const says = `belongs to ${customer.name}, and the site is ${site.name}'s: move people to another customer one by one, on their pages`;
  throw new Invalid([{ at: "siteId", says }]);
}
