import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultGoogleFields } from "../../src/core/default-fields.ts";
import { editRecord } from "../../src/desk/edit-record.ts";
import { Conflict, NotFound } from "../../src/model/errors.ts";
import { planNumber } from "../../src/model/run.ts";
import { defaultLimits } from "../../src/model/settings.ts";
import type { Database } from "../../src/store/open-database.ts";
import { approvePlan, rejectPlan } from "../../src/sync/approve-plan.ts";
import { releaseHolds } from "../../src/sync/holds.ts";
import { tickLines } from "../../src/sync/tick-lines.ts";
import { dumpDesk, findRecord, makeFreshWorld, makeMapping, makePerson, onEveryEngine, type World } from "../make.ts";
import { type MemoryDirectory, makeDirectory } from "../memory-directory.ts";

const ids = Array.from({ length: 10 }, (_, index) => `p${index}`);

/** Ten people on the desk; two of them are suspended now, and no more than one may be deactivated. */
async function start(database: Database): Promise<{ world: World; directory: MemoryDirectory; before: object }> {
  const directory = makeDirectory(ids.map((id) => makePerson(id)));
  const world = await makeFreshWorld(database, directory);
  await world.configure({ deactivatesSuspendedUsers: true, limits: { ...defaultLimits, deactivations: { count: 1, percent: null } } });
  await world.import();
  suspend(directory, "p1", "p2");
  return { world, directory, before: await dumpDesk(world.db, { isWithVersions: true }) };
}

function suspend(directory: MemoryDirectory, ...suspended: string[]): void {
  directory.people = ids.map((id) => makePerson(id, suspended.includes(id) ? { standing: "suspended" } : {}));
}

const approve = (world: World, plan: string | null) =>
  approvePlan(world.context, { connection: world.connectionId, plan, by: "kim", onProgress: () => undefined });
const reject = (world: World, plan: string | null) => rejectPlan(world.context, { connection: world.connectionId, plan, by: "kim" });
const isActive = async (world: World, id: string) => (await findRecord(world, id))?.isActive;

