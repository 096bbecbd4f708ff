import { sql } from "kysely";
import { Invalid } from "../../../model/errors.ts";
import type { RecordRules } from "../record-rules.ts";

/** A category knows its path, and follows when one above it moves or is renamed. */
export const categoryRules: RecordRules = {
  prepare: async (trx, { before, after }) => {
    const parentId = typeof after.parentId === "number" ? after.parentId : null;
    const above = await sql<{ id: number; path: string }>`
      with recursive up as (
        select id, parent_id, path from categories where id = ${parentId}::int
        union select c.id, c.parent_id, c.path from categories c join up on c.id = up.parent_id)
      select id, path from up`.execute(trx);
    if (before !== null && above.rows.some((row) => row.id === before.id))
      throw new Invalid([{ at: "parentId", says: "a category can't stand below itself" }]);
    const parent = above.rows.find((row) => row.id === parentId);
    return { path: parent === undefined ? after.name : `${parent.path}>${String(after.name)}` };
  },
  afterwards: async (trx, { id, before, after }) => {
    if (before === null || before.path === after.path) return;
    await sql`
      with recursive below as (
        select id, ${String(after.path)}::text as path from categories where id = ${id}
        union all select c.id, b.path || '>' || c.name from categories c join below b on c.parent_id = b.id)
      update categories c set path = b.path, version = c.version + 1 from below b where b.id = c.id and c.id <> ${id}`.execute(trx);
  },
};
