import { sql } from "kysely";
import { explainTime } from "../core/explain-names.ts";
import { explainRunKind } from "../core/explain-run.ts";
import { EffectKind } from "../model/change.ts";
import type { Run } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import { getRun } from "../sync/run-store.ts";
import { listChanges, type StoredLine } from "../sync/save-changes.ts";

/** A line of an undo that is left alone, and who changed its record since, where that is known. */
export interface SparedLine extends StoredLine {
  readonly changedBy: string | null;
}

/** Who is left alone: lines that plan nothing, and lines whose record changed while the others were written. */
export async function loadSpared(db: Db, run: Run): Promise<readonly SparedLine[]> {
  const planned = await listChanges(db, run.id, { after: 0, limit: 200, kinds: ["leftOut"] });
  const late = await listChanges(db, run.id, { after: 0, limit: 200, kinds: EffectKind.options, states: ["changedSince", "failed"] });
  const spared: SparedLine[] = [];
  for (const line of [...planned, ...late]) spared.push({ ...line, changedBy: isChanged(line) ? await findLastHand(db, run, line) : null });
  return spared;
}

function isChanged({ state, change }: StoredLine): boolean {
  return state === "changedSince" || change.because.some((because) => because.kind === "leftOut" && because.reason === "changedSince");
}

/** Who touched a record last, after the run that is taken back: a later run, or a person. */
async function findLastHand(db: Db, { undoesRunId }: Run, { change, recordId }: StoredLine): Promise<string | null> {
  const id = recordId ?? change.recordId;
  if (undoesRunId === null || id === null) return null;
  const answer = await sql<{ at: Date; actor: string | null; run_id: number | null }>`
    with line as (
      select applied_at from changes where run_id = ${undoesRunId}::int and record_id = ${id}::int and entity = ${change.entity} limit 1)
    select at, actor, run_id from (
      select applied_at as at, null as actor, run_id from changes
      where entity = ${change.entity} and record_id = ${id}::int and run_id > ${undoesRunId}::int and state in ('applied', 'undone')
      union all
      select at, actor, null from audit
      where entity = ${change.entity} and record_id = ${id}::int and at >= (select applied_at from line)) hands
    order by at desc nulls last limit 1`.execute(db);
  const [last] = answer.rows;
  if (last === undefined) return null;
  if (last.run_id !== null) return `by run ${last.run_id} (${explainRunKind(await getRun(db, last.run_id))})`;
  return `by ${last.actor ?? "somebody"}, ${explainTime(last.at)}`;
}
