import { type RawBuilder, sql } from "kysely";
import { type Health, type HealthFacts, judgeHealth } from "../core/judge-health.ts";
import type { Connection } from "../model/connection.ts";
import type { LimitVerdict, PlanCounts } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import { listConnections } from "./get-connection.ts";

/** A connection with how it fares. */
export interface ConnectionHealthFound {
  readonly connection: Connection;
  readonly health: Health;
  /** What that was judged by. */
  readonly facts: HealthFacts;
  /** Customers that its mappings send people to. */
  readonly customers: readonly { readonly id: number; readonly name: string }[];
  /** Accounts of the directory copy, as last read completely. */
  readonly accounts: number;
  readonly lastRead: Date | null;
  readonly lastChange: Date | null;
  /** The plan that waits or may be applied. */
  readonly openRunId: number | null;
  /** The run that is at work. */
  readonly liveRunId: number | null;
  readonly hasMappings: boolean;
  readonly isImported: boolean;
  readonly openQuestions: number;
  /** Plans and questions that wait for a person. */
  readonly waiting: number;
}

/** The same with how many people it brought. */
export interface ConnectionStanding extends ConnectionHealthFound {
  /** Accounts of the copy that are active people on the desk; null before the first import. */
  readonly people: number | null;
}

/** How connections fare and how many people they brought, of all or of one: five queries, however many there are. */
export async function listStandings(db: Db, now: Date, connectionId: number | null): Promise<readonly ConnectionStanding[]> {
  const found = await listHealth(db, now, connectionId);
  const people = await countLinkedPeople(db, connectionId);
  return found.map((one) => ({ ...one, people: one.isImported ? (people.get(one.connection.id) ?? 0) : null }));
}

/** How connections fare, without counting people: four queries that read little. */
export async function listHealth(db: Db, now: Date, connectionId: number | null): Promise<readonly ConnectionHealthFound[]> {
  const all = await listConnections(db);
  const connections = connectionId === null ? all : all.filter((connection) => connection.id === connectionId);
  const runs = await listRunFacts(db, connectionId);
  const readings = await listReadingFacts(db, connectionId);
  const customers = await listCustomers(db, connectionId);
  return connections.map((connection) => {
    const run = runs.get(connection.id);
    const isImported = run?.is_imported ?? false;
    const facts = {
      connection,
      hasMappings: run?.has_mappings ?? false,
      isImported,
      waiting: run?.waiting ?? null,
      planned: run?.planned ?? null,
      openQuestions: Number(run?.open_questions ?? 0),
      failing: run?.failing ?? null,
    };
    const reading = readings.get(connection.id);
    return {
      connection,
      health: judgeHealth(facts, now),
      facts,
      customers: customers.get(connection.id) ?? [],
      accounts: reading?.accounts ?? 0,
      lastRead: reading?.at ?? null,
      lastChange: run?.last_change ?? null,
      openRunId: facts.waiting?.runId ?? facts.planned?.runId ?? null,
      liveRunId: run?.live_run_id ?? null,
      hasMappings: facts.hasMappings,
      isImported,
      openQuestions: facts.openQuestions,
      waiting: (facts.waiting === null ? 0 : 1) + (facts.planned === null ? 0 : 1) + facts.openQuestions,
    };
  });
}

interface RunFacts {
  readonly has_mappings: boolean;
  readonly is_imported: boolean;
  readonly open_questions: string;
  readonly last_change: Date | null;
  readonly live_run_id: number | null;
  readonly waiting: { readonly runId: number; readonly limits: readonly LimitVerdict[]; readonly since: Date } | null;
  readonly planned: { readonly runId: number; readonly counts: PlanCounts | null; readonly since: Date } | null;
  readonly failing: { readonly runId: number; readonly since: Date } | null;
}

interface RunRow extends Pick<RunFacts, "has_mappings" | "is_imported" | "open_questions" | "last_change" | "live_run_id"> {
  readonly id: number;
  readonly waiting_id: number | null;
  readonly waiting_limits: readonly LimitVerdict[];
  readonly waiting_since: Date;
  readonly planned_id: number | null;
  readonly planned_counts: PlanCounts | null;
  readonly planned_since: Date;
  readonly failed_id: number | null;
  readonly failed_since: Date | null;
}

/** Readings that ended count; one that somebody stopped says nothing about the directory. */
const reads = sql`r.kind in ('manual', 'scheduled') and r.state not in ('reading') and not (r.state = 'failed' and r.says like 'Stopped on request.%')`;
const fails = sql`r.state in ('failed', 'stopped')`;