onEveryEngine("P3 limits stop before the first write", (open) => {
  test("P3 a plan over a limit waits, says so, and has written nothing, not even what is within the limits", async () => {
    const { world, directory, before } = await start(open());
    directory.people.push(makePerson("n1"));
    const run = await world.import();
    assert.deepEqual([run.state, run.limits.filter((limit) => limit.isTripped).map((limit) => limit.name)], ["waiting", ["deactivations"]]);
    assert.match(run.says ?? "", /2 people would be deactivated.*Your limit is 1 person.*Nothing has been written/);
    assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true }), before);
  });

  test("P3 approving by number or hash applies that very plan", async () => {
    const { world } = await start(open());
    const run = await world.import();
    const applied = await approve(world, planNumber(run).toLowerCase());
    assert.deepEqual([applied.id, applied.state, applied.planHash, await isActive(world, "p1")], [run.id, "applied", run.planHash, false]);
  });

  test("P3 approving another hash is refused and writes nothing", async () => {
    const { world, before } = await start(open());
    const run = await world.import();
    await assert.rejects(approve(world, "0".repeat(64)), NotFound);
    await assert.rejects(approve(world, `${run.id + 1}-${run.planHash?.slice(0, 4)}`), NotFound);
    assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true }), before);
  });

  test("P3 a plan whose rows were chosen anew is another plan: the former approval does not fit it", async () => {
    const { world } = await start(open());
    const run = await world.import();
    const chosen = await tickLines(world.context, run.id, { kind: "without", people: ["p2@example.test"] });
    await assert.rejects(approve(world, planNumber(run)), NotFound);
    assert.equal(chosen.state, "planned");
    await approve(world, planNumber(chosen));
    assert.deepEqual([await isActive(world, "p1"), await isActive(world, "p2")], [false, true]);
  });

  test("P3 while a plan waits, other imports write nothing", async () => {
    const { world, directory, before } = await start(open());
    await world.import();
    directory.people.push(makePerson("n1"));
    const later = await world.import();
    assert.equal(later.state, "planned");
    assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true }), before);
  });

  test("P3 while a plan waits, no other plan of the connection is applied", async () => {
    const { world, directory, before } = await start(open());
    const waiting = await world.import();
    directory.people.push(makePerson("n1"));
    const later = await world.import();
    await assert.rejects(
      approve(world, planNumber(later)),
      (error: Error) => error instanceof Conflict && error.message.includes(planNumber(waiting)),
    );
    assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true }), before);
  });

  test("P3 a preview over a limit shows it, asks nobody and makes nobody wait", async () => {
    const { world, directory } = await start(open());
    const preview = await world.import({ applies: false });
    assert.deepEqual([preview.state, preview.limits.some((limit) => limit.isTripped)], ["planned", true]);
    suspend(directory, "p1");
    assert.equal((await world.import({ kind: "scheduled" })).state, "applied");
    assert.deepEqual([await isActive(world, "p1"), await isActive(world, "p2")], [false, true]);
  });

  test("P3 the rest of a first import of which only some rows were applied is still the first import", async () => {
    const directory = makeDirectory(ids.map((id) => makePerson(id)));
    const world = await makeFreshWorld(open(), directory);
    await world.configure({ limits: { ...defaultLimits, creations: { count: 2, percent: null } } });
    const preview = await world.import({ applies: false });
    const chosen = await tickLines(world.context, preview.id, { kind: "only", people: ["p1@example.test"], applies: true });
    await approve(world, planNumber(chosen));
    const rest = await world.import();
    assert.deepEqual([rest.state, rest.result?.applied], ["applied", 9]);
    directory.people.push(...["n1", "n2", "n3"].map((id) => makePerson(id)));
    assert.equal((await world.import()).state, "waiting");
  });

  test("P3 rows chosen to be applied wait when they are over a limit, and one plan waits at a time", async () => {
    const { world } = await start(open());
    const preview = await world.import({ applies: false });
    const people = ["p1@example.test", "p2@example.test"];
    assert.equal((await tickLines(world.context, preview.id, { kind: "only", people, applies: true })).state, "waiting");
    const second = await world.import({ applies: false });
    assert.equal((await tickLines(world.context, second.id, { kind: "only", people, applies: true })).state, "planned");
  });

  test("P3 rejecting holds those who tripped the limit, and the next import does what is left without asking again", async () => {
    const { world, directory } = await start(open());
    directory.people.push(makePerson("n1"));
    await world.import();
    const { run, held } = await reject(world, null);
    assert.deepEqual([run.state, held], ["rejected", 2]);
    for (const kind of ["manual", "scheduled", "replan"] as const) assert.notEqual((await world.import({ kind })).state, "waiting");
    assert.deepEqual([await isActive(world, "p1"), await isActive(world, "p2"), await isActive(world, "n1")], [true, true, true]);
  });

  test("P3 a rejected plan and the previews made while it waited can't be approved any more", async () => {
    const { world } = await start(open());
    const run = await world.import();
    const meanwhile = await world.import();
    await reject(world, planNumber(run));
    await assert.rejects(approve(world, planNumber(run)), Conflict);
    await assert.rejects(approve(world, planNumber(meanwhile)), Conflict);
    assert.equal(await isActive(world, "p1"), true);
  });

  test("P3 a hold ends when the directory changes the person", async () => {
    const { world, directory } = await start(open());
    await world.import();
    await reject(world, null);
    directory.people = directory.people.map((person) => (person.id === "p1" ? { ...person, email: "new@example.test" } : person));
    await world.import();
    assert.deepEqual([await isActive(world, "p1"), await isActive(world, "p2")], [false, true]);
  });

  test("P3 a hold does not end because settings ask the directory for another attribute", async () => {
    const { world } = await start(open());
    await world.import();
    await reject(world, null);
    await world.configure({
      fieldMappings: [
        ...defaultGoogleFields,
        { entity: "user", field: "notes", from: "nickname", policy: "directory", clearsWhenEmpty: false },
      ],
    });
    await world.import();
    assert.deepEqual([await isActive(world, "p1"), await isActive(world, "p2")], [true, true]);
  });

  test("P3 a hold that has ended does not come back because settings ask the directory for another attribute", async () => {
    const { world, directory } = await start(open());
    await world.import();
    await reject(world, null);
    directory.people = directory.people.map((person) => (person.id === "p1" ? { ...person, email: "new@example.test" } : person));
    await world.import();
    const fieldMappings = [
      ...defaultGoogleFields,
      { entity: "user", field: "notes", from: "nickname", policy: "directory", clearsWhenEmpty: false } as const,
    ];
    await world.configure({ fieldMappings });
    await world.import();
    const recordId = (await findRecord(world, "p1"))?.id ?? 0;
    await editRecord(world.db, {
      entity: "user",
      recordId,
      edit: { values: { name: "By Hand" } },
      by: "kim",
      now: world.clock.now,
      expectsVersion: null,
    });
    await world.import();
    assert.equal((await findRecord(world, "p1"))?.values.name, "Person p1");
  });

  test("P3 a hold ends when somebody releases the person", async () => {
    const { world } = await start(open());
    await world.import();
    await reject(world, null);
    assert.equal(await releaseHolds(world.db, world.connectionId, ["p1"]), 1);
    await world.import();
    assert.deepEqual([await isActive(world, "p1"), await isActive(world, "p2")], [false, true]);
  });

  test("P3 one person alone never trips a percentage, also who is a user and an agent", async () => {
    const directory = makeDirectory(ids.map((id) => makePerson(id)));
    const world = await makeFreshWorld(open(), directory);
    await world.configure({
      deactivatesSuspendedUsers: true,
      mappings: [
        makeMapping({ destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } }),
        makeMapping({ sequence: 2, destination: { kind: "agent", agentRoleId: null } }),
      ],
    });
    await world.import();
    suspend(directory, "p1");
    assert.equal((await world.import()).state, "applied");
  });

  test("P3 creations are limited, but not in the first import", async () => {
    const directory = makeDirectory(ids.map((id) => makePerson(id)));
    const world = await makeFreshWorld(open(), directory);
    await world.configure({ limits: { ...defaultLimits, creations: { count: 2, percent: null } } });
    assert.equal((await world.import()).state, "applied");
    directory.people.push(makePerson("n1"), makePerson("n2"), makePerson("n3"));
    assert.equal((await world.import()).state, "waiting");
  });

  test("P3 site moves and role losses are limited", async () => {
    const { world, directory } = await start(open());
    suspend(directory);
    directory.groups.set(
      "g",
      ids.map((id) => ({ kind: "person", id })),
    );
    const groupMappings = [{ id: 0, groupId: "g", groupName: "G", gives: { kind: "userRole", roleId: world.userRoles.vip } as const }];
    await world.configure({
      groupMappings,
      limits: { ...defaultLimits, siteMoves: { count: 9, percent: null }, roleLosses: { count: 9, percent: null } },
    });
    await world.import();
    directory.groups.set("g", []);
    await world.configure({ mappings: [makeMapping({ destination: { kind: "site", siteId: world.sites.porto, userRoleId: null } })] });
    const run = await world.import();
    const tripped = run.limits.filter((limit) => limit.isTripped).map((limit) => `${limit.name} ${limit.value}`);
    assert.deepEqual([run.state, tripped], ["waiting", ["roleLosses 10", "siteMoves 10"]]);
  });
});
