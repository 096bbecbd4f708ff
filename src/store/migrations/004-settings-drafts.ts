import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What agents are working on and have not published, one draft for each connection and agent; and what the overview of connections looks up. */
export const settingsDrafts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table settings_drafts (
    connection_id integer not null references connections on delete cascade,
    agent_id integer not null references agents on delete cascade,
    base_version integer not null,
    settings json not null,
    saved_at timestamptz not null,
    primary key (connection_id, agent_id))`,
  "create index runs_open on runs (connection_id, id) where state in ('planned', 'waiting')",
  "create index runs_applied on runs (connection_id, id) where state = 'applied'",
  "create index mirror_people_absent on mirror_people (connection_id) where absent_since is not null",
];
