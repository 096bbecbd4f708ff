import assert from "node:assert/strict";
import { test } from "node:test";
import type { Database } from "../../src/store/open-database.ts";
import { addUser, dumpDesk, makeFreshWorld, makeMapping, makePerson, onEveryEngine, type World } from "../make.ts";
import { type MemoryDirectory, makeDirectory } from "../memory-directory.ts";

const tables = [
  "users",
  "agents",
  "user_role_grants",
  "agent_role_grants",
  "cab_grants",
  "links",
  "holds",
  "mirror_people",
  "mirror_members",
  "settings_versions",
];

/** A connection with a bit of everything: a suspended person, a broken record, a question, a nested group, a manager who is left out. */
async function start(database: Database): Promise<{ world: World; directory: MemoryDirectory }> {
  const directory = makeDirectory([
    makePerson("p1", { attributes: { relations: [{ type: "manager", value: "p5@example.test" }] } }),
    makePerson("p2", { standing: "suspended" }),
    makePerson("p3", { email: "twin@example.test" }),
    makePerson("p4", { name: "", email: "" }),
    makePerson("p5", { orgUnit: "/Outside" }),
    makePerson("p6"),
  ]);
  directory.groups.set("outer", [{ kind: "group", id: "inner" }]);
  directory.groups.set("inner", [
    { kind: "person", id: "p6" },
    { kind: "group", id: "outer" },
  ]);
  const world = await makeFreshWorld(database, directory);
  for (let count = 0; count < 2; count += 1)
    await addUser(world.db, { siteId: world.sites.leeds, name: "Twin", email: "twin@example.test" });
  await world.configure({
    matching: { users: [{ kind: "email" }], agents: [] },
    mappings: [
      makeMapping({ destination: { kind: "leaveOut" }, filter: { kind: "orgUnit", path: "/Outside", includesBelow: true } }),
      makeMapping({ sequence: 2, destination: { kind: "site", siteId: world.sites.leeds, userRoleId: world.userRoles.standard } }),
      makeMapping({
        sequence: 3,
        filter: { kind: "group", groupId: "outer", groupName: "Outer" },
        destination: { kind: "agent", agentRoleId: world.agentRoles.technician },
      }),
    ],
    groupMappings: [{ id: 0, groupId: "outer", groupName: "Outer", gives: { kind: "cab", cabId: world.cab, cabRoleId: world.cabRole } }],
    deactivatesMissing: { users: true, agents: true },
  });
  await world.import();
  return { world, directory };
}

onEveryEngine("I1 the second import of the same changes nothing", (open) => {
  for (const kind of ["manual", "scheduled", "replan"] as const) {
    test(`I1 importing the same again (${kind}) has nothing to do and writes no row of the desk, the links or the directory copy`, async () => {
      const { world } = await start(open());
      const before = await dumpDesk(world.db, { isWithVersions: true, tables });
      const run = await world.import({ kind });
      assert.equal(run.state, "nothingToDo");
      assert.match(run.says ?? "", /0 changes, 0 writes/);
      assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true, tables }), before);
    });
  }

  test("I1 pages of another size and people in another order are the same answer", async () => {
    const { world, directory } = await start(open());
    const before = await dumpDesk(world.db, { isWithVersions: true, tables });
    directory.people = directory.people.toReversed();
    directory.pageSize = 1;
    assert.equal((await world.import()).state, "nothingToDo");
    assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true, tables }), before);
  });

  test("I1 a page that comes twice changes nothing the second time", async () => {
    const { world, directory } = await start(open());
    const before = await dumpDesk(world.db, { isWithVersions: true, tables });
    directory.people = [...directory.people, ...directory.people];
    assert.equal((await world.import()).state, "nothingToDo");
    assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true, tables }), before);
  });

  test("G15 somebody who is gone is deactivated once", async () => {
    const { world, directory } = await start(open());
    directory.people = directory.people.filter(({ id }) => id !== "p1");
    assert.equal((await world.import({ kind: "scheduled" })).state, "applied");
    const before = await dumpDesk(world.db, { isWithVersions: true, tables });
    for (const kind of ["scheduled", "manual", "replan"] as const) assert.equal((await world.import({ kind })).state, "nothingToDo");
    assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true, tables }), before);
  });

  test("G10 the same preview made twice is the same plan", async () => {
    const { world, directory } = await start(open());
    directory.people.push(makePerson("n1"), makePerson("n2"));
    const first = await world.import({ applies: false });
    const second = await world.import({ applies: false });
    assert.deepEqual(second.counts, first.counts);
  });
});
