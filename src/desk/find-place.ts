import type { Kysely } from "kysely";
import type { DeskRecord, Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";

interface Named {
  readonly id: number;
  readonly name: string;
}

/** The site of a number, and its customer. */
export async function findPlace(
  db: Kysely<Tables>,
  siteId: number | null,
): Promise<{ readonly customer: Named | null; readonly site: Named | null }> {
  if (siteId === null) return { customer: null, site: null };
  const row = await db
    .selectFrom("sites as s")
    .innerJoin("customers as c", "c.id", "s.customer_id")
    .select(["s.id", "s.name", "c.id as customer_id", "c.name as customer"])
    .where("s.id", "=", siteId)
    .executeTakeFirst();
  if (row === undefined) return { customer: null, site: null };
  return { customer: { id: row.customer_id, name: row.customer }, site: { id: row.id, name: row.name } };
}

/** The same person's other record: a user's agent, or an agent's user. */
export async function findTwin(
  db: Kysely<Tables>,
  record: Pick<DeskRecord, "entity" | "id" | "agentId">,
): Promise<(Named & { readonly entity: Entity }) | null> {
  if (record.entity === "agent") {
    const user = await db.selectFrom("users").select(["id", "name"]).where("agent_id", "=", record.id).orderBy("id").executeTakeFirst();
    return user === undefined ? null : { entity: "user", id: user.id, name: user.name ?? "" };
  }
  if (record.agentId === null) return null;
  const agent = await db.selectFrom("agents").select(["id", "name"]).where("id", "=", record.agentId).executeTakeFirst();
  return agent === undefined ? null : { entity: "agent", id: agent.id, name: agent.name ?? "" };
}
