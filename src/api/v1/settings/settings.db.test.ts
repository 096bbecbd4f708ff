import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFreshWorld, makeMapping, makePerson, onEveryEngine, type World } from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import type { ConnectionSettings } from "../../../model/settings.ts";
import type { Database } from "../../../store/open-database.ts";
import { getRun } from "../../../sync/run-store.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";
import { DraftView, SettingsVersionPage, SettingsView } from "../shapes/settings.ts";

interface Scene {
  readonly world: World;
  readonly needs: ApiDependencies;
  readonly owen: SignedIn;
  readonly priya: SignedIn;
  readonly path: string;
}

async function start(database: Database): Promise<Scene> {
  const world = await makeFreshWorld(database, makeDirectory([makePerson("p1"), makePerson("p2", { orgUnit: "/Porto" })]));
  const needs = makeNeeds(database, { now: world.context.now, context: world.context });
  const owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
  const priya = await signInAs(needs, { name: "Priya", isAdministrator: true });
  return { world, needs, owen, priya, path: `/connections/${world.connectionId}` };
}

async function show({ owen, path }: Scene): Promise<SettingsView> {
  const answer = await owen.ask("GET", `${path}/settings`);
  assert.equal(answer.headers.get("etag"), `"${answer.body.version}"`);
  return SettingsView.parse(answer.body);
}

const from = (version: number) => ({ "if-match": `"${version}"` });

/** The settings with one rule more, before all others, that nobody saved yet. */
function withPorto(settings: ConnectionSettings, { sites }: World): ConnectionSettings {
  const porto = makeMapping({
    id: -1,
    sequence: 1,
    name: "Porto",
    destination: { kind: "site", siteId: sites.porto, userRoleId: null },
    filter: { kind: "orgUnit", path: "/Porto", includesBelow: true },
  });
  return { ...settings, mappings: [porto, ...settings.mappings.map((mapping) => ({ ...mapping, sequence: mapping.sequence + 1 }))] };
}

onEveryEngine("settings by the API", (open) => {
  test("P5 settings are saved whole from the version that was seen, by whoever is signed in", async () => {
    const scene = await start(open());
    const { world, owen, path } = scene;
    const { settings, version } = await show(scene);
    world.clock.now = new Date("2026-11-21T15:00:00Z");
    const saved = await owen.ask("PUT", `${path}/settings`, { settings: withPorto(settings, world) }, from(version));
    assert.equal(saved.status, 200, saved.text);
    const view = SettingsView.parse(saved.body);
    assert.deepEqual([view.version, view.savedBy, view.savedAt], [version + 1, "Owen", "2026-11-21T15:00:00.000Z"]);
    assert.equal(saved.headers.get("etag"), `"${version + 1}"`);
    assert.ok(
      view.settings.mappings.every((mapping) => mapping.id > 0),
      "new rules have a number now",
    );
    assert.deepEqual(
      view.settings.mappings.map((mapping) => mapping.name),
      ["Porto", "Everyone"],
    );
  });

  test("P5 of two administrators the second is told who saved and when; nothing of the first is lost", async () => {
    const scene = await start(open());
    const { world, owen, priya, path } = scene;
    const { settings, version } = await show(scene);
    await owen.ask("PUT", `${path}/settings`, { settings: withPorto(settings, world) }, from(version));
    const late = await priya.ask("PUT", `${path}/settings`, { settings: { ...settings, keepsSiteOfExisting: true } }, from(version));
    assert.equal(late.status, 412);
    assert.deepEqual(late.body.current, { version: version + 1, by: "Owen", at: "2026-11-21T14:00:00.000Z" });
    assert.match(
      late.body.detail,
      /^Owen saved version 2 of these settings, 21 Nov 2026 14:00 UTC; you saw version 1\. Nothing was saved\.$/,
    );
    assert.equal((await show(scene)).settings.keepsSiteOfExisting, false);
    assert.equal((await priya.ask("PUT", `${path}/settings`, { settings })).status, 428, "without a version nothing is saved");
    assert.equal((await priya.ask("PUT", `${path}/settings`, { settings }, { "if-match": "latest" })).status, 400);
  });

  test("P5 every fault names its place as a path into the settings", async () => {
    const scene = await start(open());
    const { owen, path } = scene;
    const { settings, version } = await show(scene);
    const [everyone] = settings.mappings;
    assert.ok(everyone);
    const faultsOf = async (change: object) => {
      const answer = await owen.ask("PUT", `${path}/settings`, { settings: { ...settings, ...change } }, from(version));
      assert.equal(answer.status, 400, answer.text);
      return answer.body.faults.map((fault: { at: string }) => fault.at);
    };
    const wrong = { kind: "all", of: [{ kind: "field", field: "email", op: "matches", value: "(" }] };
    const mappings = [{ ...everyone, filter: wrong, destination: { ...everyone.destination, siteId: 9999 } }];
    assert.deepEqual(await faultsOf({ mappings, agentActivation: { isOn: true, roleIds: [9999] } }), [
      "mappings[0].destination",
      "mappings[0].filter.of[0].value",
      "agentActivation.roleIds[0]",
    ]);
    assert.deepEqual(await faultsOf({ mappings: [{ ...everyone, name: "" }] }), ["mappings[0].name"]);
    assert.deepEqual(
      await faultsOf({ colour: "red" }),
      [""].map(() => "settings"),
    );
    assert.equal((await show(scene)).version, version);
    assert.equal((await owen.ask("GET", `/connections/9999/settings`)).status, 404);
    assert.equal((await owen.ask("PUT", `/connections/9999/settings`, { settings }, from(1))).status, 404);
  });

  test("P5 versions are listed newest first with what each changed, and an old one can be looked at and saved again", async () => {
    const scene = await start(open());
    const { world, owen, priya, path } = scene;
    const first = await show(scene);
    await owen.ask("PUT", `${path}/settings`, { settings: withPorto(first.settings, world) }, from(1));
    const second = await show(scene);
    const limits = { ...second.settings.limits, deactivations: { count: 100, percent: 5 } };
    await priya.ask("PUT", `${path}/settings`, { settings: { ...second.settings, limits } }, from(2));
    const page = SettingsVersionPage.parse((await owen.ask("GET", `${path}/settings/versions?limit=2`)).body);
    assert.deepEqual(
      page.items.map(({ version, savedBy, changes, isCurrent }) => [version, savedBy, changes, isCurrent]),
      [
        [3, "Priya", ["Limit for deactivations: 25 → 100"], true],
        [2, "Owen", ['Rule 1 "Porto" added: org unit is under /Porto → Porto'], false],
      ],
    );
    assert.equal(page.total, 3);
    const rest = SettingsVersionPage.parse((await owen.ask("GET", `${path}/settings/versions?cursor=${page.next}`)).body);
    assert.deepEqual([rest.items[0]?.changes, rest.next], [["First settings: 1 rule, 17 fields, 0 groups"], null]);
    const old = SettingsView.parse((await owen.ask("GET", `${path}/settings/versions/1`)).body);
    assert.deepEqual(old.settings, first.settings);
    const restored = await owen.ask("PUT", `${path}/settings`, { settings: old.settings }, from(3));
    assert.deepEqual([restored.body.version, restored.body.settings], [4, first.settings]);
    assert.equal((await owen.ask("GET", `${path}/settings/versions/99`)).status, 404);
    assert.equal((await owen.ask("GET", `${path}/settings/versions?cursor=x`)).status, 400);
  });
});

