import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, dumpDesk, makeChange, makeFreshWorld, makeGrant, makeLinkState, onEveryEngine, type World } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import type { Change, FieldChange } from "../model/change.ts";
import { applyChanges, type LineOutcome } from "./apply-changes.ts";
import { listRecords } from "./list-records.ts";

const retitled: FieldChange = {
  field: "title",
  before: null,
  after: "Author",
  origin: { kind: "attribute", from: "title", policy: "directory" },
  overwritesHandEdit: false,
};
const retitle = { fields: [retitled] };
const link = { before: null, after: makeLinkState() };

onEveryEngine("applying lines to the desk", (open) => {
  async function start(): Promise<{ world: World; ada: number; bob: number }> {
    const world = await makeFreshWorld(open(), makeDirectory());
    return {
      world,
      ada: await addUser(world.db, { siteId: world.sites.leeds, name: "Ada" }),
      bob: await addUser(world.db, { siteId: world.sites.leeds, name: "Bob" }),
    };
  }

  async function apply(world: World, changes: readonly (Partial<Change> & { recordId: number })[]): Promise<readonly string[]> {
    const lines = changes.map((change, index) => ({
      seq: index + 1,
      recordId: change.recordId,
      change: makeChange({ expectsVersion: 1, ...change }),
    }));
    const outcomes = await world.db
      .transaction()
      .execute((trx) =>
        applyChanges(
          trx,
          { runId: 1, connectionId: world.connectionId, entity: "user", lines },
          { by: "test", now: new Date("2026-11-21T14:00:00Z") },
        ),
      );
    return outcomes.map(inShort);
  }

  function inShort(outcome: LineOutcome): string {
    return outcome.kind === "applied" ? `applied ${outcome.version}` : outcome.says;
  }

  const titleOf = async (world: World, id: number) => (await listRecords(world.db, "user", [id])).get(id)?.values.title;

  test("I1 a line is carried out on the version that it expects, and the version grows", async () => {
    const { world, ada } = await start();
    assert.deepEqual([await apply(world, [{ recordId: ada, ...retitle }]), await titleOf(world, ada)], [["applied 2"], "Author"]);
  });

  test("I1 a record of another version is left as it is, the other lines of the batch are carried out", async () => {
    const { world, ada, bob } = await start();
    const says = await apply(world, [
      { recordId: ada, expectsVersion: 7, ...retitle },
      { recordId: bob, externalId: "p2", ...retitle },
    ]);
    assert.deepEqual(
      [says, await titleOf(world, ada), await titleOf(world, bob)],
      [["the record was changed after this plan was made", "applied 2"], undefined, "Author"],
    );
  });

  test("I1 a record that is gone is left out", async () => {
    const { world } = await start();
    assert.deepEqual(await apply(world, [{ recordId: 999, ...retitle }]), ["the record is gone"]);
  });

  test("G9 an account or a record that was linked meanwhile is left out", async () => {
    const { world, ada, bob } = await start();
    await apply(world, [{ recordId: ada, link, kind: "link" }]);
    const again = await apply(world, [
      { recordId: bob, link, kind: "link" },
      { recordId: ada, externalId: "p2", link, kind: "link" },
    ]);
    assert.deepEqual(again, Array(2).fill("the account or the record was linked meanwhile"));
    assert.equal((await dumpDesk(world.db)).links?.length, 1);
  });

  test("G9 a link that was removed meanwhile leaves its line out", async () => {
    const { world, ada } = await start();
    const change = { before: makeLinkState(), after: makeLinkState({ deactivatedBecause: "missing" as const }) };
    assert.deepEqual(await apply(world, [{ recordId: ada, link: change, ...retitle }]), ["the link was removed meanwhile"]);
    assert.equal(await titleOf(world, ada), undefined);
  });

  test("P4 a record is not restored over another that has its number", async () => {
    const { world, ada } = await start();
    assert.deepEqual(
      await apply(world, [{ recordId: ada, kind: "create", expectsVersion: null, site: { before: null, after: world.sites.leeds } }]),
      ["a record with this number exists again"],
    );
  });

  test("G9 a line that only links writes nothing on the record", async () => {
    const { world, ada } = await start();
    const before = (await dumpDesk(world.db, { isWithVersions: true })).users;
    assert.deepEqual(await apply(world, [{ recordId: ada, link, kind: "link" }]), ["applied 1"]);
    assert.deepEqual((await dumpDesk(world.db, { isWithVersions: true })).users, before);
  });

  test("G6 a role is taken from its own source only", async () => {
    const { world, ada } = await start();
    const role = { kind: "userRole", id: world.userRoles.vip } as const;
    const byGroup = makeGrant({ ...role, source: "group", connectionId: world.connectionId });
    await apply(world, [{ recordId: ada, gains: [makeGrant(role), byGroup] }]);
    await apply(world, [{ recordId: ada, expectsVersion: 2, losses: [byGroup] }]);
    assert.deepEqual((await listRecords(world.db, "user", [ada])).get(ada)?.grants, [makeGrant(role)]);
  });

  test("D6 custom fields are written one by one, and an emptied one goes", async () => {
    const { world, ada } = await start();
    const custom = (field: string, after: string | number | null) => ({ ...retitled, field: `custom.${field}`, after });
    await apply(world, [{ recordId: ada, fields: [custom("a", "x"), custom("b", 4711)] }]);
    await apply(world, [{ recordId: ada, expectsVersion: 2, fields: [custom("a", null)] }]);
    assert.deepEqual((await listRecords(world.db, "user", [ada])).get(ada)?.values, { name: "Ada", "custom.b": 4711 });
  });
});
