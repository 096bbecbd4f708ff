import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFreshWorld, makeMapping, makeWorld, onEveryEngine, type World } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import { Conflict, Invalid, NotFound } from "../model/errors.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import { getConnection } from "./get-connection.ts";
import { saveSettings } from "./save-settings.ts";

onEveryEngine("saving settings", (open) => {
  const start = () => makeFreshWorld(open(), makeDirectory());
  const current = (world: World) => getConnection(world.db, world.connectionId);
  const save = (world: World, settings: ConnectionSettings, expectsVersion: number | null = null) =>
    saveSettings(world.db, { connectionId: world.connectionId, settings, savedBy: "kim", now: world.clock.now, expectsVersion });

  test("P2 every save is a version that is kept with who made it; the same settings again are none", async () => {
    const world = await start();
    const { settings, settingsVersion } = await current(world);
    assert.equal(await save(world, settings), settingsVersion);
    assert.equal(await save(world, { ...settings, keepsSiteOfExisting: true }), settingsVersion + 1);
    const versions = await world.db.selectFrom("settings_versions").selectAll().orderBy("version").execute();
    assert.deepEqual(
      versions.map((version) => [version.version, version.saved_by, version.settings.keepsSiteOfExisting]),
      [
        [1, "test", false],
        [2, "kim", true],
      ],
    );
  });

  test("P2 whoever edited an older version is told, and nothing is saved", async () => {
    const world = await start();
    const { settings, settingsVersion } = await current(world);
    await save(world, { ...settings, keepsSiteOfExisting: true }, settingsVersion);
    await assert.rejects(save(world, { ...settings, deactivatesSuspendedUsers: true }, settingsVersion), Conflict);
    assert.equal((await current(world)).settings.deactivatesSuspendedUsers, false);
  });

  test("P2 of two who save the same version at once, one is told", async () => {
    const world = await start();
    const { settings, settingsVersion } = await current(world);
    const changes = [{ keepsSiteOfExisting: true }, { deactivatesSuspendedUsers: true }];
    const outcomes = await Promise.allSettled(changes.map((change) => save(world, { ...settings, ...change }, settingsVersion)));
    assert.equal(outcomes.filter((outcome) => outcome.status === "fulfilled").length, 1);
    assert.equal((await current(world)).settingsVersion, settingsVersion + 1);
  });

  test("G4 a mapping keeps its number through renaming and exchanging sequences", async () => {
    const world = await start();
    const toSite = (siteId: number, name: string, sequence: number) =>
      makeMapping({ name, sequence, destination: { kind: "site", siteId, userRoleId: null } });
    const { settings } = await current(world);
    await save(world, { ...settings, mappings: [toSite(world.sites.leeds, "One", 1), toSite(world.sites.porto, "Two", 2)] });
    const [one, two] = (await current(world)).settings.mappings;
    assert.ok(one !== undefined && two !== undefined);
    await save(world, {
      ...settings,
      mappings: [
        { ...one, sequence: 2, name: "Uno" },
        { ...two, sequence: 1 },
      ],
    });
    assert.deepEqual(
      (await current(world)).settings.mappings.map(({ id, name }) => [id, name]),
      [
        [two.id, "Two"],
        [one.id, "Uno"],
      ],
    );
  });

  test("G14 settings copied from another connection are saved whole, and the other one's stay its own", async () => {
    const world = await start();
    const other = await makeWorld(open(), makeDirectory());
    const theirs = (await current(other)).settings;
    await save(world, {
      ...theirs,
      groupMappings: [{ id: 0, groupId: "g", groupName: "G", gives: { kind: "userRole", roleId: other.userRoles.vip } }],
    });
    const saved = (await current(world)).settings;
    assert.deepEqual([saved.mappings.map(({ name }) => name), saved.groupMappings.length], [["Everyone"], 1]);
    assert.deepEqual((await current(other)).settings, theirs);
  });

  test("P5 settings with a fault are refused with every fault, and nothing is saved", async () => {
    const world = await start();
    const before = await current(world);
    const bad = makeMapping({ destination: { kind: "site", siteId: 999, userRoleId: 999 } });
    await assert.rejects(
      save(world, { ...before.settings, mappings: [bad] }),
      (error) => error instanceof Invalid && error.faults.length === 2,
    );
    assert.deepEqual(await current(world), before);
  });

  test("G14 a connection is found by its name, whatever the capitals; an unknown one is answered with those there are", async () => {
    const world = await start();
    const { connection } = await current(world);
    assert.equal((await getConnection(world.db, ` ${connection.name.toUpperCase()} `)).connection.id, world.connectionId);
    await assert.rejects(
      getConnection(world.db, "Atlantis"),
      (error) => error instanceof NotFound && error.message.includes(connection.name),
    );
  });
});
