import assert from "node:assert/strict";
import { test } from "node:test";
import { DirectoryRefused } from "../../src/model/errors.ts";
import type { Run } from "../../src/model/run.ts";
import { defaultLimits } from "../../src/model/settings.ts";
import type { Database } from "../../src/store/open-database.ts";
import { findRecord, makeFreshWorld, makeMapping, makePerson, onEveryEngine, sayLines, type World } from "../make.ts";
import { type MemoryDirectory, makeDirectory } from "../memory-directory.ts";

/** Here only proof stands between a person and a deactivation. */
const limits = { ...defaultLimits, deactivations: { count: null, percent: null } };

/** Ten people who are users and agents, and both switches on: the next scheduled run deactivates whoever is proven to be gone. */
async function start(database: Database): Promise<{ world: World; directory: MemoryDirectory; scheduled: () => Promise<Run> }> {
  const directory = makeDirectory(
    Array.from({ length: 10 }, (_, index) => makePerson(`p${index}`, { orgUnit: index < 9 ? "/Staff" : "/Staff/Outer" })),
  );
  const world = await makeFreshWorld(database, directory);
  const toSite = makeMapping({ destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } });
  const toAgents = makeMapping({ sequence: 2, name: "Agents", destination: { kind: "agent", agentRoleId: null } });
  await world.configure({ limits, mappings: [toSite, toAgents], deactivatesMissing: { users: true, agents: true } });
  await world.import();
  return { world, directory, scheduled: () => world.import({ kind: "scheduled" }) };
}

/** Directory ids of everybody who is inactive on the desk, as user or as agent. */
async function listInactive(world: World): Promise<readonly string[]> {
  const inactive: string[] = [];
  for (let index = 0; index < 10; index += 1) {
    for (const entity of ["user", "agent"] as const)
      if ((await findRecord(world, `p${index}`, entity))?.isActive !== true) inactive.push(`p${index} ${entity}`);
  }
  return inactive;
}

const leave = (directory: MemoryDirectory, ...ids: string[]) => {
  directory.people = directory.people.filter((person) => !ids.includes(person.id));
};
const shrink = (directory: MemoryDirectory) => leave(directory, "p0", "p1", "p2", "p3", "p4");

type Prepare = (given: { world: World; directory: MemoryDirectory }) => void | Promise<void>;
const unproven: readonly { says: string; when: Prepare; runs?: number; kind?: "manual" | "scheduled" | "replan"; refused?: boolean }[] = [
  { says: "an empty answer", when: ({ directory }) => leave(directory, ...directory.people.map((person) => person.id)) },
  {
    says: "an empty answer three times in a row",
    runs: 3,
    when: ({ directory }) => leave(directory, ...directory.people.map((person) => person.id)),
  },
  { says: "a shrunken answer", when: ({ directory }) => shrink(directory) },
  { says: "a shrunken answer three times in a row", runs: 3, when: ({ directory }) => shrink(directory) },
  {
    says: "a page that failed",
    refused: true,
    when: ({ directory }) => {
      leave(directory, "p9");
      directory.failsAfterPages = 2;
    },
  },
  {
    says: "a narrower scope, also the second time",
    runs: 2,
    when: async ({ world, directory }) => {
      await world.configure({ scope: { orgUnits: ["/Staff/Outer"], domains: [] } });
      leave(directory, "p0");
    },
  },
  {
    says: "a narrower scope and then a person outside of it who leaves",
    runs: 2,
    when: async ({ world, directory }) => {
      directory.people.push(...Array.from({ length: 20 }, (_, index) => makePerson(`o${index}`, { orgUnit: "/Staff/Outer" })));
      await world.import();
      await world.configure({ scope: { orgUnits: ["/Staff/Outer"], domains: [] } });
      await world.import({ kind: "scheduled" });
      leave(directory, "p0");
    },
  },
  {
    says: "a look-up that is refused",
    when: ({ directory }) => {
      leave(directory, "p9");
      directory.refusesLookUps = true;
    },
  },
  { says: "a look-up that finds the person, also the second time", runs: 2, when: ({ directory }) => void directory.unlisted.add("p9") },
  { says: "a manual run", kind: "manual", when: ({ directory }) => leave(directory, "p9") },
  { says: "planning again without reading", kind: "replan", when: ({ directory }) => leave(directory, "p9") },
  {
    says: "a run whose switches are off",
    when: async ({ world, directory }) => {
      await world.configure({ deactivatesMissing: { users: false, agents: false } });
      leave(directory, "p9");
    },
  },
  {
    says: "a group that can't be read",
    refused: true,
    when: async ({ world, directory }) => {
      await world.configure({
        groupMappings: [{ id: 0, groupId: "nowhere", groupName: "Nowhere", gives: { kind: "userRole", roleId: world.userRoles.vip } }],
      });
      leave(directory, "p9");
    },
  },
];

