import type { Kysely } from "kysely";
import type { CustomField, DeskCatalogue } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";

/** Everything on the desk that settings refer to by number. */
export async function loadCatalogue(db: Kysely<Tables>): Promise<DeskCatalogue> {
  const sites = await db
    .selectFrom("sites as s")
    .innerJoin("customers as c", "c.id", "s.customer_id")
    .select(["s.id", "s.name", "c.name as customer"])
    .execute();
  const userRoles = await db.selectFrom("user_roles").select(["id", "name"]).execute();
  const agentRoles = await db.selectFrom("agent_roles").select(["id", "name", "is_administrator"]).execute();
  const cabs = await db.selectFrom("cabs").select(["id", "name"]).execute();
  const cabRoles = await db.selectFrom("cab_roles").select(["id", "name"]).execute();
  const customFields = await db
    .selectFrom("custom_fields")
    .select(["entity", "key", "label", "type", "options"])
    .where("entity", "in", ["user", "agent"])
    .orderBy("key")
    .execute();
  return {
    sites: new Map(sites.map((site) => [site.id, { name: site.name, customer: site.customer }])),
    userRoles: new Map(userRoles.map((role) => [role.id, role.name])),
    agentRoles: new Map(agentRoles.map((role) => [role.id, { name: role.name, isAdministrator: role.is_administrator }])),
    cabs: new Map(cabs.map((cab) => [cab.id, cab.name])),
    cabRoles: new Map(cabRoles.map((role) => [role.id, role.name])),
    // `entity` and `type` are written from the same closed lists.
    customFields: customFields.map((field) => ({
      ...field,
      entity: field.entity as CustomField["entity"],
      type: field.type as CustomField["type"],
    })),
  };
}
