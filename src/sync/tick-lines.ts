import { sql } from "kysely";
import { getConnection } from "../connections/get-connection.ts";
import { explainRunState } from "../core/explain-run.ts";
import { createScales, judgeLimits } from "../core/guard.ts";
import { EffectKind } from "../model/change.ts";
import { Conflict, Invalid } from "../model/errors.ts";
import type { Run } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import type { SyncContext } from "./context.ts";
import { findRunIn, getRun, updateRun } from "./run-store.ts";
import { computePlanHash, streamChanges } from "./save-changes.ts";

/** Which rows of a preview to keep, by address or directory id. */
export interface Choice {
  readonly kind: "only" | "without";
  readonly people: readonly string[];
  /** Whether the chosen rows are to be applied: over a limit, the plan then waits for approval. */
  readonly applies?: boolean;
}

/**
 * Chooses the rows of a preview: only these people, or all but these, by address or directory id. The plan gets another hash, and the
 * limits count what is ticked.
 * @throws Invalid naming everybody who is not in the plan; nothing is ticked or unticked then
 */
export async function tickLines(context: SyncContext, runId: number, choice: Choice): Promise<Run> {
  const { db } = context.database;
  const run = await getRun(db, runId);
  if (run.state !== "planned" && run.state !== "waiting")
    throw new Conflict(`Run ${runId} is ${explainRunState(run.state)}: its rows can't be chosen any more.`);
  const wanted = choice.people.map((person) => person.trim());
  const addresses = wanted.map((person) => person.toLowerCase());
  const rows = await db
    .selectFrom("changes")
    .select(["seq", "email", "external_id"])
    .where("run_id", "=", runId)
    .where("state", "=", "planned")
    .where(sql<boolean>`(lower(email) = any(${addresses}::text[]) or external_id = any(${wanted}::text[]))`)
    .execute();
  const found = new Set(rows.flatMap((row) => [row.email.toLowerCase(), row.external_id ?? ""]));
  const missing = wanted.filter((person) => !found.has(person) && !found.has(person.toLowerCase()));
  if (missing.length > 0)
    throw new Invalid(missing.map((person) => ({ at: person, says: `no row of run ${runId} that would be written is about this person` })));
  const seqs = rows.map((row) => row.seq);
  await sql`
    update changes set is_ticked = (seq = any(${seqs}::int[])) = ${choice.kind === "only"}::boolean
    where run_id = ${runId}::int and state = 'planned'`.execute(db);
  return await weighAgain(context, run, choice.applies === true);
}

/** One plan of a connection waits at a time. */
async function isAnotherWaiting(db: Db, run: Run): Promise<boolean> {
  const waiting = await findRunIn(db, run.connectionId, ["waiting"]);
  return waiting !== null && waiting.id !== run.id;
}

async function weighAgain(context: SyncContext, run: Run, applies: boolean): Promise<Run> {
  const { db } = context.database;
  const { settings } = await getConnection(db, run.connectionId);
  const scales = createScales();
  for await (const { change } of streamChanges(db, run.id, { kinds: EffectKind.options, isTicked: true })) scales.add(change);
  const isFirstImport = run.limits.some((limit) => limit.name === "creations" && limit.count === null && limit.percent === null);
  const limits = judgeLimits({ totals: scales.totals(), base: run.limits[0]?.base ?? 0, limits: settings.limits, isFirstImport });
  const isTripped = limits.some((limit) => limit.isTripped);
  await updateRun(db, run.id, {
    limits,
    planHash: await computePlanHash(db, run.id, run.connectionId),
    state: isTripped && applies && !(await isAnotherWaiting(db, run)) ? "waiting" : "planned",
  });
  return await getRun(db, run.id);
}
