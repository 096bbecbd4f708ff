import type { ColumnType, Generated } from "kysely";
import type { Values } from "../../model/desk.ts";
import type { RoleRights } from "../../model/permission.ts";
import type { Json } from "../../model/person.ts";
import type { InvoiceLine } from "../../model/records/contracts.ts";
import type { Moment, MomentOrNull, Stored, StoredOrNull, StoredWithDefault } from "./stored.ts";

interface DeskColumns {
  id: Generated<number>;
  name: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  email2: ColumnType<string | null, string | null | undefined, string | null>;
  email3: ColumnType<string | null, string | null | undefined, string | null>;
  phone: string | null;
  mobile: string | null;
  home_phone: ColumnType<string | null, string | null | undefined, string | null>;
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
  last_sign_in_at: MomentOrNull;
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

/** What tables of kinds share; the other columns are the fields of `model/records/`, and `desk/records/` reads and writes them. */
interface Kept extends Named {
  version: Generated<number>;
  updated_at: ColumnType<Date, Date | undefined, Date>;
}

/** The desk's own records. Kinds whose fields nobody but `desk/records/` names have no columns here. */
export interface DeskTables {
  customers: Kept & { is_active: Generated<boolean>; email: Generated<string>; phone: Generated<string> };
  sites: Kept & { customer_id: number; is_main: Generated<boolean>; is_active: Generated<boolean> };
  users: UsersTable;
  agents: AgentsTable;
  custom_fields: {
    id: Generated<number>;
    entity: string;
    key: string;
    label: string;
    type: string;
    options: Stored<string[]>;
    is_required: Generated<boolean>;
    position: Generated<number>;
    version: Generated<number>;
  };
  user_roles: Kept & { is_vip: Generated<boolean>; sees: Generated<string> };
  agent_roles: Kept & { is_administrator: Generated<boolean>; rights: StoredWithDefault<RoleRights> };
  teams: Kept & { is_active: Generated<boolean> };
  team_members: { team_id: number; agent_id: number };
  cabs: Kept;
  cab_roles: Kept;
  user_role_grants: GrantsTable;
  agent_role_grants: GrantsTable;
  cab_grants: GrantsTable;
  asset_field_ids: { id: Generated<number>; type_id: number; key: string };
  tickets: TicketsTable;
  ticket_assets: { ticket_id: number; asset_id: number };
  ticket_actions: {
    ticket_id: number;
    number: number;
    outcome_id: number | null;
    kind: string;
    at: Moment;
    by_name: string;
    agent_id: number | null;
    user_id: number | null;
    application_id: number | null;
    note: Generated<string>;
    is_private: boolean;
    is_important: Generated<boolean>;
    minutes: Generated<number>;
    status_id: number | null;
    changes: StoredWithDefault<Json[]>;
    mailed_to: Generated<string>;
  };
  attachments: {
    id: Generated<number>;
    ticket_id: number;
    action_number: number | null;
    file_name: string;
    content_type: string;
    size: number;
    content: Buffer;
    is_private: Generated<boolean>;
    by_name: string;
    at: Moment;
  };
  licence_assignments: {
    id: Generated<number>;
    licence_id: number;
    user_id: number | null;
    asset_id: number | null;
    since: Moment;
    by_name: string;
  };
  quantity_changes: {
    id: Generated<number>;
    kind: string;
    record_id: number;
    at: Moment;
    quantity: number;
    assigned: number;
    by_name: string;
  };
  invoices: {
    id: Generated<number>;
    recurring_id: number | null;
    customer_id: number;
    name: string;
    billed_on: string;
    currency: string;
    total: number;
    by_name: string;
    at: Moment;
  };
  invoice_lines: {
    invoice_id: number;
    number: number;
    says: string;
    from: string;
    line: Stored<InvoiceLine>;
    counted: number;
    quantity: number;
    unit_price: number;
    amount: number;
  };
  outside_ids: { user_id: number | null; agent_id: number | null; name: string; value: string };
  saved_views: Named & {
    list: string;
    query: string;
    is_shared: Generated<boolean>;
    agent_id: number;
    position: Generated<number>;
    version: Generated<number>;
  };
  idempotency_keys: {
    caller: string;
    key: string;
    request_hash: Buffer;
    status: ColumnType<number | null, number | null | undefined, number | null>;
    answer: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
    at: Moment;
  };
  desk_settings: {
    name: string;
    value: Stored<Record<string, Json>>;
    sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
    version: Generated<number>;
    updated_at: ColumnType<Date, Date | undefined, Date>;
  };
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
}

interface TicketsTable {
  id: Generated<number>;
  summary: string;
  details: Generated<string>;
  type_id: number;
  status_id: number;
  priority_id: number | null;
  sla_id: number | null;
  customer_id: number;
  site_id: number | null;
  user_id: number | null;
  agent_id: number | null;
  team_id: number | null;
  category_id: number | null;
  impact_id: number | null;
  urgency_id: number | null;
  parent_id: number | null;
  source: Generated<string>;
  external_id: Generated<string>;
  closure_note: Generated<string>;
  custom: ColumnType<Values, string | undefined, string>;
  is_closed: Generated<boolean>;
  created_at: Moment;
  created_by: string;
  respond_by: MomentOrNull;
  resolve_by: MomentOrNull;
  responded_at: MomentOrNull;
  closed_at: MomentOrNull;
  last_action_at: MomentOrNull;
  waiting_since: MomentOrNull;
  waited_minutes: Generated<number>;
  search_key: ColumnType<string, never, never>;
  version: Generated<number>;
  updated_at: ColumnType<Date, Date | undefined, Date>;
}
