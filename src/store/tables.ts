import type { ColumnType, Generated } from "kysely";
import type { Condition } from "../model/condition.ts";
import type { GoogleEndpoints, GoogleSignIn, Pace } from "../model/connection.ts";
import type { Candidate, Values } from "../model/desk.ts";
import type { Json } from "../model/person.ts";
import type { Answer } from "../model/question.ts";
import type { ApplyCounts, LimitVerdict, PlanCounts, ReadingSummary } from "../model/run.ts";
import type { ConnectionSettings, Destination, Gift } from "../model/settings.ts";
import type { AccessTables } from "./tables/access.ts";
import type { DeskTables } from "./tables/desk.ts";
import type { OutgoingTables } from "./tables/outgoing.ts";
import type { Moment, MomentOrNull, Stored, StoredOrNull } from "./tables/stored.ts";
import type { TakeoverTables } from "./tables/takeover.ts";

type PersonOrNone = ColumnType<number | null, number | null | undefined, number | null>;

interface Named {
  id: Generated<number>;
  name: string;
}

/** The part of a connection's settings that has no table of its own. */
export type PlainSettings = Omit<ConnectionSettings, "mappings" | "fieldMappings" | "groupMappings">;

/** Every table, as its rows are read and written. */
export interface Tables extends DeskTables, AccessTables, OutgoingTables, TakeoverTables {
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
  sign_in_links: { token_hash: Buffer; agent_id: number | null; user_id: PersonOrNone; expires_at: Moment; used_at: MomentOrNull };
  sessions: { token_hash: Buffer; agent_id: number | null; user_id: PersonOrNone; created_at: Moment; expires_at: Moment };
  connect_attempts: { state_hash: Buffer; connection_id: number; sealed: Buffer; expires_at: Moment };
}
