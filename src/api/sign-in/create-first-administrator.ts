import { countActiveAdministrators } from "../../desk/list-records.ts";
import { foldText } from "../../model/fold-text.ts";
import type { Db } from "../../store/open-database.ts";

const name = "Administrator";

/** Makes the agent *Administrator* where nobody has administrator rights yet, and returns its number; null where somebody has. */
export async function createFirstAdministrator(db: Db): Promise<number | null> {
  return await db.transaction().execute(async (trx) => {
    if ((await countActiveAdministrators(trx)) > 0) return null;
    const known = await trx.selectFrom("agent_roles").select("id").where("is_administrator", "=", true).orderBy("id").executeTakeFirst();
    const taken = await trx.selectFrom("agent_roles").select("id").where("name", "=", name).executeTakeFirst();
    const role =
      known ??
      (await trx
        .insertInto("agent_roles")
        // A role of this name without the rights is somebody's own; it gains none by this.
        .values({ name: taken === undefined ? name : "Muster administrator", is_administrator: true })
        .returning("id")
        .executeTakeFirstOrThrow());
    const agent = await trx
      .insertInto("agents")
      .values({
        name,
        first_name: null,
        last_name: null,
        email: null,
        phone: null,
        mobile: null,
        title: null,
        department: null,
        employee_number: null,
        notes: null,
        email_key: null,
        name_key: foldText(name),
        custom: undefined,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await trx
      .insertInto("agent_role_grants")
      .values({ record_id: agent.id, target_id: role.id, cab_role_id: null, source: "hand", connection_id: null })
      .execute();
    return agent.id;
  });
}
