import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Condition } from "../model/condition.ts";
import type { GoogleEndpoints, GoogleSignIn, Pace } from "../model/connection.ts";
import type { Candidate, Values } from "../model/desk.ts";
import type { Json } from "../model/person.ts";
import type { Answer } from "../model/question.ts";
import type { ApplyCounts, LimitVerdict, PlanCounts, ReadingSummary } from "../model/run.ts";
import type { ConnectionSettings, Destination, Gift } from "../model/settings.ts";

/** Written as JSON text, read as the value. */
type Stored<T extends object> = JSONColumnType<T, string, string>;
type StoredOrNull<T extends object> = ColumnType<T | null, string | null, string | null>;
type Moment = ColumnType<Date, Date, Date>;
type MomentOrNull = ColumnType<Date | null, Date | null, Date | null>;

interface DeskColumns {
  id: Generated<number>;
  name: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  title: string | null;
  department: string | null;
  employee_number: string | null;
  notes: string | null;
  email_key: string | null;
  name_key: string | null;
  /** Computed by the database. */
  search_key: ColumnType<string, never, never>;
  custom: ColumnType<Values, string | undefined, string>;
  is_active: Generated<boolean>;
  is_protected: Generated<boolean>;
  version: Generated<number>;
}

export interface UsersTable extends DeskColumns {
  site_id: number;
  agent_id: number | null;
  manager_id: number | null;
}

export interface AgentsTable extends DeskColumns {
  licence: Generated<string>;
  is_api_only: Generated<boolean>;
}

export interface GrantsTable {
  record_id: number;
  target_id: number;
  cab_role_id: number | null;
  source: string;
  connection_id: number | null;
}

interface Named {
  id: Generated<number>;
  name: string;
}

/** The part of a connection's settings that has no table of its own. */
export type PlainSettings = Omit<ConnectionSettings, "mappings" | "fieldMappings" | "groupMappings">;

/** Every table, as its rows are read and written. */
export interface Tables {
  customers: Named & { is_active: Generated<boolean> };
  sites: Named & { customer_id: number; is_main: Generated<boolean> };
  users: UsersTable;
  agents: AgentsTable;
  custom_fields: { entity: string; key: string; label: string; type: string; options: Stored<string[]> };
  user_roles: Named & { is_vip: Generated<boolean> };
  agent_roles: Named & { is_administrator: Generated<boolean> };
  teams: Named;
  team_members: { team_id: number; agent_id: number };
  cabs: Named;
  cab_roles: Named;
  user_role_grants: GrantsTable;
  agent_role_grants: GrantsTable;
  cab_grants: GrantsTable;
  connections: Named & {
    provider: string;
    sign_in: Stored<GoogleSignIn>;
    endpoints: Stored<GoogleEndpoints>;
    pace: Stored<Pace>;
    state: Generated<string>;
    paused_because: string | null;
    settings_version: Generated<number>;
    settings: Stored<PlainSettings>;
  };
  settings_versions: { connection_id: number; version: number; settings: Stored<ConnectionSettings>; saved_by: string; saved_at: Moment };
  settings_drafts: {
    connection_id: number;
    agent_id: number;
    base_version: number;
    settings: Stored<ConnectionSettings>;
    saved_at: Moment;
  };
  mappings: Named & {
    connection_id: number;
    sequence: number;
    part: string | null;
    destination: Stored<Destination>;
    site_id: number | null;
    filter: StoredOrNull<Condition>;
  };
  field_mappings: {
    connection_id: number;
    entity: string;
    field: string;
    from_attribute: string;
    policy: string;
    clears_when_empty: boolean;
    position: number;
  };
  group_mappings: { id: Generated<number>; connection_id: number; group_id: string; group_name: string; gives: Stored<Gift> };
  secrets: { connection_id: number; name: string; sealed: Buffer };
  readings: {
    id: Generated<number>;
    connection_id: number;
    state: string;
    asked: Stored<Record<string, Json>>;
    started_at: Moment;
    finished_at: MomentOrNull;
    summary: StoredOrNull<ReadingSummary>;
  };
  reading_defects: { reading_id: number; position: number; part: string; defect: string; excerpt: string };
  mirror_people: {
    connection_id: number;
    external_id: string;
    part: string;
    digest: Buffer;
    reading_id: number;
    absent_since: number | null;
    absence_proof: string | null;
    defect: string | null;
    email: string;
    email_key: string;
    name: string;
    person: Stored<Record<string, Json>>;
  };
  mirror_search: { connection_id: number; external_id: string; search_key: string };
  mirror_groups: { connection_id: number; group_id: string; name: string; email: string };
  mirror_members: { connection_id: number; group_id: string; member_id: string; kind: string };
  links: {
    connection_id: number;
    entity: string;
    external_id: string;
    record_id: number;
    since_run_id: number | null;
    given: Stored<Values>;
    deactivated_because: string | null;
    waits_for_manager: string | null;
  };
  questions: {
    connection_id: number;
    entity: string;
    external_id: string;
    reason: string;
    candidates: Stored<Candidate[]>;
    answer: StoredOrNull<Answer>;
    answered_by: string | null;
    answered_at: MomentOrNull;
  };
  holds: { connection_id: number; entity: string; external_id: string; reading_id: number; because: string };
  due: { connection_id: number; entity: string; external_id: string; noticed: Generated<number>; because: string };
  runs: {
    id: Generated<number>;
    connection_id: number;
    kind: string;
    entities: Stored<string[]>;
    state: string;
    started_by: string;
    started_at: Moment;
    finished_at: MomentOrNull;
    milliseconds: ColumnType<number | null, number | null | undefined, number | null>;
    undoes_run_id: number | null;
    settings_version: number;
    reading_id: number | null;
    due_through: Generated<number>;
    reading: StoredOrNull<ReadingSummary>;
    counts: StoredOrNull<PlanCounts>;
    limits: ColumnType<LimitVerdict[], string | undefined, string>;
    plan_hash: string | null;
    result: StoredOrNull<ApplyCounts>;
    says: string | null;
    /** Settings that are not in force: those of a what-if. */
    given_settings: ColumnType<ConnectionSettings | null, string | null | undefined, string | null>;
  };
  run_events: { run_id: number; seq: number; at: Moment; says: string };
  changes: {
    run_id: number;
    seq: number;
    entity: string;
    kind: string;
    external_id: string | null;
    record_id: number | null;
    name: string;
    email: string;
    mapping_id: number | null;
    matched_by: string;
    moves_site: boolean;
    loses_role: boolean;
    /** Why nothing is written for the person, or what is asked. */
    reason: string | null;
    /** What filters ask for beside the columns: ` s:3 f:title w:addressReused `, as `sync/line-traits.ts` writes it. */
    traits: Generated<string>;
    detail: string;
    digest: Buffer;
    is_ticked: boolean;
    state: string;
    says: string | null;
    applied_version: number | null;
    applied_at: MomentOrNull;
  };
  plan_marks: { connection_id: number; entity: string; reading_id: number; settings_version: number };
  audit: {
    id: Generated<number>;
    at: Moment;
    actor: string;
    entity: string;
    record_id: number | null;
    action: string;
    before: StoredOrNull<Record<string, Json>>;
    after: StoredOrNull<Record<string, Json>>;
  };
  sign_in_links: { token_hash: Buffer; agent_id: number; expires_at: Moment; used_at: MomentOrNull };
  sessions: { token_hash: Buffer; agent_id: number; created_at: Moment; expires_at: Moment };
  connect_attempts: { state_hash: Buffer; connection_id: number; sealed: Buffer; expires_at: Moment };
}
