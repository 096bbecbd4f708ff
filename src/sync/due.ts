import { type Kysely, sql } from "kysely";
import type { Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";

/** Makes people due for planning, in both imports unless one is named. */
export async function markDue(
  db: Kysely<Tables>,
  connectionId: number,
  externalIds: readonly string[],
  because: string,
  entities: readonly Entity[] = ["user", "agent"],
): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`
    insert into due (connection_id, entity, external_id, because)
    select ${connectionId}::int, e, x, ${because}
    from json_array_elements_text(${JSON.stringify(entities)}::json) e, json_array_elements_text(${JSON.stringify(externalIds)}::json) x
    on conflict (connection_id, entity, external_id) do update set because = excluded.because, noticed = default`.execute(db);
}

/** Who is due in one of these imports, in order of directory id. */
export async function listDueIds(db: Kysely<Tables>, connectionId: number, entities: readonly Entity[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("due")
    .select("external_id")
    .distinct()
    .where("connection_id", "=", connectionId)
    .where("entity", "in", entities)
    .orderBy("external_id")
    .execute();
  return rows.map((row) => row.external_id);
}

/** Forgets what was due when a run began; what became due since stays. */
export async function clearDue(
  db: Kysely<Tables>,
  connectionId: number,
  entities: readonly Entity[],
  noticedThrough: number,
): Promise<void> {
  await db
    .deleteFrom("due")
    .where("connection_id", "=", connectionId)
    .where("entity", "in", entities)
    .where("noticed", "<=", noticedThrough)
    .execute();
}

/** How far the people of an import are planned: readings up to this one, with this version of the settings. */
export interface PlanMark {
  readonly readingId: number;
  readonly settingsVersion: number;
}

export async function findPlanMark(db: Kysely<Tables>, connectionId: number, entity: Entity): Promise<PlanMark | null> {
  const row = await db
    .selectFrom("plan_marks")
    .select(["reading_id", "settings_version"])
    .where("connection_id", "=", connectionId)
    .where("entity", "=", entity)
    .executeTakeFirst();
  return row === undefined ? null : { readingId: row.reading_id, settingsVersion: row.settings_version };
}

/** Whether nothing was imported before of one of these. */
export async function isFirstImport(db: Kysely<Tables>, connectionId: number, entities: readonly Entity[]): Promise<boolean> {
  for (const entity of entities) if ((await findPlanMark(db, connectionId, entity)) === null) return true;
  return false;
}

export async function savePlanMark(db: Kysely<Tables>, connectionId: number, entity: Entity, mark: PlanMark): Promise<void> {
  const values = { reading_id: mark.readingId, settings_version: mark.settingsVersion };
  await db
    .insertInto("plan_marks")
    .values({ connection_id: connectionId, entity, ...values })
    .onConflict((conflict) => conflict.columns(["connection_id", "entity"]).doUpdateSet(values))
    .execute();
}
