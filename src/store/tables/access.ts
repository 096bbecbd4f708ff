import type { ColumnType, Generated } from "kysely";
import type { Json } from "../../model/person.ts";
import type { Moment, MomentOrNull, Stored, StoredWithDefault } from "./stored.ts";

/** Who may call the APIs. */
export interface AccessTables {
  applications: {
    id: Generated<number>;
    client_id: string;
    name: string;
    kind: string;
    is_public: Generated<boolean>;
    redirect_uris: StoredWithDefault<string[]>;
    scopes: StoredWithDefault<string[]>;
    acts_as: Generated<string>;
    agent_id: number | null;
    user_id: number | null;
    allowed_addresses: StoredWithDefault<string[]>;
    is_active: Generated<boolean>;
    expires_at: MomentOrNull;
    last_used_at: MomentOrNull;
    last_used_from: ColumnType<string | null, string | null | undefined, string | null>;
    created_at: Moment;
    version: Generated<number>;
    updated_at: ColumnType<Date, Date | undefined, Date>;
  };
  application_secrets: {
    id: Generated<number>;
    application_id: number;
    hash: Buffer;
    hint: string;
    created_at: Moment;
    expires_at: MomentOrNull;
  };
  oauth_records: {
    model: string;
    id_hash: Buffer;
    client_id: string | null;
    grant_id: string | null;
    uid: string | null;
    agent_id: number | null;
    user_id: number | null;
    scope: string | null;
    payload: Stored<Record<string, Json>>;
    expires_at: MomentOrNull;
  };
  master_key_check: { id: number; sealed: Buffer };
  oauth_keys: { kid: string; sealed: Buffer; created_at: Moment; retires_at: Moment };
}
