import type { ReadingSeen, ReadingsSeen } from "../core/explain-reading.ts";
import type { Db } from "../store/open-database.ts";

/** The newest reading of a connection, and the newest that was complete and believed. */
export async function findReadings(db: Db, connectionId: number): Promise<ReadingsSeen> {
  return { newest: await findReading(db, connectionId, null), complete: await findReading(db, connectionId, "complete") };
}

async function findReading(db: Db, connectionId: number, state: string | null): Promise<ReadingSeen | null> {
  let query = db
    .selectFrom("readings")
    .select(["id", "state", "started_at", "finished_at", "summary"])
    .where("connection_id", "=", connectionId);
  if (state !== null) query = query.where("state", "=", state);
  const row = await query.orderBy("id", "desc").limit(1).executeTakeFirst();
  return row === undefined
    ? null
    : { id: row.id, state: row.state, at: row.finished_at ?? row.started_at, people: row.summary?.people ?? null };
}

/** When a reading last brought something new about an account; null when the reading is gone. */
export async function findSince(db: Db, connectionId: number, externalId: string): Promise<Date | null> {
  const row = await db
    .selectFrom("mirror_people as m")
    .innerJoin("readings as r", "r.id", "m.reading_id")
    .select(["r.started_at", "r.finished_at"])
    .where("m.connection_id", "=", connectionId)
    .where("m.external_id", "=", externalId)
    .executeTakeFirst();
  return row === undefined ? null : (row.finished_at ?? row.started_at);
}
