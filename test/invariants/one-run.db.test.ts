import assert from "node:assert/strict";
import { test } from "node:test";
import { Conflict } from "../../src/model/errors.ts";
import type { Database } from "../../src/store/open-database.ts";
import { approvePlan } from "../../src/sync/approve-plan.ts";
import type { SyncContext } from "../../src/sync/context.ts";
import { runImport } from "../../src/sync/run-import.ts";
import { listRuns } from "../../src/sync/run-store.ts";
import { undoRun } from "../../src/sync/undo-run.ts";
import { dumpDesk, findRecord, listLines, makeFreshWorld, makeMapping, makePerson, makeWorld, onEveryEngine, type World } from "../make.ts";
import { type MemoryDirectory, makeDirectory } from "../memory-directory.ts";

const ids = Array.from({ length: 6 }, (_, index) => `p${index}`);
const boss = { attributes: { relations: [{ type: "manager", value: "p5@example.test" }] } };

/** Six people who become users and agents, one the manager of all: nothing is imported yet. */
async function start(database: Database): Promise<{ world: World; directory: MemoryDirectory }> {
  const directory = makeDirectory(ids.map((id) => makePerson(id, boss)));
  const world = await makeFreshWorld(database, directory);
  await world.configure({
    mappings: [
      makeMapping({ destination: { kind: "site", siteId: world.sites.leeds, userRoleId: world.userRoles.vip } }),
      makeMapping({ sequence: 2, name: "Agents", destination: { kind: "agent", agentRoleId: world.agentRoles.technician } }),
    ],
  });
  return { world, directory };
}

const importInput = (world: World) =>
  ({
    connection: world.connectionId,
    kind: "manual",
    entities: ["user", "agent"],
    applies: true,
    startedBy: "test",
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }) as const;

/** Carries lines out two at a time, and dies at the n-th look at the clock: so that a run stops between any two of its steps. */
function makeMortal(context: SyncContext, looks: number): SyncContext {
  let left = looks;
  return {
    ...context,
    database: { ...context.database, batchSize: 2 },
    now: () => {
      left -= 1;
      if (left < 0) throw new Error("killed");
      return context.now();
    },
  };
}

/** What the desk knows of everybody, without numbers that depend on how often somebody tried. */
async function describeDesk(world: World): Promise<readonly unknown[]> {
  const manager = await findRecord(world, "p5");
  return await Promise.all(
    ids.flatMap((id) =>
      (["user", "agent"] as const).map(async (entity) => {
        const record = await findRecord(world, id, entity);
        return record === null
          ? `${id} ${entity} missing`
          : { ...record, id: 0, managerId: record.managerId === manager?.id ? "p5" : record.managerId };
      }),
    ),
  );
}

/** A run killed in mid-apply: the first batches are written, the others are not. */
async function killInMidApply(world: World): Promise<void> {
  let written = 0;
  const onProgress = ({ step }: { step: string }) => {
    if (step !== "applying") return;
    written += 1;
    if (written === 2) throw new Error("killed");
  };
  const context = { ...world.context, database: { ...world.context.database, batchSize: 2 } };
  await assert.rejects(runImport(context, { ...importInput(world), onProgress }), /killed/);
}

