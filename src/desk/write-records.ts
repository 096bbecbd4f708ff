import { sql, type Transaction } from "kysely";
import type { Change } from "../model/change.ts";
import { type DeskField, deskFields, type Entity, type FieldValue } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import type { Tables } from "../store/tables.ts";
import type { PlannedLine } from "./apply-changes.ts";
import { columnOf } from "./columns.ts";

type Patch = { [key: string]: FieldValue | null };

const columns = deskFields.map((field) => columnOf[field]);
const columnList = sql.raw(columns.join(", "));
const recordset = sql.raw([...columns, "email_key", "name_key"].map((column) => `${column} text`).join(", "));

/** Inserts new records under the numbers that their lines have. */
export async function insertRecords(
  trx: Transaction<Tables>,
  entity: Entity,
  lines: readonly PlannedLine[],
  managers: ReadonlyMap<string, number>,
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map(({ recordId, change }) => {
    const { patch, custom } = splitFields(change);
    return {
      id: recordId,
      ...patch,
      ...keysOf(patch),
      custom,
      site_id: change.site?.after ?? null,
      manager_id: managerOf(change, managers),
      is_active: change.active?.after ?? true,
    };
  });
  const userColumns = entity === "user" ? sql`, site_id, manager_id` : sql``;
  await sql`
    insert into ${tableOf(entity)} (id, ${columnList}, email_key, name_key, custom, is_active ${userColumns})
    select id, ${columnList}, email_key, name_key, custom, is_active ${userColumns}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id int, ${recordset}, custom jsonb, is_active boolean, site_id int, manager_id int)`.execute(
    trx,
  );
}

/** Writes what lines change on existing records; a line that only links changes nothing here. Returns the versions afterwards. */
export async function updateRecords(
  trx: Transaction<Tables>,
  entity: Entity,
  lines: readonly PlannedLine[],
  managers: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<number, number>> {
  const rows = lines.filter(({ change }) => touchesRecord(change)).map(({ change }) => toUpdate(change, managers));
  if (rows.length === 0) return new Map();
  const assignments = [...columns, "email_key", "name_key"].map((column) =>
    sql.raw(`${column} = case when p.patch ? '${column}' then p.patch ->> '${column}' else t.${column} end`),
  );
  const userAssignments =
    entity === "user"
      ? sql`, site_id = coalesce(p.site_id, t.site_id), manager_id = case when p.sets_manager then p.manager_id else t.manager_id end`
      : sql``;
  const answer = await sql<{ id: number; version: number }>`
    update ${tableOf(entity)} t set ${sql.join(assignments)},
      custom = case when p.custom = '{}'::jsonb then t.custom else jsonb_strip_nulls(t.custom || p.custom) end,
      is_active = coalesce(p.is_active, t.is_active), version = t.version + 1 ${userAssignments}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as p(id int, patch jsonb, custom jsonb, site_id int, sets_manager boolean, manager_id int, is_active boolean)
    where t.id = p.id returning t.id, t.version`.execute(trx);
  return new Map(answer.rows.map((row) => [row.id, row.version]));
}

/** Lets go of managers who are about to be removed: their people wait for them again, as before they were imported. */
export async function unbindManagers(
  trx: Transaction<Tables>,
  connectionId: number,
  entity: Entity,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0 || entity !== "user") return;
  await sql`
    update links l set waits_for_manager = m.external_id
    from users u join links m on m.record_id = u.manager_id and m.entity = 'user' and m.connection_id = ${connectionId}::int
    where u.manager_id = any(${ids}) and l.record_id = u.id and l.entity = 'user' and l.connection_id = ${connectionId}::int`.execute(trx);
  await sql`update users set manager_id = null where manager_id = any(${ids})`.execute(trx);
}

/** Deletes records that an undone run had created, with what they hold. */
export async function removeRecords(trx: Transaction<Tables>, entity: Entity, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  if (entity === "agent") await sql`update users set agent_id = null where agent_id = any(${ids})`.execute(trx);
  for (const table of entity === "user" ? ["user_role_grants"] : ["agent_role_grants", "cab_grants", "team_members"]) {
    const holder = sql.ref(table === "team_members" ? "agent_id" : "record_id");
    await sql`delete from ${sql.table(table)} where ${holder} = any(${ids})`.execute(trx);
  }
  await sql`delete from ${tableOf(entity)} where id = any(${ids})`.execute(trx);
}

function toUpdate(change: Change, managers: ReadonlyMap<string, number>) {
  const { patch, custom } = splitFields(change);
  return {
    id: change.recordId,
    patch: { ...patch, ...keysOf(patch) },
    custom,
    site_id: change.site?.after ?? null,
    sets_manager: change.manager !== null && (change.manager.after === null || managerOf(change, managers) !== null),
    manager_id: managerOf(change, managers),
    is_active: change.active?.after ?? null,
  };
}

/** Whether a line writes to the record itself, so that its version grows. */
function touchesRecord(change: Change): boolean {
  return (
    change.fields.length + change.gains.length + change.losses.length > 0 ||
    change.site !== null ||
    change.active !== null ||
    change.manager !== null
  );
}

function managerOf(change: Change, managers: ReadonlyMap<string, number>): number | null {
  const after = change.manager?.after ?? null;
  if (after === null) return null;
  return "recordId" in after ? after.recordId : (managers.get(after.externalId) ?? null);
}

function splitFields(change: Change): { readonly patch: Patch; readonly custom: Patch } {
  const patch: Patch = {};
  const custom: Patch = {};
  for (const { field, after } of change.fields) {
    if (field.startsWith("custom.")) custom[field.slice("custom.".length)] = after;
    // Settings are checked when they are saved: anything else is a desk field.
    else patch[columnOf[field as DeskField]] = after;
  }
  return { patch, custom };
}

function keysOf(patch: Patch): Patch {
  const keys: Patch = {};
  if (patch.email !== undefined) keys.email_key = foldOrNull(patch.email);
  if (patch.name !== undefined) keys.name_key = foldOrNull(patch.name);
  return keys;
}

function foldOrNull(value: FieldValue | null): string | null {
  return typeof value === "string" ? foldText(value) : null;
}

function tableOf(entity: Entity) {
  return sql.table(entity === "user" ? "users" : "agents");
}
