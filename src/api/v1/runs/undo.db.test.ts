import assert from "node:assert/strict";
import { test } from "node:test";
import { makePerson, onEveryEngine } from "../../../../test/make.ts";
import { editRecord } from "../../../desk/edit-record.ts";
import { countUsers, importNow, limitedTo, type Page, problemOf, settled, startScene } from "../../testing/make-run-scene.ts";
import type { ChangeRow, RunView } from "../shapes/run.ts";

onEveryEngine("undo over the API", (open) => {
  test("P4 a run is taken back, sparing what was edited since, also when newer previews exist", async () => {
    const scene = await startScene(open());
    const { browser, world, directory } = scene;
    const first = await importNow(scene, { applies: true });
    const rui = (await world.db.selectFrom("users").select("id").where("email", "=", "p4@example.test").executeTakeFirstOrThrow()).id;
    await editRecord(world.db, {
      entity: "user",
      recordId: rui,
      edit: { values: { title: "Boss" } },
      by: "Owen",
      now: new Date("2026-11-21T14:33:00Z"),
      expectsVersion: null,
    });
    directory.people.push(makePerson("n1"));
    world.clock.now = new Date("2026-11-21T14:34:00Z");
    const newer = await importNow(scene);
    assert.equal(newer.state, "planned");
    const { runId } = await browser.send<{ runId: number }>(`/runs/${first.id}/undo`, { seqs: null });
    const undo = await settled(browser, runId);
    assert.equal(undo.state, "planned");
    assert.equal(
      undo.says,
      "9 changes will be taken back. 1 is left alone: Person 4 was edited by hand at 14:33 UTC (Owen). Nothing is sent to Google.",
    );
    assert.deepEqual([undo.kind, undo.undoesRunId, undo.takesAway, undo.spared.length], ["undo", first.id, 9, 1]);
    await browser.send(`/runs/${runId}/apply`, { plan: undo.planNumber, confirms: 9 });
    const done = await settled(browser, runId);
    assert.equal(done.says, `As before run ${first.id}, except 1.`);
    assert.equal(await countUsers(world), 1);
    const original = await browser.read<RunView>(`/runs/${first.id}`);
    assert.equal(original.undoneByRunId, runId);
    assert.equal((await browser.read<Page<ChangeRow>>(`/runs/${first.id}/changes?state=undone`)).total, 9);
  });

  test("P4 rows of a run are taken back by their places, and a run that was taken back is not taken back again", async () => {
    const scene = await startScene(open());
    const { browser, world } = scene;
    const first = await importNow(scene, { applies: true });
    assert.equal((await browser.post(`/runs/${first.id}/undo`, { seqs: [1, 77] })).status, 400);
    const { runId } = await browser.send<{ runId: number }>(`/runs/${first.id}/undo`, { seqs: [1] });
    const undo = await settled(browser, runId);
    await browser.send(`/runs/${runId}/apply`, { plan: undo.planNumber, confirms: 1 });
    assert.equal((await settled(browser, runId)).says, `1 change of run ${first.id} taken back.`);
    assert.equal(await countUsers(world), 9);
    const rest = await browser.send<{ runId: number }>(`/runs/${first.id}/undo`, { seqs: null });
    const all = await settled(browser, rest.runId);
    await browser.send(`/runs/${rest.runId}/apply`, { plan: all.planNumber, confirms: 9 });
    assert.equal((await settled(browser, rest.runId)).says, `As before run ${first.id}.`);
    const again = await browser.post(`/runs/${first.id}/undo`, { seqs: null });
    assert.equal(again.status, 409);
    assert.match((await problemOf(again)).detail, new RegExp(`taken back already, by run ${rest.runId}`));
  });

  test("P4 a plan back is stopped by no limit, also when rows of it are chosen", async () => {
    const scene = await startScene(open());
    const { browser, world } = scene;
    await world.configure({ limits: limitedTo(2) });
    const first = await importNow(scene, { applies: true });
    const { runId } = await browser.send<{ runId: number }>(`/runs/${first.id}/undo`, { seqs: null });
    await settled(browser, runId);
    const chosen = await browser.send<RunView>(`/runs/${runId}/ticks`, { isTicked: false, seqs: [1] });
    assert.deepEqual(
      chosen.limits.filter((limit) => limit.isTripped),
      [],
    );
  });
});
