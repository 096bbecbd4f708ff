import { type Kysely, sql, type Transaction } from "kysely";
import type { Entity } from "../model/desk.ts";
import { Conflict, NotFound } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { assertAnAdministratorIsLeft, lockAdministrators } from "./assert-an-administrator-is-left.ts";
import { noteEvent } from "./events/note-event.ts";
import { explainUses, findUses, type Use } from "./find-uses.ts";
import { listRecords } from "./list-records.ts";
import { removeRecords } from "./write-records.ts";

export interface PersonToDelete {
  readonly entity: Entity;
  readonly id: number;
  /** The version that whoever deletes saw; null takes whatever there is. */
  readonly expectsVersion: number | null;
}

/**
 * Deletes a user or an agent whom nothing hangs on. Roles by hand, teams and sessions go along; tickets, assets, directories and what
 * directories gave keep somebody on the desk.
 * @throws NotFound, Conflict with everything that hangs on the record, and its cure; or where no administrator would be left
 */
export async function deletePerson(
  db: Kysely<Tables>,
  { entity, id, expectsVersion }: PersonToDelete,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  await withinTransaction(db, async (trx) => {
    if (entity === "agent") await lockAdministrators(trx);
    await sql`select id from ${sql.table(`${entity}s`)} where id = ${id}::int for update`.execute(trx);
    const before = (await listRecords(trx, entity, [id])).get(id);
    if (before === undefined) throw new NotFound(`There is no ${entity} ${id}.`);
    const name = String(before.values.name ?? before.values.email ?? `${entity} ${id}`);
    if (expectsVersion !== null && expectsVersion !== before.version)
      throw new Conflict(`${name} was changed meanwhile (version ${before.version}, you saw ${expectsVersion}).`);
    const uses = await listStandingUses(trx, entity, id);
    if (uses.length > 0)
      throw new Conflict(`${name} can't be deleted: what hangs on the record is ${explainUses(uses)}. Make it inactive instead.`);
    await trx.deleteFrom("taken_over_ids").where("kind", "=", entity).where("record_id", "=", id).execute();
    await trx
      .deleteFrom("sign_in_links")
      .where(entity === "user" ? "user_id" : "agent_id", "=", id)
      .execute();
    await removeRecords(trx, entity, [id]);
    if (entity === "agent" && before.isAdministrator && before.isActive) await assertAnAdministratorIsLeft(trx);
    const { values, siteId, isActive } = before;
    const snapshot = { ...values, isActive, ...(siteId !== null && { siteId }) };
    await trx
      .insertInto("audit")
      .values({ at: now, actor: by, entity, record_id: id, action: "delete", before: JSON.stringify(snapshot), after: null })
      .execute();
    await noteEvent(trx, { event: `${entity}.deleted`, recordId: id, by, at: now, record: { id, name, email: values.email ?? "" } });
  });
}

/** What goes along by itself counts for nothing: roles and boards given by hand, teams, the user who is the same person as an agent. */
async function listStandingUses(trx: Transaction<Tables>, entity: Entity, id: number): Promise<readonly Use[]> {
  const uses = await findUses(trx, entity, [id]);
  const grants: Use[] = [];
  for (const table of entity === "user" ? (["user_role_grants"] as const) : (["agent_role_grants", "cab_grants"] as const)) {
    const given = await trx
      .selectFrom(table)
      .select("record_id")
      .where("record_id", "=", id)
      .where("source", "<>", "hand")
      .executeTakeFirst();
    if (given !== undefined) grants.push({ id, table, ownerId: null });
  }
  const goesAlong = ["user_role_grants", "agent_role_grants", "cab_grants", "team_members", ...(entity === "agent" ? ["users"] : [])];
  return [...uses.filter((use) => !goesAlong.includes(use.table)), ...grants];
}
