import { monitorEventLoopDelay } from "node:perf_hooks";
import { sql } from "kysely";
import type { Database } from "../src/store/open-database.ts";
import { childrenOf, cpuOf, parentOf } from "./processes.ts";
import type { Measurement, ScenarioName } from "./report.ts";
import type { Task } from "./task.ts";

/** Measures whatever is done with one database and one sandbox. */
export interface Observer {
  measure(scenario: ScenarioName, action: (onStep: (step: string) => void) => Promise<void>): Promise<Measurement>;
}

const deskTables = ["users", "agents", "user_role_grants", "agent_role_grants", "cab_grants", "links"];

export async function createObserver(task: Task, database: Database): Promise<Observer> {
  const server = database.engine === "postgresql" ? await findServer(database) : null;
  return {
    async measure(scenario, action) {
      await fetch(`${task.sandbox.url}/control/requests`, { method: "DELETE" });
      const mark = await readTransaction(database);
      const others = () => ({ database: server === null ? null : cpuOfServer(server), sandbox: cpuOf(task.sandbox.pid) });
      const before = others();
      const steps = createStopwatch();
      const pauses = monitorEventLoopDelay({ resolution: 5 });
      pauses.enable();
      const cpu = process.cpuUsage();
      const from = performance.now();
      await action(steps.start);
      const milliseconds = performance.now() - from;
      const { user, system } = process.cpuUsage(cpu);
      steps.stop();
      pauses.disable();
      const after = others();
      return {
        engine: task.engine,
        people: task.people,
        scenario,
        milliseconds: Math.round(milliseconds),
        steps: steps.times(),
        nodeCpu: Math.round((user + system) / 1000),
        databaseCpu: differenceOf(before.database, after.database),
        sandboxCpu: differenceOf(before.sandbox, after.sandbox),
        peakMegabytes: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
        longestPause: Math.round(pauses.max / 1e6),
        requests: await readRequests(task.sandbox.url),
        deskRows: await countWritten(database, mark),
        searches: null,
      };
    },
  };
}

function createStopwatch() {
  const times: Record<string, number> = {};
  let current: string | null = null;
  let since = performance.now();
  const start = (step: string | null) => {
    if (step === current) return;
    const now = performance.now();
    if (current !== null) times[current] = Math.round((times[current] ?? 0) + now - since);
    [current, since] = [step, now];
  };
  return { start, stop: () => start(null), times: () => times };
}

function differenceOf(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}

/** The postmaster, where it is a process of this machine: the parent of whoever serves this connection. */
async function findServer({ db }: Database): Promise<number | null> {
  const answer = await sql<{ pid: number; data: string | null }>`
    select pg_backend_pid() as pid, (select setting from pg_settings where name = 'port') as data where inet_server_addr() <<= '127.0.0.0/8' or inet_server_addr() is null`.execute(
    db,
  );
  const pid = answer.rows[0]?.pid;
  return pid === undefined ? null : parentOf(pid);
}

function cpuOfServer(postmaster: number): number | null {
  const own = cpuOf(postmaster, true);
  if (own === null) return null;
  return childrenOf(postmaster).reduce((sum, pid) => sum + (cpuOf(pid) ?? 0), own);
}

async function readTransaction({ db }: Database): Promise<string> {
  const answer = await sql<{ mark: string }>`select pg_current_xact_id()::text as mark`.execute(db);
  return answer.rows[0]?.mark ?? "0";
}

/** Rows whose last writer came after a transaction. The tables of a fresh database are far from the turn of the 32-bit numbers. */
async function countWritten({ db }: Database, mark: string): Promise<number> {
  const counts = deskTables.map(
    (table) => sql`select count(*) as n from ${sql.table(table)} where xmin::text::bigint > (${mark}::bigint & 4294967295)`,
  );
  const answer = await sql<{ n: string }>`select sum(n) as n from (${sql.join(counts, sql` union all `)}) counted`.execute(db);
  return Number(answer.rows[0]?.n ?? 0);
}

async function readRequests(sandboxUrl: string): Promise<Readonly<Record<string, number>>> {
  const answer = await fetch(`${sandboxUrl}/control/requests`);
  // What the sandbox's control endpoint answers.
  const { byKind } = (await answer.json()) as { readonly byKind: Record<string, number> };
  return byKind;
}
