import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";

/** Refreshes the planner's figures in the middle of bulk work: tables that grow from empty would be read whole for every batch. */
export async function analyzeDesk(db: Kysely<Tables>): Promise<void> {
  await sql`analyze users, agents, links, changes`.execute(db);
}
