import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { test } from "node:test";
import { editRecord } from "../../src/desk/edit-record.ts";
import { Conflict } from "../../src/model/errors.ts";
import { planNumber } from "../../src/model/run.ts";
import type { Database } from "../../src/store/open-database.ts";
import { approvePlan } from "../../src/sync/approve-plan.ts";
import { tickLines } from "../../src/sync/tick-lines.ts";
import { dumpDesk, findRecord, listLines, makeFreshWorld, makeMapping, makePerson, onEveryEngine, sayLines, type World } from "../make.ts";
import { type MemoryDirectory, makeDirectory } from "../memory-directory.ts";

const analyst = { attributes: { organizations: [{ title: "Analyst" }] } };
const author = { attributes: { organizations: [{ title: "Author" }] } };

/** Two people on the desk, of whom the directory has changed one, and a third who is new. */
async function start(database: Database): Promise<{ world: World; directory: MemoryDirectory }> {
  const directory = makeDirectory([makePerson("p1", analyst), makePerson("p2", analyst)]);
  const world = await makeFreshWorld(database, directory);
  await world.import();
  directory.people = [makePerson("p1", author), makePerson("p2", analyst), makePerson("p3", analyst)];
  return { world, directory };
}

const preview = (world: World) => world.import({ applies: false });
const approve = (world: World, plan: string | null = null) =>
  approvePlan(world.context, { connection: world.connectionId, plan, by: "kim", onProgress: () => undefined });
const titleOf = async (world: World, id: string) => (await findRecord(world, id))?.values.title;

async function edit(world: World, id: string, values: { [field: string]: string | null }): Promise<void> {
  const recordId = (await findRecord(world, id))?.id ?? 0;
  await editRecord(world.db, { entity: "user", recordId, edit: { values }, by: "kim", now: world.clock.now, expectsVersion: null });
}

