import assert from "node:assert/strict";
import { test } from "node:test";
import { editRecord } from "../../src/desk/edit-record.ts";
import { Conflict, Invalid } from "../../src/model/errors.ts";
import type { Run } from "../../src/model/run.ts";
import { defaultLimits } from "../../src/model/settings.ts";
import type { Database } from "../../src/store/open-database.ts";
import { undoRun } from "../../src/sync/undo-run.ts";
import {
  addUser,
  dumpDesk,
  findRecord,
  listLines,
  makeFreshWorld,
  makeMapping,
  makePerson,
  onEveryEngine,
  sayLines,
  type World,
} from "../make.ts";
import { type MemoryDirectory, makeDirectory } from "../memory-directory.ts";

const titled = (id: string, title: string, more: object = {}) => makePerson(id, { attributes: { organizations: [{ title }] }, ...more });
const free = { count: null, percent: null };

interface Given {
  readonly world: World;
  readonly directory: MemoryDirectory;
  /** The desk before the run that is to be undone. */
  readonly before: object;
  readonly run: Run;
}

/** A run that did one of everything: p1 retitled, p2 suspended, p3 moved, p4 into a group, n1 created as user and agent, d1 recognised. */
async function start(database: Database): Promise<Given> {
  const directory = makeDirectory(["p1", "p2", "p3", "p4"].map((id) => titled(id, "Analyst")));
  directory.groups.set("g", []);
  const world = await makeFreshWorld(database, directory);
  const inPorto = { kind: "orgUnit", path: "/Porto", includesBelow: true } as const;
  await world.configure({
    limits: { ...defaultLimits, deactivations: free, creations: free },
    deactivatesSuspendedUsers: true,
    matching: { users: [{ kind: "email" }], agents: [] },
    mappings: [
      makeMapping({ name: "Porto", filter: inPorto, destination: { kind: "site", siteId: world.sites.porto, userRoleId: null } }),
      makeMapping({ sequence: 2, destination: { kind: "site", siteId: world.sites.leeds, userRoleId: world.userRoles.standard } }),
      makeMapping({
        sequence: 3,
        name: "Agents",
        filter: { kind: "field", field: "email", op: "beginsWith", value: "n" },
        destination: { kind: "agent", agentRoleId: world.agentRoles.technician },
      }),
    ],
    groupMappings: [{ id: 0, groupId: "g", groupName: "VIP", gives: { kind: "userRole", roleId: world.userRoles.vip } }],
  });
  await world.import();
  await addUser(world.db, { siteId: world.sites.remote, name: "Known", email: "d1@example.test" });
  const before = await dumpDesk(world.db);
  directory.groups.set("g", [{ kind: "person", id: "p4" }]);
  const boss = { attributes: { relations: [{ type: "manager", value: "n1@example.test" }] } };
  directory.people = [
    titled("p1", "Author"),
    titled("p2", "Analyst", { standing: "suspended" }),
    titled("p3", "Analyst", { orgUnit: "/Porto" }),
    titled("p4", "Analyst"),
    makePerson("n1"),
    makePerson("d1", boss),
  ];
  return { world, directory, before, run: await world.import() };
}

const undo = (world: World, runId: number, people: readonly string[] | null = null, applies = true) =>
  undoRun(world.context, { runId, people, applies, startedBy: "kim", onProgress: () => undefined });

