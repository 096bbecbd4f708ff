import type { Run } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";

/** Whether an import of the connection was applied, or found nothing to do, before this run. */
export async function hasImportedBefore(db: Db, run: Run): Promise<boolean> {
  const row = await db
    .selectFrom("runs")
    .select("id")
    .where("connection_id", "=", run.connectionId)
    .where("id", "<", run.id)
    .where("state", "in", ["applied", "nothingToDo"])
    .where("kind", "not in", ["undo", "whatIf"])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest applied run that took back something of this one. */
export async function findUndoOf(db: Db, runId: number): Promise<number | null> {
  const row = await db
    .selectFrom("runs")
    .select((eb) => eb.fn.max("id").as("id"))
    .where("undoes_run_id", "=", runId)
    .where("state", "=", "applied")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** When the directory copy that a plan was made from was read; null when that is not known. */
export async function findReadAt(db: Db, run: Run): Promise<Date | null> {
  let query = db.selectFrom("readings").select(["finished_at", "started_at"]).where("connection_id", "=", run.connectionId);
  query =
    run.reading === null
      ? query.where("state", "=", "complete").where("started_at", "<=", run.startedAt)
      : query.where("id", "=", run.reading.readingId);
  const row = await query.orderBy("id", "desc").limit(1).executeTakeFirst();
  return row === undefined ? null : (row.finished_at ?? row.started_at);
}
