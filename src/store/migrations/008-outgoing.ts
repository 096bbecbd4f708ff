import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { mailTables } from "./008-mail.ts";
import { webhookTables } from "./008-webhooks.ts";

/** What leaves the desk: mail and webhooks. */
export const outgoing: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [...webhookTables, ...mailTables]) await sql.raw(statement).execute(db);
  },
};
