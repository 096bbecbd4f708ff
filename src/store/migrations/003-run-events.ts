import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What runs did when, what filters of a plan ask for, and what-if runs, which may work beside another run of their connection. */
export const runEvents: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table run_events (
    run_id integer not null references runs on delete cascade,
    seq integer not null,
    at timestamptz not null,
    says text not null,
    primary key (run_id, seq))`,
  "alter table runs add column milliseconds integer, add column given_settings jsonb",
  "drop index runs_one_at_work",
  "create unique index runs_one_at_work on runs (connection_id) where state in ('reading', 'planning', 'applying') and kind <> 'whatIf'",
  "create index runs_of_connection on runs (connection_id, id)",
  "create index runs_undoing on runs (undoes_run_id) where undoes_run_id is not null",
  "alter table changes add column traits text not null default ''",
  "create index audit_at on audit (at)",
];
