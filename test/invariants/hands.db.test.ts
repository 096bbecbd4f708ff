import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultGoogleFields } from "../../src/core/default-fields.ts";
import { editRecord } from "../../src/desk/edit-record.ts";
import type { FieldMapping } from "../../src/model/settings.ts";
import type { Database } from "../../src/store/open-database.ts";
import { addAgent, findRecord, listLines, makeFreshWorld, makeMapping, makePerson, onEveryEngine, type World } from "../make.ts";
import { type MemoryDirectory, makeDirectory } from "../memory-directory.ts";

const titled = (title: string | null, more: object = {}) =>
  makePerson("p1", { attributes: title === null ? {} : { organizations: [{ title }] }, ...more });

/** One person with a title on the desk. */
async function start(database: Database, mapping: Partial<FieldMapping> = {}): Promise<{ world: World; directory: MemoryDirectory }> {
  const directory = makeDirectory([titled("Analyst")]);
  const world = await makeFreshWorld(database, directory);
  const fieldMappings = defaultGoogleFields.map((field) => (field.field === "title" ? { ...field, ...mapping } : field));
  await world.configure({ fieldMappings });
  await world.import();
  return { world, directory };
}

async function edit(world: World, change: Parameters<typeof editRecord>[1]["edit"]): Promise<void> {
  await editRecord(world.db, {
    entity: "user",
    recordId: (await findRecord(world, "p1"))?.id ?? 0,
    edit: change,
    by: "kim",
    now: world.clock.now,
    expectsVersion: null,
  });
}

const titleOf = async (world: World) => (await findRecord(world, "p1"))?.values.title;