onEveryEngine("roles that settings give", (open) => {
  test("D2 nobody gives by an import what they may not do themselves, by a group, by a rule or by a rule's place; the rest they may change", async () => {
    const scene = await start(open());
    const { world, needs, owen, path } = scene;
    const rights = { directories: "all", tickets: "all", customers: "all", users: "all", agents: "all", assets: "all" } as const;
    const dan = await signInAs(needs, { name: "Dan", isAdministrator: false, rights });
    const { technician, administrator } = world.agentRoles;
    const group = (roleId: number, groupId = "g1") => ({ id: 0, groupId, groupName: "IT", gives: { kind: "agentRole", roleId } as const });
    const rule = (agentRoleId: number) => makeMapping({ id: 0, sequence: 1, name: "Staff", destination: { kind: "agent", agentRoleId } });
    const save = async (who: SignedIn, change: Partial<ConnectionSettings>) => {
      const { settings, version } = await show(scene);
      return (await who.ask("PUT", `${path}/settings`, { settings: { ...settings, ...change } }, from(version))).status;
    };
    assert.equal(await save(dan, { groupMappings: [group(administrator)] }), 403);
    assert.equal(await save(dan, { mappings: [rule(administrator)] }), 403);
    const { settings, version } = await show(scene);
    await dan.ask("PUT", `${path}/draft`, { settings: { ...settings, groupMappings: [group(administrator)] }, baseVersion: version });
    assert.equal((await dan.ask("POST", `${path}/draft/publish`, undefined, from(version))).status, 403);
    assert.equal((await show(scene)).version, version);

    assert.equal(await save(dan, { groupMappings: [group(technician)] }), 200);
    assert.equal(
      await save(owen, {
        groupMappings: [group(administrator)],
        mappings: [...settings.mappings, rule(administrator)].map((one, at) => ({ ...one, sequence: at + 1 })),
      }),
      200,
    );
    assert.equal(await save(dan, { keepsSiteOfExisting: true }), 200, "what an administrator gave may stay");
    assert.equal(await save(dan, { groupMappings: [group(administrator), group(administrator, "g2")] }), 403);
    const { mappings } = (await show(scene)).settings;
    const turned = mappings.map((one) => ({ ...one, sequence: mappings.length + 1 - one.sequence }));
    assert.equal(await save(dan, { mappings: turned }), 403, "whom a rule reaches is up to those before it");
    assert.equal(await save(dan, { groupMappings: [] }), 200, "taking away gives nothing");
  });
});