onEveryEngine("P4 every run can be undone", (open) => {
  test("P4 an undo of a whole run leaves the desk to the letter as it was before", async () => {
    const { world, before, run } = await start(open());
    assert.notDeepEqual(await dumpDesk(world.db), before);
    const back = await undo(world, run.id);
    assert.deepEqual([back.state, back.kind, back.undoesRunId, back.result?.changedSince], ["applied", "undo", run.id, 0]);
    assert.deepEqual(await dumpDesk(world.db), before);
  });

  test("P4 an undo is previewed first like any plan, and its preview writes nothing", async () => {
    const { world, run } = await start(open());
    const after = await dumpDesk(world.db, { isWithVersions: true });
    const back = await undo(world, run.id, null, false);
    assert.deepEqual(await sayLines(world, back.id), [
      "d1 user update",
      "n1 agent remove",
      "n1 user remove",
      "p1 user update",
      "p2 user reactivate",
      "p3 user update",
      "p4 user update",
    ]);
    assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true }), after);
  });

  test("P4 one person's rows are undone, the others stay", async () => {
    const { world, run } = await start(open());
    await undo(world, run.id, ["P1@Example.test"]);
    assert.deepEqual([(await findRecord(world, "p1"))?.values.title, (await findRecord(world, "p2"))?.isActive], ["Analyst", false]);
    await undo(world, run.id);
    assert.equal((await findRecord(world, "p2"))?.isActive, true);
  });

  test("P4 rows are named by directory id too, and an unknown name is refused before anything is planned", async () => {
    const { world, run } = await start(open());
    await undo(world, run.id, ["p1"]);
    assert.equal((await findRecord(world, "p1"))?.values.title, "Analyst");
    await assert.rejects(undo(world, run.id, ["nobody@example.test"]), Invalid);
  });

  test("P4 what people changed since is spared and said, the rest is undone", async () => {
    const { world, run } = await start(open());
    const edited = await findRecord(world, "p1");
    const created = await findRecord(world, "n1");
    const by = { by: "kim", now: world.clock.now, expectsVersion: null };
    await editRecord(world.db, { entity: "user", recordId: edited?.id ?? 0, edit: { values: { title: "Poet" } }, ...by });
    await editRecord(world.db, { entity: "user", recordId: created?.id ?? 0, edit: { values: { notes: "by hand" } }, ...by });
    const back = await undo(world, run.id);
    assert.deepEqual(
      [
        (await findRecord(world, "p1"))?.values.title,
        (await findRecord(world, "n1"))?.values.notes,
        (await findRecord(world, "p2"))?.isActive,
      ],
      ["Poet", "by hand", true],
    );
    const spared = (await listLines(world, back.id)).filter(({ change }) =>
      change.because.some((because) => because.kind === "leftOut" && because.reason === "changedSince"),
    );
    assert.deepEqual(spared.map(({ change }) => change.externalId).sort(), ["n1", "p1"]);
  });

  test("P4 an edit of something else survives the undo", async () => {
    const { world, run } = await start(open());
    const edited = await findRecord(world, "p1");
    await editRecord(world.db, {
      entity: "user",
      recordId: edited?.id ?? 0,
      edit: { values: { notes: "by hand" } },
      by: "kim",
      now: world.clock.now,
      expectsVersion: null,
    });
    await undo(world, run.id);
    const after = await findRecord(world, "p1");
    assert.deepEqual([after?.values.title, after?.values.notes], ["Analyst", "by hand"]);
  });

  test("P4 an undo can be undone: the desk is to the letter as after the run", async () => {
    const { world, run } = await start(open());
    const after = await dumpDesk(world.db);
    const back = await undo(world, run.id);
    await undo(world, back.id);
    assert.deepEqual(await dumpDesk(world.db), after);
  });

  test("P4 what was undone is not done again by the next import, until the directory changes the person", async () => {
    const { world, directory, before, run } = await start(open());
    await undo(world, run.id);
    for (const kind of ["manual", "scheduled", "replan"] as const) await world.import({ kind });
    assert.deepEqual(await dumpDesk(world.db), before);
    directory.people = directory.people.map((person) => (person.id === "p1" ? titled("p1", "Editor") : person));
    await world.import();
    assert.deepEqual([(await findRecord(world, "p1"))?.values.title, (await findRecord(world, "p2"))?.isActive], ["Editor", true]);
  });

  test("P4 undoing twice takes back once", async () => {
    const { world, before, run } = await start(open());
    await undo(world, run.id);
    assert.equal((await undo(world, run.id)).state, "nothingToDo");
    assert.deepEqual(await dumpDesk(world.db), before);
  });

  test("P4 only an applied run can be undone", async () => {
    const { world, directory } = await start(open());
    directory.people.push(makePerson("n2"));
    const preview = await world.import({ applies: false });
    await assert.rejects(undo(world, preview.id), Conflict);
  });

  test("P4 undoing the import of a manager leaves those who waited waiting, and the next import of the manager binds them again", async () => {
    const boss = { attributes: { relations: [{ type: "manager", value: "z1@example.test" }] } };
    const later = { kind: "orgUnit", path: "/Later", includesBelow: true } as const;
    const directory = makeDirectory([makePerson("p1", boss), makePerson("z1", { orgUnit: "/Later" })]);
    const world = await makeFreshWorld(open(), directory);
    const mappings = [
      makeMapping({ destination: { kind: "leaveOut" }, filter: later }),
      makeMapping({ sequence: 2, destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } }),
    ];
    await world.configure({ mappings });
    await world.import();
    const before = await dumpDesk(world.db);
    directory.people = [makePerson("p1", boss), makePerson("z1")];
    const run = await world.import();
    assert.equal((await findRecord(world, "p1"))?.managerId, (await findRecord(world, "z1"))?.id);
    await undo(world, run.id);
    assert.deepEqual(await dumpDesk(world.db), before);
    directory.people = [makePerson("p1", boss), makePerson("z1", { aliases: ["zed@example.test"] })];
    await world.import();
    assert.equal((await findRecord(world, "p1"))?.managerId, (await findRecord(world, "z1"))?.id);
  });

  test("P4 a manager who was bound by waiting is bound again when the undo is undone", async () => {
    const boss = { relations: [{ type: "manager", value: "z1@example.test" }] };
    const directory = makeDirectory([makePerson("p1", { attributes: boss }), makePerson("z1", { standing: "suspended" })]);
    const world = await makeFreshWorld(open(), directory);
    await world.import();
    directory.people = [makePerson("p1", { attributes: { ...boss, organizations: [{ title: "Author" }] } }), makePerson("z1")];
    const run = await world.import();
    const after = await dumpDesk(world.db);
    const back = await undo(world, run.id);
    await undo(world, back.id);
    assert.deepEqual(await dumpDesk(world.db), after);
  });

  test("P4 taking back the creation of an agent whom a user points at by hand leaves that agent and goes on", async () => {
    const { world, run } = await start(open());
    const agent = await findRecord(world, "n1", "agent");
    await addUser(world.db, { siteId: world.sites.leeds, name: "Same person", ...(agent !== null && { agentId: agent.id }) });
    const back = await undo(world, run.id);
    assert.deepEqual([back.state, (await findRecord(world, "p1"))?.values.title], ["applied", "Analyst"]);
  });
});
