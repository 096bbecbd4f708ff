import { type RawBuilder, sql, type Transaction } from "kysely";
import { deskFields } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import { columnFor } from "../model/records/kind.ts";
import type { TakeoverKind, TakeoverLine, TakeoverValue } from "../model/takeover.ts";
import type { Tables } from "../store/tables.ts";

type Row = Record<string, unknown>;

const address = { street: "", city: "", region: "", postcode: "", country: "" };
const person = { ...Object.fromEntries(deskFields.map((field) => [columnFor(field), null])), email_key: null, name_key: null };

/** Every column that a take-over writes, with what a new record has where its line says nothing. */
const emptyRows: Readonly<Record<TakeoverKind, Row>> = {
  customer: {
    name: "",
    is_active: true,
    is_vip: false,
    reference: "",
    phone: "",
    email: "",
    website: "",
    ...address,
    notes: "",
    custom: {},
  },
  site: {
    name: "",
    customer_id: null,
    is_main: false,
    is_active: true,
    reference: "",
    phone: "",
    ...address,
    time_zone: "",
    notes: "",
    custom: {},
  },
  user: { ...person, site_id: null, manager_id: null, is_active: true, custom: {} },
  agent: { ...person, licence: "concurrent", is_api_only: false, is_active: true, custom: {} },
  asset: {
    name: "",
    type_id: null,
    key: "",
    tag: "",
    site_id: null,
    customer_id: null,
    status_id: null,
    is_active: true,
    values: {},
    notes: "",
    custom: {},
  },
};
const keepsTime = (kind: TakeoverKind) => kind !== "user" && kind !== "agent";
const tableOf = (kind: TakeoverKind) => sql.table(`${kind}s`);
const isBag = (column: string) => column === "custom" || column === "values";

/** Makes records under the numbers that their lines have: one statement, and one for the users of assets. */
export async function insertTakenOver(
  trx: Transaction<Tables>,
  kind: TakeoverKind,
  lines: readonly TakeoverLine[],
  now: Date,
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => withoutNulls({ ...emptyRows[kind], ...toPatch(kind, line), id: line.recordId }));
  const columns = Object.keys(emptyRows[kind]);
  const values = columns.map((column) =>
    kind === "asset" && column === "customer_id" ? ownerOfSite(sql.ref("p.site_id")) : sql.ref(`p.${column}`),
  );
  const time = keepsTime(kind) ? { column: sql`, updated_at`, value: sql`, ${now}::timestamptz` } : { column: sql``, value: sql`` };
  await sql`
    insert into ${tableOf(kind)} (id, ${sql.join(columns.map((column) => sql.ref(column)))}${time.column})
    select p.id, ${sql.join(values)}${time.value} from jsonb_populate_recordset(null::${tableOf(kind)}, ${JSON.stringify(rows)}::jsonb) p`.execute(
    trx,
  );
  await writeAssetUsers(trx, lines);
}

/** A bag of values has no empty ones. */
function withoutNulls(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      isBag(column) ? Object.fromEntries(Object.entries(value ?? {}).filter(([, one]) => one !== null)) : value,
    ]),
  );
}

/** Writes what lines change, and answers the versions afterwards. A line that changes nothing leaves its record alone. */
export async function updateTakenOver(
  trx: Transaction<Tables>,
  kind: TakeoverKind,
  lines: readonly TakeoverLine[],
  now: Date,
): Promise<ReadonlyMap<number, number>> {
  const changed = lines.filter((line) => line.changes.length > 0);
  if (changed.length === 0) return new Map();
  const rows = changed.map((line) => ({ ...toPatch(kind, line), id: line.recordId }));
  const assignments = Object.entries(emptyRows[kind]).map(([column, empty]) => sql`${sql.ref(column)} = ${assign(kind, column, empty)}`);
  const time = keepsTime(kind) ? [sql`updated_at = ${now}::timestamptz`] : [];
  const answer = await sql<{ id: number; version: number }>`
    update ${tableOf(kind)} t set ${sql.join([...assignments, ...time, sql`version = t.version + 1`])}
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) e(patch) cross join lateral jsonb_populate_record(null::${tableOf(kind)}, e.patch) p
    where t.id = p.id returning t.id, t.version`.execute(trx);
  await writeAssetUsers(trx, changed);
  return new Map(answer.rows.map((row) => [row.id, row.version]));
}

function assign(kind: TakeoverKind, column: string, empty: unknown): RawBuilder<unknown> {
  const now = sql.ref(`t.${column}`);
  const given = sql.ref(`p.${column}`);
  if (kind === "asset" && column === "customer_id")
    return sql`case when e.patch ? 'site_id' then ${ownerOfSite(sql.ref("p.site_id"))} else ${now} end`;
  if (isBag(column)) return sql`case when e.patch ? ${sql.lit(column)} then jsonb_strip_nulls(${now} || ${given}) else ${now} end`;
  const value = empty === "" ? sql`coalesce(${given}, '')` : given;
  return sql`case when e.patch ? ${sql.lit(column)} then ${value} else ${now} end`;
}

function ownerOfSite(site: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select s.customer_id from sites s where s.id = ${site})`;
}

/** The columns that a line writes. */
function toPatch(kind: TakeoverKind, line: TakeoverLine): Row {
  const patch: Row = {};
  const bags: Record<"custom" | "values", Record<string, TakeoverValue | null>> = { custom: {}, values: {} };
  for (const { field, after } of line.changes) {
    if (field === "userIds") continue;
    const bag = /^(custom|values)\.(.+)$/.exec(field);
    if (bag !== null) bags[bag[1] === "custom" ? "custom" : "values"][bag[2] ?? ""] = after;
    else patch[columnFor(field)] = after;
    const isKeyed = (kind === "user" || kind === "agent") && (field === "name" || field === "email");
    if (isKeyed) patch[`${field}_key`] = typeof after === "string" ? foldText(after) : null;
  }
  for (const [name, bag] of Object.entries(bags)) if (Object.keys(bag).length > 0) patch[name] = bag;
  return patch;
}

async function writeAssetUsers(trx: Transaction<Tables>, lines: readonly TakeoverLine[]): Promise<void> {
  const rows = lines.flatMap((line) => {
    const change = line.changes.find((one) => one.field === "userIds");
    return change === undefined || line.kind !== "asset" ? [] : [{ asset_id: line.recordId, user_ids: change.after ?? [] }];
  });
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.asset_id);
  await sql`delete from asset_users where asset_id = any(${ids}::int[])`.execute(trx);
  await sql`
    insert into asset_users (asset_id, user_id)
    select (r ->> 'asset_id')::int, u::text::int from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r, jsonb_array_elements(r -> 'user_ids') u
    on conflict do nothing`.execute(trx);
}

/** Takes records away that an undone take-over had made. */
export async function removeTakenOver(trx: Transaction<Tables>, kind: TakeoverKind, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  if (kind === "user")
    await sql`update users set manager_id = null where manager_id = any(${ids}::int[]) and not id = any(${ids}::int[])`.execute(trx);
  await sql`delete from ${tableOf(kind)} where id = any(${ids}::int[])`.execute(trx);
}
