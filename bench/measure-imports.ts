import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Run } from "../src/model/run.ts";
import type { Database, Db } from "../src/store/open-database.ts";
import { runImport } from "../src/sync/run-import.ts";
import type { Observer } from "./observe.ts";
import { type Expected, expectFirstImport, expectRequests, organisationOf } from "./organisation.ts";
import type { Measurement, ScenarioName } from "./report.ts";
import { startSearches } from "./search-users.ts";
import type { Task } from "./task.ts";
import { buildWorld, turnSwitch, type World } from "./world.ts";

/** What a measuring process works with. */
export interface Measuring {
  readonly task: Task;
  readonly database: Database;
  readonly observer: Observer;
}

/** The first import, with people searching meanwhile, and what comes after it. Every scenario must come to the counts that the organisation says. */
export async function* measureImports(measuring: Measuring): AsyncGenerator<Measurement> {
  const { task, database } = measuring;
  const size = organisationOf(task.people, task.groups);
  const expected = expectFirstImport(size);
  const world = await buildWorld(database.db, size, task.sandbox.url);

  const searches = startSearches(database, "url" in task.address ? task.address.url : null);
  const first = await importOnce(measuring, world, "first import");
  yield { ...first.measurement, searches: await searches.stop() };
  await assertFirst(database.db, first.run, expected);
  assertRequests(first.measurement, expectRequests(size));

  const same = await importOnce(measuring, world, "nothing changed");
  yield same.measurement;
  assert.equal(same.run.state, "nothingToDo", "a second import has nothing to do");
  assert.equal(same.measurement.deskRows, 0, "a second import writes nothing to the desk");
  assertRequests(same.measurement, expectRequests(size));

  const changed = await mutate(task.sandbox.url);
  const few = await importOnce(measuring, world, "1 % changed");
  yield few.measurement;
  await assertFew(database.db, few.run, changed);

  await turnSwitch(database.db, world.connectionId);
  const again = await importOnce(measuring, world, "settings changed");
  yield again.measurement;
  assert.equal(again.run.state, "nothingToDo", "the settings that were changed concern nobody");
  assert.equal(again.planned, task.people, "everybody was planned again");
  assert.equal(again.measurement.deskRows, 0, "planning again writes nothing to the desk");
  assert.deepEqual(again.measurement.requests, {}, "planning again asks nothing of the directory");
}

/** A first import of few people in many groups, from a directory that takes its time. */
export async function* measureManyGroups(measuring: Measuring): AsyncGenerator<Measurement> {
  const { task, database } = measuring;
  const size = organisationOf(task.people, task.groups);
  const world = await buildWorld(database.db, size, task.sandbox.url);
  const { measurement, run } = await importOnce(measuring, world, "500 groups at 50 ms");
  yield measurement;
  await assertFirst(database.db, run, expectFirstImport(size));
  assertRequests(measurement, expectRequests(size));
}

async function importOnce({ database, observer }: Measuring, { connectionId, openSource }: World, scenario: ScenarioName) {
  let run: Run | null = null;
  let planned = 0;
  const measurement = await observer.measure(scenario, async (onStep) => {
    run = await runImport(
      { database, now: () => new Date(), openSource },
      {
        connection: connectionId,
        kind: scenario === "settings changed" ? "replan" : "manual",
        entities: ["user", "agent"],
        applies: true,
        startedBy: "bench",
        signal: new AbortController().signal,
        onProgress: ({ step, done }) => {
          onStep(step);
          if (step === "planning") planned = done;
        },
      },
    );
  });
  assert.ok(run !== null);
  return { measurement, planned, run: run as Run };
}

async function mutate(sandboxUrl: string): Promise<number> {
  const answer = await fetch(`${sandboxUrl}/control/generated/mutate`, {
    method: "POST",
    body: JSON.stringify({ percent: 1, seed: mutationSeed }),
  });
  // What the sandbox's control endpoint answers.
  const { changed } = (await answer.json()) as { readonly changed: number };
  return changed;
}

// The sandbox writes it behind every title that it changes.
const mutationSeed = 7;

async function assertFirst(db: Db, run: Run, expected: Expected): Promise<void> {
  const { matched } = expected;
  const imported = expected.created + matched.email + matched.alias + matched.employeeNumber;
  assert.equal(run.state, "applied", run.says ?? "the first import was applied");
  assert.deepEqual(run.result, { applied: imported, failed: 0, changedSince: 0, unticked: 0 }, "everybody was applied");
  assert.equal(run.counts?.kinds.create, expected.created, "people created");
  assert.equal(run.counts?.kinds.leftOut ?? 0, expected.leftOut, "people left out");
  const { email = 0, alias = 0, employeeNumber = 0 } = run.counts?.matchedBy ?? {};
  assert.deepEqual({ email, alias, employeeNumber }, matched, "people recognised on the desk");
  const answer = await sql<{ users: string; managed: string; grants: string; links: string }>`
    select (select count(*) from users) as users, (select count(*) from users where manager_id is not null) as managed,
      (select count(*) from user_role_grants) as grants, (select count(*) from links) as links`.execute(db);
  const desk = Object.fromEntries(Object.entries(answer.rows[0] ?? {}).map(([name, count]) => [name, Number(count)]));
  assert.deepEqual(
    desk,
    { users: imported, managed: expected.managers, grants: expected.grants, links: imported },
    "what the desk holds now",
  );
}

async function assertFew(db: Db, run: Run, changed: number): Promise<void> {
  assert.equal(run.state, "applied", run.says ?? "the changes were applied");
  const { update = 0, leftOut = 0, ...others } = run.counts?.kinds ?? {};
  assert.deepEqual(others, {}, "titles are updated, nothing else happens");
  assert.equal(update + leftOut, changed, "those whose titles changed were planned, and nobody else");
  const answer = await sql<{ n: string }>`select count(*) as n from users where title like ${`% ${mutationSeed}`}`.execute(db);
  assert.deepEqual([run.result?.applied, Number(answer.rows[0]?.n)], [update, update], "every new title came to the desk");
}

/** Tokens aside, the work took exactly the requests that it needs. */
function assertRequests({ requests }: Measurement, expected: Readonly<Record<string, number>>): void {
  const { token: _token, ...others } = requests;
  assert.deepEqual(others, expected, "the least requests that bring this");
}
