import { type Kysely, sql } from "kysely";
import { must } from "../../model/errors.ts";
import type { Tables } from "../../store/tables.ts";

/** The people of a site of the demo's customer, who are on the desk before anything is imported. */
export interface SampleSite {
  readonly id: number;
  readonly people: readonly { readonly id: number; readonly name: string }[];
}

/** The number of what has a name in a table. */
export async function idOf(trx: Kysely<Tables>, table: string, name: string): Promise<number> {
  const found = await sql<{ id: number }>`select id from ${sql.table(table)} where name = ${name} order by id limit 1`.execute(trx);
  return must(found.rows[0], `${name} among the demo's ${table}`).id;
}
