import assert from "node:assert/strict";
import { test } from "node:test";
import { addAgent, addUser, makeMapping, makePerson, onEveryEngine } from "../../../../test/make.ts";
import type { ConnectionSettings } from "../../../model/settings.ts";
import { makeRules, start, startOffice, under } from "../../testing/make-office.ts";
import { signInAs } from "../../testing/sign-in-as.ts";
import { ActivationPreview, GroupMappingsView, MatchingView } from "../shapes/settings.ts";

onEveryEngine("what settings do with roles and records", (open) => {
  test("G6 group mappings say who holds, would gain, would lose, is skipped, and what hands gave, as an import would do it", async () => {
    const scene = await startOffice(open());
    const { world } = scene;
    const { technician } = world.agentRoles;
    const gives = { kind: "agentRole", roleId: technician } as const;
    const agents = makeMapping({
      sequence: 9,
      name: "Agents",
      destination: { kind: "agent", agentRoleId: null },
      filter: under("/Leeds/Studio"),
    });
    scene.directory.groups.set("admins", [
      { kind: "person", id: "a" },
      { kind: "person", id: "e" },
    ]);
    await addAgent(world.db, { name: "By hand", roles: [technician] });
    await world.configure({
      mappings: [...makeRules(world), agents],
      groupMappings: [{ id: 0, groupId: "admins", groupName: "Admins", gives }],
    });
    await world.import({ applies: false });
    const look = async (change: Partial<ConnectionSettings> = {}) =>
      GroupMappingsView.parse((await scene.ask("POST", "/group-mappings", { settings: await scene.settings(change) })).body);
    const [before] = (await look()).rows;
    assert.deepEqual(
      [before?.group?.direct, before?.group?.nested, before?.holdNow, before?.gain, before?.lose, before?.skipped, before?.givenByHand],
      [2, 0, 0, 1, 0, 1, 1],
    );
    assert.deepEqual(
      [before?.who.gain[0]?.name, before?.who.skipped[0]?.name, before?.who.givenByHand[0]?.name],
      ["Zoë Ćosić", "Ana Reis", "By hand"],
    );
    await world.import();
    const [after] = (await look()).rows;
    assert.deepEqual([after?.holdNow, after?.gain, after?.lose, after?.who.holdNow[0]?.externalId], [1, 0, 0, "a"]);
    const [settings] = (await scene.settings()).groupMappings;
    assert.ok(settings);
    const [elsewhere] = (await look({ groupMappings: [{ ...settings, groupId: "porto", groupName: "Porto" }] })).rows;
    assert.deepEqual(
      [elsewhere?.lose, elsewhere?.who.lose[0]?.name, elsewhere?.group?.direct, elsewhere?.group?.nested],
      [1, "Zoë Ćosić", 1, 1],
    );
    assert.deepEqual((await look({ groupMappings: [{ ...settings, groupId: "unheard", groupName: "New" }] })).unread, ['group "New"']);
    await world.db
      .insertInto("mirror_groups")
      .values({ connection_id: world.connectionId, group_id: "admins", name: "IT admins", email: "" })
      .execute();
    assert.deepEqual([(await look()).rows[0]?.renamedFrom, (await look()).rows[0]?.group?.name], ["Admins", "IT admins"]);
  });

  test("G8 before agent activation is on, the agents are named who would lose access; the last administrator and hands are respected", async () => {
    const ids = ["keeps", "loses", "program", "kept", "byHand", "owen"];
    const scene = await start(
      open(),
      ids.map((id) => makePerson(id, { orgUnit: "/IT", name: `Agent ${id}` })),
    );
    const { world, owen } = scene;
    const { db, connectionId } = world;
    const { technician } = world.agentRoles;
    const add = (id: string, more: Partial<Parameters<typeof addAgent>[1]>) =>
      addAgent(db, { name: `Agent ${id}`, email: `${id}@example.test`, ...more });
    await add("keeps", { roles: [technician] });
    await add("loses", {});
    await add("program", { isApiOnly: true });
    await add("kept", {});
    await add("byHand", { isActive: false, roles: [technician] });
    const link = { connection_id: connectionId, entity: "agent", external_id: "owen", record_id: owen.agentId };
    await db
      .insertInto("links")
      .values({ ...link, since_run_id: null, given: "{}", deactivated_because: null, waits_for_manager: null })
      .execute();
    await world.configure({
      mappings: [makeMapping({ destination: { kind: "agent", agentRoleId: null } })],
      matching: { users: [], agents: [{ kind: "email" }] },
    });
    await world.import();
    await db.updateTable("agents").set({ is_protected: true }).where("name", "=", "Agent kept").execute();
    const preview = async (roleIds: number[]) => ActivationPreview.parse((await scene.ask("POST", "/activation", { roleIds })).body);
    const alone = await preview([technician]);
    assert.deepEqual(
      alone.wouldLose.map((one) => one.name),
      ["Agent loses"],
    );
    assert.deepEqual(
      alone.leftAlone.map(({ name, because }) => `${name}: ${because}`),
      [
        "Agent byHand: somebody made the agent inactive by hand",
        "Agent kept: never touched",
        "Agent owen: nobody with administrator rights would be left",
        "Agent program: for programs only: never deactivated by roles",
      ],
    );
    await signInAs(scene.needs, { name: "Priya", isAdministrator: true });
    assert.deepEqual(
      (await preview([technician])).wouldLose.map((one) => one.name),
      ["Agent loses", "Agent owen"],
      "with another administrator nobody is spared",
    );
    assert.equal((await scene.ask("POST", "/activation", { roleIds: "all" })).status, 400);
  });

  test("G9 matching says how many each field finds, what is ambiguous, and warns of duplicates where nothing is chosen", async () => {
    const scene = await start(open(), [
      makePerson("m1", { email: "one@example.test" }),
      makePerson("m2", { email: "two@example.test", aliases: ["old.two@example.test"] }),
      makePerson("m3", { name: "Same Name" }),
      makePerson("m4", { name: "Twin" }),
      makePerson("new", {}),
    ]);
    const { world } = scene;
    const add = (name: string, email?: string) =>
      addUser(world.db, { siteId: world.sites.leeds, name, ...(email !== undefined && { email }) });
    await add("One", "one@example.test");
    await add("Two", "old.two@example.test");
    await add("Same Name");
    await add("Twin");
    await add("Twin");
    await world.import({ applies: false });
    const look = async (users: ConnectionSettings["matching"]["users"]) =>
      MatchingView.parse(
        (await scene.ask("POST", "/matching", { settings: await scene.settings({ matching: { users, agents: [] } }) })).body,
      );
    const view = await look([{ kind: "email" }, { kind: "alias" }, { kind: "name" }]);
    assert.deepEqual([view.users.linked, view.users.unlinked, view.users.accountsWithoutRecord], [0, 5, 5]);
    assert.deepEqual(
      view.users.fields.map(({ label, finds, ambiguous }) => [label, finds, ambiguous]),
      [
        ["e-mail", 1, 0],
        ["alias", 1, 0],
        ["name", 2, 1],
      ],
    );
    assert.deepEqual(
      view.users.fields[2]?.who.ambiguous.map((one) => one.name),
      ["Twin"],
    );
    assert.deepEqual(view.warnings, ["1 user can't be recognised for sure: somebody will have to decide."]);
    const empty = await look([]);
    assert.match(
      empty.warnings[0] ?? "",
      /^5 users of the desk are linked to no account.*would create 5 users, and 4 of them would be there twice/,
    );
    assert.ok(empty.choices.users.some(({ label }) => label === "department"));
    await world.configure({ matching: { users: [{ kind: "email" }], agents: [] } });
    await world.import();
    assert.deepEqual((await look([{ kind: "email" }])).users, {
      linked: 5,
      unlinked: 4,
      accountsWithoutRecord: 0,
      fields: [{ by: { kind: "email" }, label: "e-mail", finds: 0, ambiguous: 0, who: { finds: [], ambiguous: [] } }],
    });
  });
});