onEveryEngine("G5 G6 blank never overwrites, hands are respected", (open) => {
  test("G5 a value that the directory lost stays on the desk", async () => {
    const { world, directory } = await start(open());
    directory.people = [titled(null)];
    await world.import();
    assert.equal(await titleOf(world), "Analyst");
  });

  test("G5 a value that the directory lost goes where the mapping clears", async () => {
    const { world, directory } = await start(open(), { clearsWhenEmpty: true });
    directory.people = [titled(null)];
    await world.import();
    assert.equal(await titleOf(world), undefined);
  });

  test("G5 a value of spaces is no value", async () => {
    const { world, directory } = await start(open());
    directory.people = [titled("   ")];
    await world.import();
    assert.equal(await titleOf(world), "Analyst");
  });

  test("G5 an edit by hand makes its person due, and the next preview names the edit that it would overwrite", async () => {
    const { world } = await start(open());
    await edit(world, { values: { title: "Poet" } });
    const run = await world.import({ applies: false });
    const [line] = await listLines(world, run.id);
    assert.deepEqual(
      [line?.change.warnings, line?.change.fields[0]?.before, line?.change.fields[0]?.after],
      [["overwritesHandEdit"], "Poet", "Analyst"],
    );
  });

  test("G5 keep hand edits keeps one through every import, and lets the directory in where nobody edited", async () => {
    const { world, directory } = await start(open(), { policy: "keepHandEdits" });
    directory.people = [titled("Author")];
    await world.import();
    assert.equal(await titleOf(world), "Author");
    await edit(world, { values: { title: "Poet" } });
    directory.people = [titled("Editor")];
    await world.import();
    await world.import({ kind: "replan" });
    assert.equal(await titleOf(world), "Poet");
  });

  test("G5 only when empty never overwrites", async () => {
    const { world, directory } = await start(open(), { policy: "onlyWhenEmpty" });
    directory.people = [titled("Author")];
    await world.import();
    assert.equal(await titleOf(world), "Analyst");
  });

  test("G15 whom somebody made inactive by hand stays so, whatever the directory says", async () => {
    const { world, directory } = await start(open());
    await edit(world, { isActive: false });
    directory.people = [titled("Author")];
    await world.import();
    const record = await findRecord(world, "p1");
    assert.deepEqual([record?.isActive, record?.values.title], [false, "Author"]);
  });

  test("G15 whom somebody makes active again by hand after a suspension and is suspended still goes again", async () => {
    const { world, directory } = await start(open());
    await world.configure({ deactivatesSuspendedUsers: true });
    directory.people = [titled("Analyst", { standing: "suspended" })];
    await world.import();
    await edit(world, { isActive: true });
    await world.import();
    assert.equal((await findRecord(world, "p1"))?.isActive, false);
  });

  test("G6 roles add up, and leaving a group takes away only what the group gave", async () => {
    const directory = makeDirectory([titled("Analyst")]);
    const world = await makeFreshWorld(open(), directory);
    const { technician } = world.agentRoles;
    const agentId = await addAgent(world.db, { name: "Person p1", email: "p1@example.test", roles: [technician] });
    directory.groups.set("g", [{ kind: "person", id: "p1" }]);
    await world.configure({
      matching: { users: [], agents: [{ kind: "email" }] },
      mappings: [makeMapping({ destination: { kind: "agent", agentRoleId: technician } })],
      groupMappings: [
        { id: 0, groupId: "g", groupName: "Technicians", gives: { kind: "agentRole", roleId: technician } },
        { id: 0, groupId: "g", groupName: "Technicians", gives: { kind: "cab", cabId: world.cab, cabRoleId: world.cabRole } },
      ],
    });
    await world.import();
    const sources = async () => (await findRecord(world, "p1", "agent"))?.grants.map((grant) => `${grant.kind} ${grant.source}`);
    assert.equal((await findRecord(world, "p1", "agent"))?.id, agentId);
    assert.deepEqual(await sources(), ["agentRole group", "agentRole hand", "cab group"]);
    directory.groups.set("g", []);
    await world.import();
    assert.deepEqual(await sources(), ["agentRole hand"]);
  });

  test("G6 a nested group counts, also when the inner group is what changes", async () => {
    const { world, directory } = await start(open());
    directory.groups.set("outer", [{ kind: "group", id: "inner" }]);
    directory.groups.set("inner", [{ kind: "group", id: "outer" }]);
    await world.configure({
      groupMappings: [{ id: 0, groupId: "outer", groupName: "Outer", gives: { kind: "userRole", roleId: world.userRoles.vip } }],
    });
    await world.import();
    const roles = async () => (await findRecord(world, "p1"))?.grants.map((grant) => grant.id);
    assert.deepEqual(await roles(), []);
    directory.groups.set("inner", [{ kind: "person", id: "p1" }]);
    await world.import();
    assert.deepEqual(await roles(), [world.userRoles.vip]);
    directory.groups.set("outer", []);
    await world.import();
    assert.deepEqual(await roles(), []);
  });

  test("G6 a group that holds everyone speaks of its own customer directory only", async () => {
    const directory = makeDirectory([makePerson("p1", { part: "C1" }), makePerson("p2", { part: "C2" })]);
    const world = await makeFreshWorld(open(), directory);
    directory.groups.set("g", [{ kind: "everyone", id: "C1" }]);
    const toSite = (part: string, sequence: number) =>
      makeMapping({ part, sequence, destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } });
    await world.configure({
      directory: "several",
      mappings: [toSite("C1", 1), toSite("C2", 2)],
      groupMappings: [{ id: 0, groupId: "g", groupName: "All of C1", gives: { kind: "userRole", roleId: world.userRoles.vip } }],
    });
    await world.import();
    assert.deepEqual([(await findRecord(world, "p1"))?.grants.length, (await findRecord(world, "p2"))?.grants.length], [1, 0]);
  });

  test("G6 two groups that give one board with different roles in it settle: planning again finds nothing", async () => {
    const directory = makeDirectory([titled("Analyst")]);
    const world = await makeFreshWorld(open(), directory);
    for (const id of ["g", "h"]) directory.groups.set(id, [{ kind: "person", id: "p1" }]);
    const gives = { kind: "cab", cabId: world.cab } as const;
    await world.configure({
      mappings: [makeMapping({ destination: { kind: "agent", agentRoleId: null } })],
      groupMappings: [
        { id: 0, groupId: "g", groupName: "G", gives: { ...gives, cabRoleId: null } },
        { id: 0, groupId: "h", groupName: "H", gives: { ...gives, cabRoleId: world.cabRole } },
      ],
    });
    await world.import();
    assert.equal((await world.import({ kind: "replan" })).state, "nothingToDo");
  });

  test("E4 whoever waited for a manager is bound together with whoever names that manager only now", async () => {
    const boss = { relations: [{ type: "manager", value: "z1@example.test" }] };
    const directory = makeDirectory([
      makePerson("p1", { attributes: boss }),
      makePerson("p2"),
      makePerson("z1", { standing: "suspended" }),
    ]);
    const world = await makeFreshWorld(open(), directory);
    await world.import();
    const titledToo = { ...boss, organizations: [{ title: "Author" }] };
    directory.people = [makePerson("p1", { attributes: titledToo }), makePerson("p2", { attributes: boss }), makePerson("z1")];
    await world.import();
    const manager = (await findRecord(world, "z1"))?.id;
    assert.ok(manager !== undefined);
    assert.deepEqual([(await findRecord(world, "p1"))?.managerId, (await findRecord(world, "p2"))?.managerId], [manager, manager]);
  });

  test("E4 a manager is bound whatever the order of imports, and one whom the directory took back while they were waited for is not bound later", async () => {
    const boss = (email: string) => ({ attributes: { relations: [{ type: "manager", value: email }] } });
    const directory = makeDirectory([
      makePerson("p1", boss("z1@example.test")),
      makePerson("p2", boss("z2@example.test")),
      makePerson("z1"),
      makePerson("z2", { orgUnit: "/Later" }),
    ]);
    const world = await makeFreshWorld(open(), directory);
    const toSite = { kind: "site", siteId: world.sites.leeds, userRoleId: null } as const;
    await world.configure({
      mappings: [
        makeMapping({ destination: { kind: "leaveOut" }, filter: { kind: "orgUnit", path: "/Later", includesBelow: true } }),
        makeMapping({ sequence: 2, destination: toSite }),
      ],
    });
    await world.import();
    assert.equal((await findRecord(world, "p1"))?.managerId, (await findRecord(world, "z1"))?.id);
    directory.people = [
      makePerson("p1", boss("z1@example.test")),
      makePerson("p2"),
      makePerson("z1"),
      makePerson("z2", { orgUnit: "/Later" }),
    ];
    await world.import();
    await world.configure({ mappings: [makeMapping({ destination: toSite })] });
    await world.import();
    assert.deepEqual([(await findRecord(world, "z2")) !== null, (await findRecord(world, "p2"))?.managerId], [true, null]);
  });
});
