import { type Kysely, sql } from "kysely";
import type { KnownDesk, KnownRecord } from "../core/takeover/plan-book.ts";
import type { ReadRow } from "../core/takeover/read-cells.ts";
import type { DeskSetup } from "../core/takeover/takeover-fields.ts";
import { listRecords } from "../desk/list-records.ts";
import { readRecords } from "../desk/records/read-record.ts";
import type { Entity } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import { kindOf } from "../model/records/desk-kinds.ts";
import type { RecordHead } from "../model/records/kind.ts";
import { type PerKind, TakeoverKind, TakeoverValue } from "../model/takeover.ts";
import type { Tables } from "../store/tables.ts";

/** Reads what the desk has that the files could mean: places wholly, people and assets by ids, addresses, names and serial numbers of the files. */
export async function loadKnown(
  db: Kysely<Tables>,
  { system, setup, rows }: { readonly system: string; readonly setup: DeskSetup; readonly rows: PerKind<readonly ReadRow[]> },
): Promise<KnownDesk> {
  const ids = await loadIds(db, system);
  const places = async (kind: "customer" | "site") => {
    const all = await sql<{ id: number }>`select id from ${sql.table(`${kind}s`)}`.execute(db);
    return await loadPlain(
      db,
      kind,
      all.rows.map((row) => row.id),
    );
  };
  const people = [...rows.user, ...rows.agent];
  const texts = [
    ...people.flatMap((row) => [String(row.values.get("email") ?? ""), ...(row.links.get("manager") ?? [])]),
    ...rows.asset.flatMap((row) => row.links.get("users") ?? []),
  ];
  const keys = [...new Set(texts.filter((text) => text !== "").map(foldText))];
  const serials = [...new Set(rows.asset.map((row) => String(row.values.get("key") ?? "").toLowerCase()))].filter((key) => key !== "");
  return {
    ...setup,
    system,
    ids,
    records: {
      customer: await places("customer"),
      site: await places("site"),
      user: await loadPeople(db, "user", [...ids.user.values()], keys),
      agent: await loadPeople(db, "agent", [...ids.agent.values()], keys),
      asset: await loadAssets(db, [...ids.asset.values()], serials),
    },
  };
}

async function loadIds(db: Kysely<Tables>, system: string): Promise<PerKind<ReadonlyMap<string, number>>> {
  const rows = await db.selectFrom("taken_over_ids").select(["kind", "external_id", "record_id"]).where("system", "=", system).execute();
  const byKind = Map.groupBy(rows, (row) => TakeoverKind.parse(row.kind));
  const of = (kind: TakeoverKind) => new Map((byKind.get(kind) ?? []).map((row) => [row.external_id, row.record_id]));
  return { customer: of("customer"), site: of("site"), user: of("user"), agent: of("agent"), asset: of("asset") };
}

async function loadPeople(
  db: Kysely<Tables>,
  entity: Entity,
  ids: readonly number[],
  keys: readonly string[],
): Promise<ReadonlyMap<number, KnownRecord>> {
  const found = await sql<{ id: number }>`
    select id from ${sql.table(`${entity}s`)} where id = any(${ids}::int[])
    union select id from ${sql.table(`${entity}s`)} where email_key = any(${keys}::text[])
    union select id from ${sql.table(`${entity}s`)} where name_key = any(${keys}::text[])`.execute(db);
  const records = await listRecords(
    db,
    entity,
    found.rows.map((row) => row.id),
  );
  const licences = entity === "agent" ? await db.selectFrom("agents").select(["id", "licence"]).execute() : [];
  const licenceOf = new Map(licences.map((row) => [row.id, row.licence]));
  return new Map(
    [...records.values()].map((record) => {
      const { siteId, managerId, isActive, isApiOnly } = record;
      const values: Record<string, TakeoverValue> = {
        ...record.values,
        isActive,
        ...(siteId !== null && { siteId }),
        ...(managerId !== null && { managerId }),
        ...(entity === "agent" && { isApiOnly, licence: licenceOf.get(record.id) ?? "" }),
      };
      const { id, version, isProtected, isAdministrator } = record;
      return [
        id,
        { id, version, name: String(values.name ?? ""), values, isProtected, isAdministrator: entity === "agent" && isAdministrator },
      ];
    }),
  );
}

async function loadAssets(db: Kysely<Tables>, ids: readonly number[], serials: readonly string[]) {
  const found = await sql<{ id: number }>`
    select id from assets where id = any(${ids}::int[]) union select id from assets where lower(key) = any(${serials}::text[]) and key <> ''`.execute(
    db,
  );
  return await loadPlain(
    db,
    "asset",
    found.rows.map((row) => row.id),
  );
}

async function loadPlain(
  db: Kysely<Tables>,
  kind: "customer" | "site" | "asset",
  ids: readonly number[],
): Promise<ReadonlyMap<number, KnownRecord>> {
  const records = await readRecords(db, kindOf(kind), ids);
  return new Map(records.map((record) => [record.id, toKnown(kind, record)]));
}

function toKnown(kind: "customer" | "site" | "asset", record: RecordHead): KnownRecord {
  const values: Record<string, TakeoverValue> = {};
  for (const [name, value] of Object.entries(record)) {
    if (["id", "version", "updatedAt", "labels", "custom", "values"].includes(name)) continue;
    const read = TakeoverValue.safeParse(value);
    if (read.success && read.data !== "") values[name] = read.data;
  }
  for (const [key, value] of Object.entries(record.custom)) values[`custom.${key}`] = value;
  if (kind === "asset" && "values" in record) {
    for (const [key, value] of Object.entries(record.values ?? {})) {
      const read = TakeoverValue.safeParse(value);
      if (read.success) values[`values.${key}`] = read.data;
    }
  }
  const { id, version } = record;
  const name = [values.name, values.key, values.tag].find((text) => text !== undefined);
  return { id, version, name: String(name ?? `#${id}`), values, isProtected: false, isAdministrator: false };
}
