import { type Kysely, sql } from "kysely";
import type { Json } from "../model/person.ts";
import type { ReadingSummary } from "../model/run.ts";
import type { Tables } from "../store/tables.ts";

/** What a reading asked for: two readings prove something together only when this is the same. */
export type Asked = Readonly<Record<string, Json>>;

export async function startReading(db: Kysely<Tables>, reading: { connectionId: number; asked: Asked; now: Date }): Promise<number> {
  const row = await db
    .insertInto("readings")
    .values({
      connection_id: reading.connectionId,
      state: "open",
      asked: JSON.stringify(reading.asked),
      started_at: reading.now,
      finished_at: null,
      summary: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Closes a reading: `complete` when every part saw its last page, `doubted` when it is too small to be believed, `partial` when some parts failed, else `failed`. */
export async function closeReading(
  db: Kysely<Tables>,
  readingId: number,
  state: "complete" | "doubted" | "partial" | "failed",
  summary: ReadingSummary | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable("readings")
    .set({ state, finished_at: now, summary: summary === null ? null : JSON.stringify(summary) })
    .where("id", "=", readingId)
    .execute();
}

/** The last complete reading that was believed, with what it asked for: the measure for the next one. */
export async function findLastComplete(
  db: Kysely<Tables>,
  connectionId: number,
): Promise<{
  readonly id: number;
  readonly asked: Asked;
  readonly people: number;
  readonly parts: Readonly<Record<string, number>>;
} | null> {
  const row = await db
    .selectFrom("readings")
    .select(["id", "asked", "summary"])
    .where("connection_id", "=", connectionId)
    .where("state", "=", "complete")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, asked: row.asked, people: row.summary?.people ?? 0, parts: row.summary?.parts ?? {} };
}

/** The newest reading of a connection, complete or not. */
export async function findNewestReadingId(db: Kysely<Tables>, connectionId: number): Promise<number> {
  const row = await db
    .selectFrom("readings")
    .select((eb) => eb.fn.max("id").as("id"))
    .where("connection_id", "=", connectionId)
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Refreshes the planner's figures after much was written; otherwise it goes wrong by orders of magnitude. */
export async function analyzeMirror(db: Kysely<Tables>): Promise<void> {
  await sql`analyze mirror_people (connection_id, external_id, email_key, reading_id, absent_since), mirror_search, mirror_members`.execute(
    db,
  );
}