onEveryEngine("G15 P3 absence is proven", (open) => {
  for (const { says, when, runs = 1, kind = "scheduled", refused = false } of unproven) {
    test(`G15 nobody is deactivated because of ${says}, and once the directory answers again nothing has happened`, async () => {
      const given = await start(open());
      const everybody = given.directory.people;
      await when(given);
      for (let run = 0; run < runs; run += 1) {
        if (refused) await assert.rejects(given.world.import({ kind }), DirectoryRefused);
        else await given.world.import({ kind });
      }
      assert.deepEqual(await listInactive(given.world), []);
      Object.assign(given.directory, { people: everybody, failsAfterPages: null, refusesLookUps: false, unlisted: new Set() });
      await given.world.configure({
        scope: { orgUnits: [], domains: [] },
        groupMappings: [],
        deactivatesMissing: { users: true, agents: true },
      });
      await given.scheduled();
      assert.deepEqual(await listInactive(given.world), []);
    });
  }

  test("G15 a scheduled run with the switch on deactivates exactly the one whom a look-up proves to be gone", async () => {
    const { world, directory, scheduled } = await start(open());
    leave(directory, "p9");
    const run = await scheduled();
    assert.deepEqual(await sayLines(world, run.id), ["p9 agent deactivate", "p9 user deactivate"]);
    assert.deepEqual(await listInactive(world), ["p9 user", "p9 agent"]);
    assert.deepEqual(directory.lookUps, ["p9"]);
  });

  test("G15 the switch of users is not the switch of agents", async () => {
    const { world, directory, scheduled } = await start(open());
    await world.configure({ deactivatesMissing: { users: true, agents: false } });
    leave(directory, "p9");
    await scheduled();
    assert.deepEqual(await listInactive(world), ["p9 user"]);
  });

  test("G15 a manual run deactivates nobody, even where a look-up has proven the absence before", async () => {
    const { world, directory, scheduled } = await start(open());
    await world.configure({ deactivatesMissing: { users: false, agents: true } });
    leave(directory, "p9");
    await scheduled();
    await world.configure({ deactivatesMissing: { users: true, agents: true } });
    await world.import();
    assert.deepEqual(await listInactive(world), ["p9 agent"]);
    await scheduled();
    assert.deepEqual(await listInactive(world), ["p9 user", "p9 agent"]);
  });

  test("G15 whoever a manual run found missing is deactivated by the next scheduled one", async () => {
    const { world, directory, scheduled } = await start(open());
    leave(directory, "p9");
    const manual = await world.import();
    assert.deepEqual(await sayLines(world, manual.id), ["p9 agent notFound", "p9 user notFound"]);
    await scheduled();
    assert.deepEqual(await listInactive(world), ["p9 user", "p9 agent"]);
  });

  test("G15 whoever comes back is the same record, active again", async () => {
    const { world, directory, scheduled } = await start(open());
    const before = await findRecord(world, "p9");
    const person = directory.people.filter(({ id }) => id === "p9");
    leave(directory, "p9");
    await scheduled();
    directory.people.push(...person);
    const run = await world.import();
    assert.deepEqual(await sayLines(world, run.id), ["p9 agent reactivate", "p9 user reactivate"]);
    const after = await findRecord(world, "p9");
    assert.deepEqual([after?.id, after?.isActive], [before?.id, true]);
  });

  test("P3 an empty answer stops the run with a sentence that says what was not done", async () => {
    const { directory, scheduled } = await start(open());
    directory.people = [];
    const run = await scheduled();
    assert.equal(run.state, "stopped");
    assert.match(run.says ?? "", /0 accounts; the last complete reading had 10.*Nobody was deactivated, nothing was written/);
  });

  test("P3 a shrunken answer is no measure for the next one, and a whole one proves again", async () => {
    const { world, directory, scheduled } = await start(open());
    const everybody = directory.people;
    shrink(directory);
    assert.match((await scheduled()).reading?.notEvidenceBecause ?? "", /5 accounts; the last complete reading had 10/);
    directory.people = everybody.filter(({ id }) => id !== "p9");
    await scheduled();
    assert.deepEqual(await listInactive(world), ["p9 user", "p9 agent"]);
  });
});

/** Two customers' directories of nine people and of one. */
async function startSeveral(database: Database): Promise<{ world: World; directory: MemoryDirectory }> {
  const directory = makeDirectory([
    ...Array.from({ length: 9 }, (_, index) => makePerson(`p${index}`, { part: "C1" })),
    makePerson("p9", { part: "C2" }),
  ]);
  const world = await makeFreshWorld(database, directory);
  const toSite = (part: string, sequence: number) =>
    makeMapping({ part, sequence, name: part, destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } });
  await world.configure({
    limits,
    directory: "several",
    mappings: [toSite("C1", 1), toSite("C2", 2)],
    deactivatesMissing: { users: true, agents: true },
  });
  await world.import();
  return { world, directory };
}

onEveryEngine("G3 P3 absence is proven in each of several directories", (open) => {
  test("G3 a customer directory that refuses proves nobody's absence, there or in the others, and the others are imported", async () => {
    const { world, directory } = await startSeveral(open());
    directory.refusedParts.add("C2");
    leave(directory, "p0");
    directory.people.push(makePerson("n1", { part: "C1" }));
    const run = await world.import({ kind: "scheduled" });
    assert.deepEqual(await sayLines(world, run.id), ["n1 user create"]);
    assert.deepEqual(
      run.reading?.failedParts.map(({ part }) => part),
      ["C2"],
    );
  });

  test("G3 one customer directory that comes back empty proves nobody's absence", async () => {
    const { world, directory } = await startSeveral(open());
    leave(directory, "p9");
    const run = await world.import({ kind: "scheduled" });
    assert.deepEqual(
      (await sayLines(world, run.id)).filter((line) => line.includes("deactivate")),
      [],
    );
    assert.equal((await findRecord(world, "p9"))?.isActive, true);
  });

  test("G3 a directory that is no longer read leaves its people as they are", async () => {
    const { world } = await startSeveral(open());
    await world.configure({
      mappings: [makeMapping({ part: "C1", destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } })],
    });
    for (let run = 0; run < 2; run += 1) await world.import({ kind: "scheduled" });
    assert.equal((await findRecord(world, "p9"))?.isActive, true);
  });
});
