import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, makeFreshWorld, makePerson, onEveryEngine, type World } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import { Conflict, Invalid, NotFound } from "../model/errors.ts";
import { editRecord, type HandEdit } from "./edit-record.ts";
import { findByKey } from "./find-candidates.ts";
import { listRecords } from "./list-records.ts";

onEveryEngine("editing a record by hand", (open) => {
  async function start(): Promise<{ world: World; id: number; edit: (change: HandEdit, expectsVersion?: number | null) => Promise<void> }> {
    const world = await makeFreshWorld(open(), makeDirectory([makePerson("p1")]));
    const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Ada", email: "ada@example.test" });
    const edit = (change: HandEdit, expectsVersion: number | null = null) =>
      editRecord(world.db, { entity: "user", recordId: id, edit: change, by: "kim", now: world.clock.now, expectsVersion });
    return { world, id, edit };
  }

  const recordOf = async (world: World, id: number) => (await listRecords(world.db, "user", [id])).get(id);

  test("D8 an edit is written, and recorded with who, before and after", async () => {
    const { world, id, edit } = await start();
    await edit({ values: { title: "Poet", "custom.size": 4 }, isProtected: true, siteId: world.sites.porto });
    const record = await recordOf(world, id);
    assert.deepEqual(
      [record?.values.title, record?.values["custom.size"], record?.isProtected, record?.siteId, record?.version],
      ["Poet", 4, true, world.sites.porto, 2],
    );
    const [entry] = await world.db.selectFrom("audit").selectAll().where("record_id", "=", id).execute();
    assert.deepEqual([entry?.actor, entry?.before?.title, entry?.after?.title, entry?.after?.isProtected], ["kim", null, "Poet", true]);
  });

  test("D8 an address that was edited is found by the new one and no longer by the old", async () => {
    const { world, id, edit } = await start();
    await edit({ values: { email: "New@Example.test" } });
    const find = async (text: string) => (await findByKey(world.db, "user", "email", [text])).map((hit) => hit.recordId);
    assert.deepEqual([await find("new@example.test"), await find("ada@example.test")], [[id], []]);
  });

  test("D8 whoever saw an older version is told, and nothing is written", async () => {
    const { world, id, edit } = await start();
    await edit({ values: { title: "Poet" } }, 1);
    await assert.rejects(edit({ values: { title: "Editor" } }, 1), Conflict);
    assert.equal((await recordOf(world, id))?.values.title, "Poet");
  });

  test("D8 of two people who edit the same version at once, one is told", async () => {
    const { world, id, edit } = await start();
    const outcomes = await Promise.allSettled(["Poet", "Editor", "Author"].map((title) => edit({ values: { title } }, 1)));
    assert.equal(outcomes.filter((outcome) => outcome.status === "fulfilled").length, 1);
    assert.equal((await recordOf(world, id))?.version, 2);
  });

  test("D8 an unknown field or record is refused, and nothing is written or recorded", async () => {
    const { world, id, edit } = await start();
    await assert.rejects(edit({ values: { title: "Poet", shoeSize: "9" } }), Invalid);
    await assert.rejects(
      editRecord(world.db, { entity: "user", recordId: 999, edit: {}, by: "kim", now: world.clock.now, expectsVersion: null }),
      NotFound,
    );
    assert.deepEqual([(await recordOf(world, id))?.version, (await world.db.selectFrom("audit").selectAll().execute()).length], [1, 0]);
  });

  test("G5 an edit makes the person due in every connection that has the record, and in no other", async () => {
    const { world, id, edit } = await start();
    await edit({ values: { title: "Poet" } });
    const due = () => world.db.selectFrom("due").select(["external_id", "because"]).execute();
    assert.deepEqual(await due(), []);
    const link = {
      connection_id: world.connectionId,
      entity: "user",
      external_id: "p1",
      record_id: id,
      since_run_id: null,
      given: "{}",
      deactivated_because: null,
      waits_for_manager: null,
    };
    await world.db.insertInto("links").values(link).execute();
    await edit({ values: { title: "Editor" } });
    assert.deepEqual(await due(), [{ external_id: "p1", because: "edited" }]);
  });
});
