import { sql } from "kysely";
import type { People, SideEffects } from "../core/explain-side-effects.ts";
import type { ChangeKind } from "../model/change.ts";
import type { Run } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import type { PlanScene } from "./load-plan-scene.ts";
import { hasImportedBefore } from "./run-history.ts";
import type { PlanTotals } from "./tally-lines.ts";

/** Gathers what a plan brings with it besides its lines. */
export async function gatherSideEffects(db: Db, { run, settings, names }: PlanScene, totals: PlanTotals): Promise<SideEffects> {
  const { users, agents } = settings.deactivatesMissing;
  return {
    kind: run.kind,
    directory: names.directory,
    isFirstImport: run.kind !== "undo" && !(await hasImportedBefore(db, run)),
    waitingForManager: await countWaiting(db, run),
    agentsShutOut: totals.agentsShutOut,
    missing: await listPeople(db, run, "notFound"),
    deactivatesMissing: (users && run.entities.includes("user")) || (agents && run.entities.includes("agent")),
    noLongerMapped: await listPeople(db, run, "noLongerMapped"),
    held: await listHeld(db, run),
  };
}

const namesTold = 3;

async function listPeople(db: Db, run: Run, kind: ChangeKind): Promise<People> {
  const count = run.counts?.kinds[kind] ?? 0;
  if (count === 0) return { count, names: [] };
  const rows = await db
    .selectFrom("changes")
    .select("name")
    .where("run_id", "=", run.id)
    .where("kind", "=", kind)
    .orderBy("seq")
    .limit(namesTold)
    .execute();
  return { count, names: rows.map((row) => row.name) };
}

/**
 * Chosen lines whose manager is neither on the desk nor brought by the same plan. Only a manager is kept as an object that begins with a
 * directory id; values that people typed have their quotes escaped.
 */
async function countWaiting(db: Db, run: Run): Promise<number> {
  const answer = await sql<{ n: string }>`
    with waiting as (
      select split_part(split_part(detail, '"after":{"externalId":"', 2), '"', 1) as manager, count(*) as n from changes
      where run_id = ${run.id}::int and is_ticked and entity = 'user' and traits like '% m %'
      group by 1)
    select coalesce(sum(n), 0) as n from waiting w
    where not exists (select 1 from links l where l.connection_id = ${run.connectionId}::int and l.entity = 'user' and l.external_id = w.manager)
      and not exists (
        select 1 from changes c where c.run_id = ${run.id}::int and c.external_id = w.manager and c.entity = 'user' and c.is_ticked
          and c.kind in ('create', 'link', 'update', 'reactivate'))`.execute(db);
  return Number(answer.rows[0]?.n ?? 0);
}

/** Lines that write nothing because their people are held back, by reason. */
async function listHeld(db: Db, run: Run): Promise<SideEffects["held"]> {
  if ((run.counts?.leftOut.held ?? 0) === 0) return [];
  const answer = await sql<{ because: string | null; n: string }>`
    select held.one ->> 'detail' as because, count(distinct external_id) as n
    from changes, lateral (
      select one from json_array_elements(detail::json -> 'because') as one where one ->> 'reason' = 'held' limit 1) held
    where run_id = ${run.id}::int and kind = 'leftOut' and reason = 'held'
    group by 1 order by 2 desc, 1`.execute(db);
  return answer.rows.flatMap(({ because, n }) => (because === null ? [] : [{ because, people: Number(n) }]));
}
