import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../../store/tables.ts";
import { type Listing, listSheet, streamSheets } from "../records/list-sheet.ts";
import { conditionOn, type ListedAsked, type ListedColumns, orderOn } from "../records/listed-columns.ts";

/** Who or what holds a licence. */
export interface AssignmentRow {
  readonly id: number;
  readonly licenceId: number;
  readonly licence: string;
  readonly customerId: number;
  readonly customer: string;
  readonly userId: number | null;
  readonly assetId: number | null;
  readonly holder: string;
  /** Whether the user or the asset is active. */
  readonly isActive: boolean;
  readonly since: Date;
  readonly by: string;
}

/** Which assignments: of a licence, a user, an asset, a customer; only those of people and assets that are inactive, or only the others. */
export interface AssignmentFilter extends ListedAsked {
  readonly licenceId?: number | undefined;
  readonly userId?: number | undefined;
  readonly assetId?: number | undefined;
  readonly customerId?: number | undefined;
  readonly isActive?: boolean | undefined;
}

const holder = sql`coalesce(nullif(u.name, ''), nullif(u.email, ''), nullif(s.name, ''), nullif(s.key, ''), nullif(s.tag, ''), '#' || coalesce(a.user_id, a.asset_id))`;
const isActiveNow = sql`coalesce(u.is_active, s.is_active)`;

/** By what lists of assignments are filtered and sorted. */
export const assignmentColumns = {
  licenceId: { sql: sql`a.licence_id`, kind: "reference" },
  licence: { sql: sql`l.name`, kind: "text" },
  customerId: { sql: sql`l.customer_id`, kind: "reference" },
  customer: { sql: sql`c.name`, kind: "text" },
  userId: { sql: sql`a.user_id`, kind: "reference" },
  assetId: { sql: sql`a.asset_id`, kind: "reference" },
  holder: { sql: holder, kind: "text" },
  isActive: { sql: isActiveNow, kind: "flag" },
  since: { sql: sql`a.since`, kind: "moment" },
  by: { sql: sql`a.by_name`, kind: "text" },
} as const satisfies ListedColumns;

const columns = sql`
  a.id, a.licence_id as "licenceId", l.name as licence, l.customer_id as "customerId", c.name as customer, a.user_id as "userId",
  a.asset_id as "assetId", ${holder} as holder, ${isActiveNow} as "isActive", a.since, a.by_name as by`;

const tables = sql`
  licence_assignments a join software_licences l on l.id = a.licence_id join customers c on c.id = l.customer_id
  left join users u on u.id = a.user_id left join assets s on s.id = a.asset_id`;

/** One sheet of who holds which licence, by licence and holder where no other order is asked for. @throws Invalid */
export async function listAssignments(
  db: Kysely<Tables>,
  filter: AssignmentFilter,
  window: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly AssignmentRow[]; readonly total: number }> {
  return await listSheet<AssignmentRow>(db, listingOf(filter), window);
}

/** Every assignment that a filter lets through, some hundred at a time, as it stood when the first were read. @throws Invalid */
export function streamAssignments(db: Kysely<Tables>, filter: AssignmentFilter): AsyncIterable<readonly AssignmentRow[]> {
  return streamSheets<AssignmentRow>(db, listingOf(filter));
}

function listingOf(filter: AssignmentFilter): Listing {
  return { columns, tables, id: sql`a.id`, where: conditionOf(filter), order: orderOf(filter) };
}

function conditionOf({ licenceId, userId, assetId, customerId, isActive, ...asked }: AssignmentFilter): RawBuilder<unknown> {
  const conditions = [
    licenceId === undefined ? null : sql`a.licence_id = ${licenceId}::int`,
    userId === undefined ? null : sql`a.user_id = ${userId}::int`,
    assetId === undefined ? null : sql`a.asset_id = ${assetId}::int`,
    customerId === undefined ? null : sql`l.customer_id = ${customerId}::int`,
    isActive === undefined ? null : sql`${isActiveNow} = ${isActive}`,
    conditionOn(assignmentColumns, asked, [sql`l.name`, sql`c.name`, holder]),
  ].filter((one) => one !== null);
  return sql.join(conditions, sql` and `);
}

function orderOf({ sort = "licence" }: ListedAsked): RawBuilder<unknown> {
  return sql`${orderOn(assignmentColumns, sort)}, l.id, lower(${holder}), a.id`;
}
