import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";

/** Refreshes the planner's figures about links in the middle of bulk work: a table that grows from empty would be read whole for every batch. */
export async function analyzeLinks(db: Kysely<Tables>): Promise<void> {
  await sql`analyze links (connection_id, entity, external_id, record_id)`.execute(db);
}

/** Refreshes the planner's figures after bulk work. */
export async function analyzeDesk(db: Kysely<Tables>): Promise<void> {
  await sql`analyze users (id, email_key, name_key, site_id), agents (id, email_key, name_key), links (connection_id, entity, external_id, record_id)`.execute(
    db,
  );
}
