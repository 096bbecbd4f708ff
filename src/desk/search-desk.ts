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
  /** Found by what the text was taken for only. */
  readonly isLike: boolean;
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
 * Users or agents whose name, address or phone holds a text, best first: whose name or address begins with it, then active ones; after
 * them those who hold `like`, where something was typed wrong. The indexes answer for whole beginnings; only when those are few,
 * everybody is looked through.
 */
export async function searchRecords(
  db: Kysely<Tables>,
  entity: Entity,
  { text, like = null, limit }: { readonly text: string; readonly like?: string | null; readonly limit: number },
): Promise<readonly FoundRecord[]> {
  const begins = await selectRecords(db, entity, beginsWith(text.trim().toLowerCase()), limit);
  const either = like === null ? holds(text) : sql<boolean>`(${holds(text)} or ${holds(like)})`;
  const rows = begins.length >= limit ? begins : [...begins, ...(await selectRecords(db, entity, either, looksAt))];
  const isLike = (row: Row) => like !== null && !begins.includes(row) && !soughtIn(text).every((word) => row.search_key.includes(word));
  const found = rankFinds(
    rows.filter((row) => !isLike(row)),
    text,
    limit,
  );
  const alike = like === null ? [] : rankFinds(rows.filter(isLike), like, limit - found.length);
  return [...found, ...alike].map((row) => ({
    id: row.id,
    name: row.name ?? "",
    email: row.email ?? "",
    place: row.place,
    isActive: row.is_active,
    isLike: alike.includes(row),
  }));
}

/** The condition that a search text makes of `search_key`: all of its words, in any order; digits and signs are looked for as a phone number is kept. */
export function holds(text: string) {
  const words = soughtIn(text).map((word) => sql`p.search_key like ${`%${escapeLike(word)}%`}`);
  return sql<boolean>`(${sql.join(words, sql` and `)})`;
}

function soughtIn(text: string): readonly string[] {
  const folded = foldForSearch(text);
  const isPhone = /^[\d +().\-/]{3,}$/.test(folded);
  const sought = isPhone ? folded.replace(/[ +().\-/]/g, "").replace(/^0+/, "") : folded;
  if (isPhone && sought !== "") return [sought];
  const words = folded.split(/\s+/).filter((word) => word !== "");
  return words.length === 0 ? [""] : words;
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