onEveryEngine("P1 P3 the plan is the preview is the effect", (open) => {
  test("G10 a preview writes nothing to the desk and says what would be done", async () => {
    const { world } = await start(open());
    const before = await dumpDesk(world.db, { isWithVersions: true });
    const run = await preview(world);
    assert.deepEqual([run.state, await sayLines(world, run.id)], ["planned", ["p1 user update", "p3 user create"]]);
    assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true }), before);
  });

  test("G10 applying a preview does exactly its lines, to the letter as they were stored", async () => {
    const { world } = await start(open());
    const untouched = await findRecord(world, "p2");
    const run = await preview(world);
    const shown = (await listLines(world, run.id)).map((line) => line.change);
    const applied = await approve(world, planNumber(run));
    assert.deepEqual([applied.id, applied.state, applied.result?.applied], [run.id, "applied", 2]);
    assert.deepEqual(
      (await listLines(world, run.id)).map((line) => line.change),
      shown,
    );
    const changed = await findRecord(world, "p1");
    for (const field of shown.find((change) => change.externalId === "p1")?.fields ?? [])
      assert.equal(changed?.values[field.field], field.after);
    assert.deepEqual(await findRecord(world, "p2"), untouched);
    assert.equal((await findRecord(world, "p3"))?.siteId, world.sites.leeds);
  });

  test("G10 a stored line that somebody tampered with is refused, nothing is written, and the next import makes a new plan", async () => {
    const { world } = await start(open());
    const run = await preview(world);
    const before = await dumpDesk(world.db);
    await world.db
      .updateTable("changes")
      .set((eb) => ({ detail: eb.fn("replace", ["detail", eb.val("Author"), eb.val("Owner")]) }))
      .where("run_id", "=", run.id)
      .execute();
    await assert.rejects(approve(world), Conflict);
    assert.deepEqual(await dumpDesk(world.db), before);
    assert.equal((await world.import()).state, "applied");
    assert.equal(await titleOf(world, "p1"), "Author");
  });

  test("G10 a line that was tampered with together with its digest makes another plan than the one that was shown: refused", async () => {
    const { world } = await start(open());
    const run = await preview(world);
    const before = await dumpDesk(world.db);
    const line = (await listLines(world, run.id)).find(({ change }) => change.externalId === "p1");
    const detail = JSON.stringify(line?.change).replace("Author", "Owner");
    await world.db
      .updateTable("changes")
      .set({ detail, digest: Buffer.from(hash("sha256", detail, "hex"), "hex") })
      .where("run_id", "=", run.id)
      .where("seq", "=", line?.seq ?? 0)
      .execute();
    await assert.rejects(approve(world), Conflict);
    assert.deepEqual(await dumpDesk(world.db), before);
  });

  test("G10 a record that was edited by hand after the preview is left out as changed meanwhile, and planned again next time", async () => {
    const { world } = await start(open());
    const run = await preview(world);
    await edit(world, "p1", { title: "Poet" });
    const applied = await approve(world);
    assert.deepEqual([applied.result?.applied, applied.result?.changedSince, await titleOf(world, "p1")], [1, 1, "Poet"]);
    assert.equal((await listLines(world, run.id)).find(({ change }) => change.externalId === "p1")?.state, "changedSince");
    const again = await preview(world);
    const [line] = await listLines(world, again.id);
    assert.deepEqual(
      [await sayLines(world, again.id), line?.change.fields[0]?.before, line?.change.fields[0]?.overwritesHandEdit],
      [["p1 user update"], "Poet", true],
    );
  });

  test("G10 a preview that is older than the settings is refused", async () => {
    const { world } = await start(open());
    await preview(world);
    await world.configure({ keepsSiteOfExisting: true });
    await assert.rejects(approve(world), /version .* of the settings/);
  });

  test("G10 a preview is no longer valid once a newer one is made", async () => {
    const { world, directory } = await start(open());
    const old = await preview(world);
    directory.people.push(makePerson("p4"));
    await preview(world);
    await assert.rejects(approve(world, planNumber(old)), /out of date/);
  });

  test("G10 a preview is no longer valid once a newer import found nothing to do", async () => {
    const { world, directory } = await start(open());
    directory.people = [makePerson("p1", author), makePerson("p2", analyst)];
    const old = await preview(world);
    directory.people = [makePerson("p1", analyst), makePerson("p2", analyst)];
    assert.equal((await world.import()).state, "nothingToDo");
    await assert.rejects(approve(world, planNumber(old)), Conflict);
    assert.equal(await titleOf(world, "p1"), "Analyst");
  });

  test("G10 only the rows that were chosen are written, and the others are planned again", async () => {
    const { world } = await start(open());
    const run = await preview(world);
    const chosen = await tickLines(world.context, run.id, { kind: "only", people: ["P1@Example.test"] });
    assert.notEqual(chosen.planHash, run.planHash);
    await assert.rejects(approve(world, run.planHash), /no plan/);
    const applied = await approve(world, chosen.planHash);
    assert.deepEqual([applied.result?.applied, applied.result?.unticked, await findRecord(world, "p3")], [1, 1, null]);
    assert.deepEqual(await sayLines(world, (await preview(world)).id), ["p3 user create"]);
  });

  test("G10 rows are chosen by directory id too, whatever its capitals", async () => {
    const { world, directory } = await start(open());
    directory.people.push(makePerson("ID-Four"));
    const run = await preview(world);
    await tickLines(world.context, run.id, { kind: "only", people: ["ID-Four"] });
    await approve(world);
    assert.notEqual(await findRecord(world, "ID-Four"), null);
  });

  test("G10 choosing somebody who is not in the plan is refused, and nothing is chosen", async () => {
    const { world } = await start(open());
    const run = await preview(world);
    await assert.rejects(
      tickLines(world.context, run.id, { kind: "without", people: ["p1", "nobody@example.test"] }),
      /nobody@example\.test/,
    );
    assert.ok((await listLines(world, run.id)).every((line) => line.isTicked));
  });

  test("G10 a line that the desk refuses fails alone, the others are written, and the connection goes on", async () => {
    const { world } = await start(open());
    const vip = makeMapping({
      name: "VIP",
      filter: { kind: "field", field: "email", op: "equals", value: "p3@example.test" },
      destination: { kind: "site", siteId: world.sites.leeds, userRoleId: world.userRoles.vip },
    });
    await world.configure({
      mappings: [vip, makeMapping({ sequence: 2, destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } })],
    });
    await preview(world);
    await world.db.deleteFrom("user_roles").where("id", "=", world.userRoles.vip).execute();
    const applied = await approve(world);
    assert.deepEqual(
      [applied.state, applied.result?.applied, applied.result?.failed, await titleOf(world, "p1")],
      ["applied", 1, 1, "Author"],
    );
    await world.configure({ mappings: [makeMapping({ destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } })] });
    assert.equal((await world.import()).state, "applied");
    assert.notEqual(await findRecord(world, "p3"), null);
  });
});
