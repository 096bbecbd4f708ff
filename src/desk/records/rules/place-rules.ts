import { sql } from "kysely";
import { Conflict, Invalid } from "../../../model/errors.ts";
import type { RecordRules } from "../record-rules.ts";

/** Every customer has one main site. A customer that is made gets one, called `Main` until somebody renames it. */
export const customerRules: RecordRules = {
  afterwards: async (trx, { id, before }) => {
    if (before !== null) return;
    await trx.insertInto("sites").values({ customer_id: id, name: "Main", is_main: true }).execute();
  },
  beforeDeletion: async (trx, { id, before }) => {
    const used = await sql<{
      n: number;
    }>`select count(*)::int as n from users u join sites s on s.id = u.site_id where s.customer_id = ${id}`.execute(trx);
    const n = used.rows[0]?.n ?? 0;
    if (n > 0) throw new Conflict(`${String(before.name)} has ${n} users. Make it inactive instead, or move them first.`);
    await trx.deleteFrom("sites").where("customer_id", "=", id).execute();
  },
};

/** A customer has one main site, and a site stays with its customer. */
export const siteRules: RecordRules = {
  prepare: async (trx, { before, after }) => {
    if (before !== null && before.customerId !== after.customerId)
      throw new Invalid([
        { at: "customerId", says: "a site stays with its customer. Make a new site there, and move its people and assets" },
      ]);
    if (typeof after.timeZone === "string" && after.timeZone !== "" && !isTimeZone(after.timeZone))
      throw new Invalid([{ at: "timeZone", says: `"${after.timeZone}" is no time zone. Write it like Europe/Lisbon` }]);
    const main = await trx
      .selectFrom("sites")
      .select("id")
      .where("customer_id", "=", Number(after.customerId))
      .where("is_main", "=", true)
      .executeTakeFirst();
    if (before?.isMain === true && after.isMain !== true)
      throw new Invalid([{ at: "isMain", says: "every customer has a main site. Make another one the main site instead" }]);
    if (after.isMain === true && before?.isMain !== true && main !== undefined)
      await trx.updateTable("sites").set({ is_main: false }).where("id", "=", main.id).execute();
    return main === undefined ? { isMain: true } : {};
  },
  beforeDeletion: async (_trx, { before }) => {
    if (before.isMain === true)
      throw new Conflict(`${String(before.name)} is the main site of its customer. Make another one the main site first.`);
  },
};

/** Whether a name stands in the tz database. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