onEveryEngine("drafts", (open) => {
  test("P5 a draft is its author's own, may be faulty, and names who else is editing", async () => {
    const scene = await start(open());
    const { world, owen, priya, path } = scene;
    const { settings, version } = await show(scene);
    assert.equal((await owen.ask("GET", `${path}/draft`)).body, null);
    const broken = { ...withPorto(settings, world), agentActivation: { isOn: true, roleIds: [] } };
    const kept = await owen.ask("PUT", `${path}/draft`, { settings: broken, baseVersion: version });
    assert.equal(kept.status, 200, kept.text);
    await priya.ask("PUT", `${path}/draft`, { settings, baseVersion: version });
    const draft = DraftView.parse((await owen.ask("GET", `${path}/draft`)).body);
    assert.deepEqual(draft.settings, broken, "kept to the letter, with the numbers that the editor chose");
    assert.deepEqual([draft.isBehind, draft.alsoEditing], [false, ["Priya"]]);
    assert.deepEqual(draft.changes, ['Rule 1 "Porto" added: org unit is under /Porto → Porto', "Active by role: off → on"]);
    const effect = await owen.ask("POST", `${path}/draft/effect`);
    assert.deepEqual([effect.status, effect.body.faults[0].at], [400, "agentActivation.roleIds"]);
    const published = await owen.ask("POST", `${path}/draft/publish`, undefined, from(version));
    assert.equal(published.status, 400);
    assert.notEqual((await owen.ask("GET", `${path}/draft`)).body, null, "the draft stays");
    const unheard = await owen.ask("PUT", `${path}/draft`, { settings, baseVersion: version + 1 });
    assert.equal(unheard.body.faults[0].at, "baseVersion");
    assert.equal((await owen.ask("PUT", `${path}/draft`, { settings: { mappings: [] }, baseVersion: 1 })).status, 400, "but not any shape");
    assert.equal((await owen.ask("DELETE", `${path}/draft`)).status, 204);
    assert.equal((await owen.ask("GET", `${path}/draft`)).body, null);
    assert.notEqual((await priya.ask("GET", `${path}/draft`)).body, null);
  });

  test("P5 publishing makes a draft the settings in force and gives new rules their numbers", async () => {
    const scene = await start(open());
    const { world, owen, path } = scene;
    const { settings, version } = await show(scene);
    await owen.ask("PUT", `${path}/draft`, { settings: withPorto(settings, world), baseVersion: version });
    const published = await owen.ask("POST", `${path}/draft/publish`, undefined, from(version));
    assert.equal(published.status, 200, published.text);
    assert.deepEqual([published.body.version, published.body.savedBy], [version + 1, "Owen"]);
    assert.ok((await show(scene)).settings.mappings.every((mapping) => mapping.id > 0));
    assert.equal((await owen.ask("GET", `${path}/draft`)).body, null);
    assert.equal((await owen.ask("POST", `${path}/draft/publish`, undefined, from(version + 1))).status, 404);
  });

  test("P5 of two drafts the second to be published waits until its author has seen what the first changed", async () => {
    const scene = await start(open());
    const { world, owen, priya, path } = scene;
    const { settings, version } = await show(scene);
    await owen.ask("PUT", `${path}/draft`, { settings: withPorto(settings, world), baseVersion: version });
    await priya.ask("PUT", `${path}/draft`, { settings: { ...settings, keepsSiteOfExisting: true }, baseVersion: version });
    await owen.ask("POST", `${path}/draft/publish`, undefined, from(version));
    const late = await priya.ask("POST", `${path}/draft/publish`, undefined, from(version));
    assert.deepEqual([late.status, late.body.current.by, late.body.current.version], [412, "Owen", version + 1]);
    const draft = DraftView.parse((await priya.ask("GET", `${path}/draft`)).body);
    assert.deepEqual([draft.isBehind, draft.baseVersion, draft.currentVersion], [true, version, version + 1]);
    assert.deepEqual(draft.changes, ['Rule 1 "Porto" removed', "Users who are there already keep their site: off → on"]);
    const seen = await priya.ask("POST", `${path}/draft/publish`, undefined, from(version + 1));
    assert.deepEqual([seen.status, seen.body.version], [200, version + 2]);
  });

  test("P5 the effect of a draft is a run that writes nothing and can never be applied", async () => {
    const scene = await start(open());
    const { world, needs, owen, path } = scene;
    const { settings, version } = await show(scene);
    await owen.ask("PUT", `${path}/draft`, { settings: withPorto(settings, world), baseVersion: version });
    assert.equal((await owen.ask("POST", `${path}/draft/effect`)).status, 409, "nothing was read yet");
    await world.import({ applies: false });
    const { status, body } = await owen.ask("POST", `${path}/draft/effect`);
    assert.equal(status, 202);
    await new Promise<void>((resolve) => needs.live.watch(body.runId, { onProgress: () => undefined, onEnd: resolve }));
    const run = await getRun(world.db, body.runId);
    assert.deepEqual([run.kind, run.state, run.startedBy], ["whatIf", "shown", "Owen"]);
    assert.equal((await show(scene)).version, version);
  });
});
