import { type Kysely, sql } from "kysely";
import type { Entity } from "../model/desk.ts";
import { foldForSearch } from "../model/fold-text.ts";
import { escapeLike } from "../store/escape-like.ts";
import type { Tables } from "../store/tables.ts";

/** Somebody on the desk whom a search found. */
export interface FoundRecord {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  /** The user's site and customer; empty for agents. */
  readonly place: string;
  readonly isActive: boolean;
}

interface Row {
  id: number;
  name: string | null;
  email: string | null;
  place: string;
  is_active: boolean;
  search_key: string;
}

/** Among so many finds the best are looked for. */
const looksAt = 64;

/**
 * Users or agents whose name, address or phone holds a text, best first: whose name or address begins with it, then active ones. The
 * indexes answer for whole beginnings; only when those are few, everybody is looked through.
 */
export async function searchRecords(db: Kysely<Tables>, entity: Entity, text: string, limit: number): Promise<readonly FoundRecord[]> {
  const begins = await selectRecords(db, entity, beginsWith(text.trim().toLowerCase()), limit);
  const rows = begins.length >= limit ? begins : [...begins, ...(await selectRecords(db, entity, holds(text), looksAt))];
  return rankFinds(rows, text, limit).map((row) => ({
    id: row.id,
    name: row.name ?? "",
    email: row.email ?? "",
    place: row.place,
    isActive: row.is_active,
  }));
}

/** The condition that a search text makes of `search_key`; digits and signs are looked for as a phone number is kept. */
export function holds(text: string) {
  const folded = foldForSearch(text);
  const isPhone = /^[\d +().\-/]{3,}$/.test(folded);
  const sought = isPhone ? folded.replace(/[ +().\-/]/g, "").replace(/^0+/, "") : folded;
  return sql<boolean>`p.search_key like ${`%${escapeLike(sought === "" ? folded : sought)}%`}`;
}

function beginsWith(text: string) {
  const pattern = `${escapeLike(text.normalize("NFC"))}%`;
  return sql<boolean>`(p.name_key like ${pattern} or p.email_key like ${pattern})`;
}

async function selectRecords(db: Kysely<Tables>, entity: Entity, condition: ReturnType<typeof holds>, limit: number): Promise<Row[]> {
  const answer =
    entity === "user"
      ? await sql<Row>`
          select f.id, f.name, f.email, s.name || ', ' || c.name as place, f.is_active, f.search_key
          from (select p.id, p.name, p.email, p.site_id, p.is_active, p.search_key from users p where ${condition} limit ${limit}::int) f
          join sites s on s.id = f.site_id join customers c on c.id = s.customer_id`.execute(db)
      : await sql<Row>`
          select p.id, p.name, p.email, '' as place, p.is_active, p.search_key from agents p where ${condition} limit ${limit}::int`.execute(
          db,
        );
  return answer.rows;
}

interface Ranked {
  readonly id: number | string;
  readonly name: string | null;
  readonly is_active: boolean;
  readonly search_key: string;
}

/** The best of some finds, each once. */
export function rankFinds<T extends Ranked>(rows: readonly T[], text: string, limit: number): readonly T[] {
  const sought = foldForSearch(text);
  const rank = (row: T) =>
    (row.search_key.startsWith(sought) ? 0 : row.search_key.includes(` ${sought}`) ? 1 : 2) + (row.is_active ? 0 : 3);
  return [...new Map(rows.map((row) => [row.id, row])).values()]
    .toSorted((a, b) => rank(a) - rank(b) || (a.name ?? "").localeCompare(b.name ?? ""))
    .slice(0, limit);
}

/** Customers and sites by a part of their name. */
export async function searchPlaces(db: Kysely<Tables>, text: string, limit: number) {
  const pattern = `%${escapeLike(text.trim())}%`;
  const customers = await db
    .selectFrom("customers")
    .select(["id", "name", "is_active"])
    .where("name", "ilike", pattern)
    .orderBy("name")
    .limit(limit)
    .execute();
  const sites = await db
    .selectFrom("sites as s")
    .innerJoin("customers as c", "c.id", "s.customer_id")
    .select(["s.id", "s.name", "c.name as customer", "c.is_active"])
    .where("s.name", "ilike", pattern)
    .orderBy("s.name")
    .limit(limit)
    .execute();
  return { customers, sites };
}
