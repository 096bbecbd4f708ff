import type { ColumnType, Generated } from "kysely";
import type { TakeoverColumns, TakeoverCounts, TakeoverFileFacts } from "../../model/takeover.ts";
import type { Moment, MomentOrNull, Stored, StoredWithDefault } from "./stored.ts";

/** What is taken over from other systems, and the ids that records have there. */
export interface TakeoverTables {
  takeovers: {
    id: Generated<number>;
    system: string;
    state: Generated<string>;
    undoes_id: ColumnType<number | null, number | null | undefined, number | null>;
    started_by: string;
    started_at: Moment;
    planned_at: MomentOrNull;
    plan_hash: ColumnType<string | null, string | null | undefined, string | null>;
    counts: StoredWithDefault<TakeoverCounts>;
    applied_by: ColumnType<string | null, string | null | undefined, string | null>;
    applied_at: MomentOrNull;
  };
  takeover_files: {
    takeover_id: number;
    kind: string;
    content: Buffer;
    facts: Stored<TakeoverFileFacts>;
    columns: Stored<TakeoverColumns>;
  };
  takeover_lines: {
    takeover_id: number;
    seq: number;
    kind: string;
    action: string;
    row_number: number | null;
    external_id: string | null;
    record_id: number | null;
    name: string;
    says: string | null;
    detail: string;
    digest: Buffer;
    state: string;
    applied_version: number | null;
  };
  taken_over_ids: { system: string; kind: string; external_id: string; record_id: number; takeover_id: number };
}
