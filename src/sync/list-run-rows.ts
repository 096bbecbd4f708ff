import { type Kysely, type RawBuilder, sql } from "kysely";
import { explainRunSays, explainRunState, explainRunTitle } from "../core/explain-run.ts";
import type { ChangeKind } from "../model/change.ts";
import type { Run, RunKind, RunState } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import type { Tables } from "../store/tables.ts";
import { toRun } from "./run-store.ts";

/** How runs came out. */
export type RunOutcome = "open" | "applied" | "partly" | "noChanges" | "failed" | "rejected" | "undone";

/** Which runs to list; what is empty or null lets everything through, but for what-ifs, which are listed by their kind only. */
export interface RunFilter {
  readonly connectionId: number | null;
  readonly kinds: readonly RunKind[];
  readonly states: readonly RunState[];
  readonly outcomes: readonly RunOutcome[];
  readonly since: Date | null;
  readonly until: Date | null;
  /** Shows runs without changes that follow each other as one row. */
  readonly isFolded: boolean;
}

export interface RunWindow {
  /** Rows before the window. */
  readonly from: number;
  readonly limit: number;
}

/** A run as lists show it. */
export interface RunRowView {
  readonly id: number;
  readonly connectionId: number;
  readonly connection: string;
  readonly kind: RunKind;
  readonly what: string;
  readonly state: RunState;
  readonly stateSays: string;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly milliseconds: number | null;
  readonly read: number | null;
  readonly created: number;
  readonly updated: number;
  readonly deactivated: number;
  readonly rolesGained: number;
  readonly rolesLost: number;
  readonly leftOut: number;
  readonly result: Run["result"];
  readonly says: string;
  readonly undoesRunId: number | null;
  readonly undoneByRunId: number | null;
  readonly folded: { n: number; oldestId: number; oldestAt: string } | null;
}

interface Place {
  readonly id: number;
  readonly n: number;
  readonly oldest_id: number;
  readonly oldest_at: Date;
}

/** A window of the list of runs, newest first, and how many rows there are. */
export async function listRunRows(
  db: Db,
  filter: RunFilter,
  { from, limit }: RunWindow,
): Promise<{ rows: readonly RunRowView[]; total: number }> {
  const where = whereRun(filter);
  // Runs without changes that stand side by side share an island; all others are islands of their own.
  const listed = filter.isFolded
    ? sql`select max(id) as id, count(*)::int as n, min(id) as oldest_id, min(started_at) as oldest_at from (
        select id, started_at, state, case when state = 'nothingToDo' then sum(case when state = 'nothingToDo' then 0 else 1 end) over (order by id) else -id end as island
        from runs where ${where}) runs group by island`
    : sql`select id, 1 as n, id as oldest_id, started_at as oldest_at from runs where ${where}`;
  const places =
    await sql<Place>`select id, n, oldest_id, oldest_at from (${listed}) listed order by id desc limit ${limit}::int offset ${from}::int`.execute(
      db,
    );
  const counted = await sql<{ n: string }>`select count(*) as n from (${listed}) listed`.execute(db);
  const rows = await viewRunRows(
    db,
    places.rows.map((place) => place.id),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    total: Number(counted.rows[0]?.n ?? 0),
    rows: places.rows.flatMap(({ id, n, oldest_id: oldestId, oldest_at: oldestAt }) => {
      const row = byId.get(id);
      if (row === undefined) return [];
      return [n > 1 ? { ...row, folded: { n, oldestId, oldestAt: oldestAt.toISOString() } } : row];
    }),
  };
}

