import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";

/** A step of a run. */
export interface RunEvent {
  readonly at: Date;
  readonly says: string;
}

/** Notes steps of a run for its log, in order; a few rows a run. */
export async function noteEvents(db: Kysely<Tables>, runId: number, at: Date, steps: readonly string[]): Promise<void> {
  if (steps.length === 0) return;
  await sql`
    insert into run_events (run_id, seq, at, says)
    select ${runId}::int, (select coalesce(max(seq), 0) from run_events where run_id = ${runId}::int) + step.ordinality, ${at}, step.value
    from json_array_elements_text(${JSON.stringify(steps)}::json) with ordinality as step
    on conflict (run_id, seq) do nothing`.execute(db);
}

/** The log of a run, oldest first. */
export async function listEvents(db: Kysely<Tables>, runId: number): Promise<readonly RunEvent[]> {
  return await db.selectFrom("run_events").select(["at", "says"]).where("run_id", "=", runId).orderBy("seq").execute();
}
