import type { ColumnType, Generated } from "kysely";
import type { Json } from "../../model/person.ts";
import type { Moment, MomentOrNull, Stored, StoredWithDefault } from "./stored.ts";

/** What happened, whom it is told, and how telling went. */
export interface WebhookTables {
  webhooks: {
    id: Generated<number>;
    name: string;
    url: string;
    events: StoredWithDefault<string[]>;
    sealed: Buffer;
    sealed_former: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
    former_until: MomentOrNull;
    is_active: Generated<boolean>;
    allows_private: Generated<boolean>;
    stopped_because: ColumnType<string | null, string | null | undefined, string | null>;
    failures: Generated<number>;
    rests_until: MomentOrNull;
    created_at: Moment;
    created_by: string;
    version: Generated<number>;
    updated_at: ColumnType<Date, Date | undefined, Date>;
  };
  events: {
    id: Generated<number>;
    name: string;
    record_id: number | null;
    by_name: string;
    at: Moment;
    payload: Stored<Record<string, Json>>;
  };
  webhook_deliveries: {
    id: Generated<number>;
    webhook_id: number;
    event_id: number;
    state: string;
    tries: Generated<number>;
    next_at: Moment;
    claimed_until: MomentOrNull;
    status: ColumnType<number | null, number | null | undefined, number | null>;
    says: Generated<string>;
    answer: Generated<string>;
    milliseconds: ColumnType<number | null, number | null | undefined, number | null>;
    tried_at: MomentOrNull;
  };
}
