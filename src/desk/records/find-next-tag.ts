import { type Kysely, sql } from "kysely";
import type { Tables } from "../../store/tables.ts";

/** The first free tag of a prefix, one above the highest number that an asset's tag has after it: `LAP13`. */
export async function findNextTag(db: Kysely<Tables>, prefix: string): Promise<string> {
  const found = await sql<{ highest: string | null }>`
    select max(substr(tag, ${prefix.length + 1}::int)::numeric)::text as highest from assets
    where lower(left(tag, ${prefix.length}::int)) = lower(${prefix}) and substr(tag, ${prefix.length + 1}::int) ~ '^[0-9]{1,15}$'`.execute(
    db,
  );
  return `${prefix}${BigInt(found.rows[0]?.highest ?? "0") + 1n}`;
}
