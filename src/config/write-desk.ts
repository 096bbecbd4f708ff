import type { Transaction } from "kysely";
import type { Tables } from "../store/tables.ts";
import type { CustomerState, DeskState, Named } from "./desk-state.ts";

/** Writes what a merged desk adds and changes. Nothing is taken away. */
export async function writeDesk(trx: Transaction<Tables>, before: DeskState, after: DeskState): Promise<void> {
  for (const customer of after.customers)
    await writeCustomer(trx, before.customers.find((one) => one.id === customer.id) ?? null, customer);
  for (const role of after.userRoles) {
    const old = before.userRoles.find((one) => one.id === role.id);
    if (old === undefined) await trx.insertInto("user_roles").values({ name: role.name, is_vip: role.isVip }).execute();
    else if (old.isVip !== role.isVip) await trx.updateTable("user_roles").set({ is_vip: role.isVip }).where("id", "=", role.id).execute();
  }
  for (const role of after.agentRoles) {
    const old = before.agentRoles.find((one) => one.id === role.id);
    if (old === undefined)
      await trx.insertInto("agent_roles").values({ name: role.name, is_administrator: role.isAdministrator }).execute();
    else if (old.isAdministrator !== role.isAdministrator) {
      await trx.updateTable("agent_roles").set({ is_administrator: role.isAdministrator }).where("id", "=", role.id).execute();
    }
  }
  await insertNew(trx, "teams", after.teams);
  await insertNew(trx, "cabs", after.cabs);
  await insertNew(trx, "cab_roles", after.cabRoles);
  await writeFields(trx, after.customFields);
}

async function writeCustomer(trx: Transaction<Tables>, before: CustomerState | null, after: CustomerState): Promise<void> {
  const id = before?.id ?? (await trx.insertInto("customers").values({ name: after.name }).returning("id").executeTakeFirstOrThrow()).id;
  const main = after.sites.find((site) => site.isMain);
  const formerMain = before?.sites.find((site) => site.isMain);
  // A customer has one main site at any moment: the former gives up before the new one takes over.
  if (formerMain !== undefined && formerMain.id !== main?.id)
    await trx.updateTable("sites").set({ is_main: false }).where("id", "=", formerMain.id).execute();
  for (const site of after.sites) {
    if (site.id < 0) await trx.insertInto("sites").values({ customer_id: id, name: site.name, is_main: site.isMain }).execute();
    else if (site === main && formerMain?.id !== main.id)
      await trx.updateTable("sites").set({ is_main: true }).where("id", "=", site.id).execute();
  }
}

async function insertNew(trx: Transaction<Tables>, table: "teams" | "cabs" | "cab_roles", list: readonly Named[]): Promise<void> {
  const rows = list.filter((one) => one.id < 0).map(({ name }) => ({ name }));
  if (rows.length > 0) await trx.insertInto(table).values(rows).execute();
}

async function writeFields(trx: Transaction<Tables>, fields: DeskState["customFields"]): Promise<void> {
  for (const { entity, key, label, type, options } of fields) {
    const values = { entity, key, label, type, options: JSON.stringify(options) };
    await trx
      .insertInto("custom_fields")
      .values(values)
      .onConflict((conflict) => conflict.columns(["entity", "key"]).doUpdateSet(values))
      .execute();
  }
}