function whereRun({ connectionId, kinds, states, outcomes, since, until }: RunFilter): RawBuilder<boolean> {
  const conditions = [
    kinds.length === 0 ? sql`kind <> 'whatIf'` : sql`kind = any(${kinds}::text[])`,
    ...(connectionId === null ? [] : [sql`connection_id = ${connectionId}::int`]),
    ...(states.length === 0 ? [] : [sql`state = any(${states}::text[])`]),
    ...(outcomes.length === 0
      ? []
      : [
          sql`(${sql.join(
            outcomes.map((outcome) => cameOut[outcome]),
            sql` or `,
          )})`,
        ]),
    ...(since === null ? [] : [sql`started_at >= ${since}`]),
    ...(until === null ? [] : [sql`started_at < ${until}`]),
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

const isUndone = sql`exists (select 1 from runs undo where undo.undoes_run_id = runs.id and undo.state = 'applied')`;
const isPartly = sql`coalesce((result ->> 'failed')::int, 0) + coalesce((result ->> 'changedSince')::int, 0) > 0`;

const cameOut: Readonly<Record<RunOutcome, RawBuilder<unknown>>> = {
  open: sql`state in ('reading', 'planning', 'planned', 'waiting', 'applying')`,
  applied: sql`state = 'applied'`,
  partly: sql`(state = 'applied' and ${isPartly})`,
  noChanges: sql`state = 'nothingToDo'`,
  failed: sql`state in ('failed', 'stopped')`,
  rejected: sql`state in ('rejected', 'superseded')`,
  undone: sql`(state = 'applied' and ${isUndone})`,
};

/** These runs as rows, in no order. */
export async function viewRunRows(db: Db, ids: readonly number[]): Promise<readonly RunRowView[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("runs as r")
    .innerJoin("connections as c", "c.id", "r.connection_id")
    .selectAll("r")
    .select("c.name as connection")
    .where(sql<boolean>`r.id = any(${ids}::int[])`)
    .execute();
  const runs = rows.map((row) => ({ run: toRun(row), connection: row.connection }));
  const undone = await listUndone(db, ids);
  const written = await countWritten(db, runs.map(({ run }) => run).filter(isPartlyWritten));
  return runs.map(({ run, connection }) =>
    toRow(run, { connection, undoneByRunId: undone.get(run.id) ?? null, kinds: written.get(run.id) ?? run.counts?.kinds ?? {} }),
  );
}

async function listUndone(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom("runs")
    .select(["undoes_run_id", (eb) => eb.fn.max("id").as("id")])
    .where("state", "=", "applied")
    .where(sql<boolean>`undoes_run_id = any(${ids}::int[])`)
    .groupBy("undoes_run_id")
    .execute();
  return new Map(rows.flatMap((row) => (row.undoes_run_id === null ? [] : [[row.undoes_run_id, row.id] as const])));
}

/** Where everything planned was written, the plan's counts are those of what was written. */
function isPartlyWritten({ state, result }: Run): boolean {
  return state === "applied" && result !== null && result.failed + result.changedSince + result.unticked > 0;
}

type Kinds = Partial<Record<ChangeKind, number>>;

async function countWritten(db: Kysely<Tables>, runs: readonly Run[]): Promise<ReadonlyMap<number, Kinds>> {
  if (runs.length === 0) return new Map();
  const rows = await db
    .selectFrom("changes")
    .select((eb) => ["run_id", "kind", eb.fn.countAll<string>().as("n")])
    .where(sql<boolean>`run_id = any(${runs.map((run) => run.id)}::int[])`)
    .where((where) => where.or([where("state", "in", ["applied", "undone"]), where("kind", "=", "leftOut")]))
    .groupBy(["run_id", "kind"])
    .execute();
  const kinds = new Map<number, Kinds>();
  for (const { run_id: runId, kind, n } of rows) kinds.set(runId, { ...kinds.get(runId), [kind]: Number(n) });
  return kinds;
}

function toRow(
  run: Run,
  { connection, undoneByRunId, kinds }: { connection: string; undoneByRunId: number | null; kinds: Kinds },
): RunRowView {
  return {
    id: run.id,
    connectionId: run.connectionId,
    connection,
    kind: run.kind,
    what: explainRunTitle(run),
    state: run.state,
    stateSays: explainRunState(run.state),
    startedBy: run.startedBy,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    milliseconds: run.milliseconds,
    read: run.reading?.people ?? null,
    created: kinds.create ?? 0,
    updated: (kinds.update ?? 0) + (kinds.link ?? 0) + (kinds.reactivate ?? 0) + (kinds.unlink ?? 0),
    deactivated: (kinds.deactivate ?? 0) + (kinds.remove ?? 0),
    rolesGained: run.counts?.roleGains ?? 0,
    rolesLost: run.counts?.roleLosses ?? 0,
    leftOut: kinds.leftOut ?? 0,
    result: run.result,
    says: explainRunSays(run),
    undoesRunId: run.undoesRunId,
    undoneByRunId,
    folded: null,
  };
}
