import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";

/** Which licence agents work with, by agent: `named` or `concurrent`. */
export async function listLicences(db: Kysely<Tables>, agentIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await db.selectFrom("agents").select(["id", "licence"]).where(sql<boolean>`id = any(${agentIds}::int[])`).execute();
  return new Map(rows.map((row) => [row.id, row.licence]));
}
