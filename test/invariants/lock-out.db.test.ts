import assert from "node:assert/strict";
import { test } from "node:test";
import { editRecord } from "../../src/desk/edit-record.ts";
import type { Person } from "../../src/model/person.ts";
import type { Database } from "../../src/store/open-database.ts";
import { approvePlan } from "../../src/sync/approve-plan.ts";
import { undoRun } from "../../src/sync/undo-run.ts";
import { addAgent, findRecord, listLines, makeFreshWorld, makeMapping, makePerson, onEveryEngine, type World } from "../make.ts";
import { type MemoryDirectory, makeDirectory } from "../memory-directory.ts";

const limitless = { count: null, percent: null };
const limits = { deactivations: limitless, roleLosses: limitless, siteMoves: limitless, creations: limitless, shrinkPercent: 100 };

/** Agents whom a group makes administrators, and nobody else who is one. */
async function start(database: Database, ids: readonly string[]): Promise<{ world: World; directory: MemoryDirectory }> {
  const directory = makeDirectory(ids.map((id) => makePerson(id)));
  directory.groups.set(
    "admins",
    ids.map((id) => ({ kind: "person", id })),
  );
  const world = await makeFreshWorld(database, directory);
  await world.configure({
    limits,
    mappings: [makeMapping({ destination: { kind: "agent", agentRoleId: world.agentRoles.technician } })],
    groupMappings: [
      { id: 0, groupId: "admins", groupName: "Administrators", gives: { kind: "agentRole", roleId: world.agentRoles.administrator } },
    ],
    deactivatesMissing: { users: true, agents: true },
  });
  await world.import();
  return { world, directory };
}

const become = (directory: MemoryDirectory, change: Partial<Person>, ...ids: string[]) => {
  directory.people = directory.people.map((person) => (ids.includes(person.id) ? { ...person, ...change } : person));
};

/** Directory ids of the active agents with administrator rights. */
async function listAdministrators(world: World, ids: readonly string[]): Promise<readonly string[]> {
  const records = await Promise.all(ids.map((id) => findRecord(world, id, "agent")));
  return ids.filter((_, index) => records[index]?.isActive === true && records[index].isAdministrator);
}

const ways: readonly {
  says: string;
  when: (given: { world: World; directory: MemoryDirectory }, ids: readonly string[]) => void | Promise<void>;
}[] = [
  { says: "suspended", when: ({ directory }, ids) => become(directory, { standing: "suspended" }, ...ids) },
  { says: "archived", when: ({ directory }, ids) => become(directory, { standing: "archived" }, ...ids) },
  {
    says: "gone",
    when: ({ directory }, ids) => {
      directory.people = [...directory.people.filter(({ id }) => !ids.includes(id)), makePerson("x1"), makePerson("x2")];
    },
  },
  { says: "out of the administrators' group", when: ({ directory }) => void directory.groups.set("admins", []) },
  {
    says: "left without an active role",
    when: ({ world }) => world.configure({ agentActivation: { isOn: true, roleIds: [world.agentRoles.technician] }, groupMappings: [] }),
  },
];

onEveryEngine("G8 P3 nobody is locked out by accident", (open) => {
  for (const { says, when } of ways) {
    test(`G8 the last administrator, ${says}, keeps their access and the plan says why`, async () => {
      const given = await start(open(), ["a1"]);
      await when(given, ["a1"]);
      const run = await given.world.import({ kind: "scheduled" });
      assert.deepEqual(await listAdministrators(given.world, ["a1"]), ["a1"]);
      const line = (await listLines(given.world, run.id)).find(({ change }) => change.externalId === "a1");
      assert.ok(line?.change.because.some((because) => because.kind === "leftOut" && because.reason === "lastAdministrator"));
    });

    test(`G8 of two administrators, both ${says}, one keeps their access, run after run`, async () => {
      const given = await start(open(), ["a1", "a2"]);
      await when(given, ["a1", "a2"]);
      for (let run = 0; run < 2; run += 1) await given.world.import({ kind: "scheduled" });
      assert.deepEqual((await listAdministrators(given.world, ["a1", "a2"])).length, 1);
    });
  }

  test("G8 while another administrator stays, one who is suspended goes", async () => {
    const { world, directory } = await start(open(), ["a1", "a2"]);
    become(directory, { standing: "suspended" }, "a1");
    await world.import();
    assert.deepEqual(await listAdministrators(world, ["a1", "a2"]), ["a2"]);
  });

  test("G8 an administrator who cannot sign in counts for nobody's access", async () => {
    const { world, directory } = await start(open(), ["a1"]);
    await addAgent(world.db, { name: "Robot", isApiOnly: true, roles: [world.agentRoles.administrator] });
    become(directory, { standing: "suspended" }, "a1");
    await world.import();
    assert.deepEqual(await listAdministrators(world, ["a1"]), ["a1"]);
  });

  test("G8 the other administrator, made inactive by hand between preview and apply, leaves the last one in place", async () => {
    const { world, directory } = await start(open(), ["a1", "a2"]);
    become(directory, { standing: "suspended" }, "a1");
    await world.import({ applies: false });
    const other = await findRecord(world, "a2", "agent");
    await editRecord(world.db, {
      entity: "agent",
      recordId: other?.id ?? 0,
      edit: { isActive: false },
      by: "kim",
      now: world.clock.now,
      expectsVersion: null,
    });
    const run = await approvePlan(world.context, { connection: world.connectionId, plan: null, by: "kim", onProgress: () => undefined });
    assert.deepEqual([run.result?.changedSince, await listAdministrators(world, ["a1", "a2"])], [1, ["a1"]]);
  });

  test("G8 an undo that would take the last administrator away leaves them", async () => {
    const { world } = await start(open(), ["a1"]);
    const created = (await listLines(world, 1))[0];
    await undoRun(world.context, { runId: 1, people: null, applies: true, startedBy: "kim", onProgress: () => undefined });
    assert.equal(created?.change.kind, "create");
    assert.deepEqual(await listAdministrators(world, ["a1"]), ["a1"]);
  });

  test("P3 a protected record is never touched", async () => {
    const { world, directory } = await start(open(), ["a1", "a2", "a3"]);
    const protectedOne = await findRecord(world, "a1", "agent");
    await editRecord(world.db, {
      entity: "agent",
      recordId: protectedOne?.id ?? 0,
      edit: { isProtected: true },
      by: "kim",
      now: world.clock.now,
      expectsVersion: null,
    });
    const before = await findRecord(world, "a1", "agent");
    become(directory, { standing: "suspended", name: "New Name", email: "new@example.test" }, "a1");
    directory.groups.set("admins", [{ kind: "person", id: "a2" }]);
    const run = await world.import();
    assert.deepEqual(await findRecord(world, "a1", "agent"), before);
    assert.ok(
      (await listLines(world, run.id)).some(({ change }) =>
        change.because.some((because) => because.kind === "leftOut" && because.reason === "protected"),
      ),
    );
    directory.people = directory.people.filter(({ id }) => id !== "a1");
    await world.import({ kind: "scheduled" });
    assert.deepEqual(await findRecord(world, "a1", "agent"), before);
  });

  test("G15 a suspended agent loses access also after the last agent mapping was removed", async () => {
    const { world, directory } = await start(open(), ["a1", "a2"]);
    await world.configure({ mappings: [makeMapping({ destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } })] });
    become(directory, { standing: "suspended" }, "a1");
    await world.import();
    assert.equal((await findRecord(world, "a1", "agent"))?.isActive, false);
  });
});
