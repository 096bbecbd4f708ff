import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Who is signed in to the web app. Tokens are kept as SHA-256 only. */
export const sessions: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table sessions (
      token_hash bytea primary key,
      agent_id integer not null references agents on delete cascade,
      created_at timestamptz not null,
      expires_at timestamptz not null)`.execute(db);
  },
};
