import { nameRecord } from "../../../desk/records/name-record.ts";
import { searchRecordsOf } from "../../../desk/search-records.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import type { RecordHead, RecordKind } from "../../../model/records/kind.ts";
import type { Db } from "../../../store/open-database.ts";
import type { SearchHit } from "../shapes/home.ts";

const { asset, ticket, subscription, softwareLicence } = deskKinds;

const plainKinds = [asset, ticket, subscription, softwareLicence] as const;
export type PlainKind = (typeof plainKinds)[number];

/** Whether a kind is found by words alone; people and places are looked for in their own ways. */
export function isPlain(kind: RecordKind): kind is PlainKind {
  return plainKinds.some((one) => one.name === kind.name);
}

/** The records of a kind that a text finds, as hits. */
export async function searchHitsOf(db: Db, kind: PlainKind, text: string, limit: number): Promise<readonly SearchHit[]> {
  const records = await searchRecordsOf<RecordKind>(db, kind, text, limit);
  return records.map((record) => toHit(kind, record));
}

/** Beside the name of a hit stands what tells it from others of that name. */
const told: Readonly<Record<string, readonly string[]>> = {
  asset: ["typeId", "key", "customerId"],
  ticket: ["statusId", "customerId"],
  subscription: ["status", "customerId"],
  softwareLicence: ["vendor", "customerId"],
};

function toHit(kind: PlainKind, record: RecordHead): SearchHit {
  // A record has a value for every field of its kind.
  const values = record as RecordHead & Readonly<Record<string, unknown>>;
  const parts = (told[kind.name] ?? []).map((field) => record.labels[field] ?? textOf(values[field]));
  const number = kind.name === "ticket" ? [`#${record.id}`] : [];
  return {
    // The names of these kinds are kinds of hits.
    kind: kind.name as SearchHit["kind"],
    title: nameRecord(kind, values),
    subtitle: [...number, ...parts].filter((part) => part !== "").join(" · "),
    href: `/${kind.path}/${record.id}`,
    isActive: values.isActive !== false && values.isClosed !== true && (values.status === undefined || values.status === "active"),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