async function listRunFacts(db: Db, connectionId: number | null): Promise<ReadonlyMap<number, RunFacts>> {
  const answer = await sql<RunRow>`
    select c.id,
      exists (select 1 from mappings m where m.connection_id = c.id) as has_mappings,
      exists (select 1 from plan_marks p where p.connection_id = c.id) as is_imported,
      (select count(*) from questions q where q.connection_id = c.id and q.answer is null) as open_questions,
      (select coalesce(r.finished_at, r.started_at) from runs r
        where r.connection_id = c.id and r.state = 'applied' and (r.result ->> 'applied')::int > 0 order by r.id desc limit 1) as last_change,
      (select r.id from runs r where r.connection_id = c.id and r.state in ('reading', 'planning', 'applying') and r.kind <> 'whatIf') as live_run_id,
      w.id as waiting_id, w.limits as waiting_limits, w.since as waiting_since,
      p.id as planned_id, p.counts as planned_counts, p.since as planned_since,
      f.id as failed_id, f.since as failed_since
    from connections c
    left join lateral (select r.id, r.limits, coalesce(r.finished_at, r.started_at) as since from runs r
      where r.connection_id = c.id and r.state = 'waiting' order by r.id desc limit 1) w on true
    left join lateral (select r.id, r.counts, coalesce(r.finished_at, r.started_at) as since from runs r
      where r.connection_id = c.id and r.state = 'planned' order by r.id desc limit 1) p on true
    left join lateral (select r.id from runs r
      where r.connection_id = c.id and ${reads} and not (${fails}) order by r.id desc limit 1) good on true
    left join lateral (select max(r.id) as id, min(coalesce(r.finished_at, r.started_at)) as since from runs r
      where r.connection_id = c.id and r.id > coalesce(good.id, 0) and ${reads} and ${fails}) f on true
    where ${only(sql`c.id`, connectionId)}`.execute(db);
  return new Map(
    answer.rows.map((row) => [
      row.id,
      {
        ...row,
        waiting: row.waiting_id === null ? null : { runId: row.waiting_id, limits: row.waiting_limits, since: row.waiting_since },
        planned: row.planned_id === null ? null : { runId: row.planned_id, counts: row.planned_counts, since: row.planned_since },
        failing: row.failed_id === null || row.failed_since === null ? null : { runId: row.failed_id, since: row.failed_since },
      },
    ]),
  );
}

/** The newest complete reading of each connection. */
async function listReadingFacts(db: Db, connectionId: number | null): Promise<ReadonlyMap<number, { at: Date; accounts: number }>> {
  const answer = await sql<{ id: number; at: Date; accounts: number }>`
    select c.id, r.at, r.accounts from connections c
    join lateral (select coalesce(finished_at, started_at) as at, coalesce((summary ->> 'people')::int, 0) as accounts from readings r
      where r.connection_id = c.id and r.state = 'complete' order by r.id desc limit 1) r on true
    where ${only(sql`c.id`, connectionId)}`.execute(db);
  return new Map(answer.rows.map(({ id, at, accounts }) => [id, { at, accounts }]));
}

async function listCustomers(db: Db, connectionId: number | null) {
  const answer = await sql<{ connection_id: number; id: number; name: string }>`
    select distinct m.connection_id, c.id, c.name from mappings m join sites s on s.id = m.site_id join customers c on c.id = s.customer_id
    where ${only(sql`m.connection_id`, connectionId)} order by c.name`.execute(db);
  return Map.groupBy(
    answer.rows.map(({ connection_id, id, name }) => ({ connectionId: connection_id, id, name })),
    (row) => row.connectionId,
  );
}

/** Accounts linked to an active record, by connection: all of them, less those that the last reading did not have. */
async function countLinkedPeople(db: Db, connectionId: number | null): Promise<ReadonlyMap<number, number>> {
  const answer = await sql<{ connection_id: number; n: string }>`
    select l.connection_id, count(distinct l.external_id) as n from links l
    left join users u on l.entity = 'user' and u.id = l.record_id and u.is_active
    left join agents a on l.entity = 'agent' and a.id = l.record_id and a.is_active
    left join (select connection_id, external_id from mirror_people where absent_since is not null) gone
      on gone.connection_id = l.connection_id and gone.external_id = l.external_id
    where (u.id is not null or a.id is not null) and gone.external_id is null and ${only(sql`l.connection_id`, connectionId)}
    group by l.connection_id`.execute(db);
  return new Map(answer.rows.map((row) => [row.connection_id, Number(row.n)]));
}

function only(column: RawBuilder<unknown>, connectionId: number | null): RawBuilder<boolean> {
  return connectionId === null ? sql<boolean>`true` : sql<boolean>`${column} = ${connectionId}::int`;
}