onEveryEngine("I1 one run per connection, and none is lost", (open) => {
  test("I1 whoever starts a second run on a connection is told who is at work; other connections are free", async () => {
    const { world } = await start(open());
    const other = await makeWorld(open(), makeDirectory([makePerson("q1")]));
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const source = await world.context.openSource({} as never, new AbortController().signal);
    const slow: SyncContext = {
      ...world.context,
      openSource: async () => ({
        ...source,
        async *people(request) {
          reached.resolve();
          await gate.promise;
          yield* source.people(request);
        },
      }),
    };
    const first = runImport(slow, { ...importInput(world), startedBy: "kim" });
    await reached.promise;
    await assert.rejects(world.import(), (error) => error instanceof Conflict && /started by kim.*One runs at a time/.test(error.message));
    await assert.rejects(
      approvePlan(world.context, { connection: world.connectionId, plan: null, by: "kim", onProgress: () => undefined }),
      Conflict,
    );
    assert.equal((await other.import()).state, "applied");
    gate.resolve();
    assert.equal((await first).state, "applied");
    assert.equal((await world.import()).state, "nothingToDo");
  });

  test("I1 wherever a run is killed, the next import finishes the work, once", { timeout: 120_000 }, async () => {
    const undisturbed = await start(open());
    await undisturbed.world.import();
    const expected = await describeDesk(undisturbed.world);
    let isKilled = true;
    for (let looks = 0; isKilled; looks += 1) {
      const { world } = await start(open());
      isKilled = await runImport(makeMortal(world.context, looks), importInput(world)).then(
        () => false,
        () => true,
      );
      await world.import();
      assert.deepEqual(await describeDesk(world), expected, `killed at look ${looks}`);
      const { users, agents } = await dumpDesk(world.db);
      assert.deepEqual([users?.length, agents?.length], [6, 6], `killed at look ${looks}`);
      assert.equal((await world.import({ kind: "replan" })).state, "nothingToDo", `killed at look ${looks}`);
    }
  });

  test("I1 the run that was killed in mid-apply is itself finished: every line once, none again in the next", async () => {
    const { world } = await start(open());
    await killInMidApply(world);
    const [killed] = await listRuns(world.db, { connectionId: world.connectionId, limit: 1 });
    const states = (await listLines(world, killed?.id ?? 0)).map((line) => line.state);
    assert.ok(states.includes("applied") && states.includes("planned"));
    const written = (await dumpDesk(world.db, { isWithVersions: true })).users;
    const next = await world.import();
    assert.equal(next.state, "nothingToDo");
    const finished = await listRuns(world.db, { connectionId: world.connectionId, limit: 2 });
    assert.deepEqual([finished[1]?.id, finished[1]?.state, finished[1]?.result?.applied], [killed?.id, "applied", 12]);
    assert.ok((await listLines(world, killed?.id ?? 0)).every((line) => line.state === "applied"));
    assert.ok((written ?? []).length < 6);
  });

  test("I1 a run that was killed while it read or planned had written nothing, and says so", async () => {
    const { world } = await start(open());
    await assert.rejects(runImport(makeMortal(world.context, 1), importInput(world)), /killed/);
    assert.equal((await dumpDesk(world.db)).users?.length, 0);
    await world.import();
    const runs = await listRuns(world.db, { connectionId: world.connectionId, limit: 5 });
    assert.match(runs.at(-1)?.says ?? "", /Nothing was written/);
    assert.equal(runs.at(-1)?.state, "failed");
  });

  test("I1 an undo or an approval after a killed run does not stumble over it", async () => {
    const { world, directory } = await start(open());
    const first = await world.import();
    directory.people = ids.map((id) => makePerson(id, { name: "New Name" }));
    await killInMidApply(world);
    const back = await undoRun(world.context, {
      runId: first.id,
      people: ["p1"],
      applies: true,
      startedBy: "kim",
      onProgress: () => undefined,
    }).catch((error: unknown) => error);
    assert.ok(!(back instanceof Error) || back instanceof Conflict, String(back));
    await world.import();
    const runs = await listRuns(world.db, { connectionId: world.connectionId, limit: 9 });
    assert.ok(runs.every((run) => run.finishedAt !== null));
  });

  test("D8 every record that a run wrote can be traced to its line, and every run to who started it", async () => {
    const { world } = await start(open());
    const run = await world.import({ startedBy: "kim" });
    const record = await findRecord(world, "p1");
    const line = (await listLines(world, run.id)).find(({ change, recordId }) => change.entity === "user" && recordId === record?.id);
    assert.deepEqual([run.startedBy, line?.change.externalId, line?.state, line?.appliedVersion], ["kim", "p1", "applied", 1]);
  });
});
