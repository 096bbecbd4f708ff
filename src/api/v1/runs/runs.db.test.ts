import assert from "node:assert/strict";
import { test } from "node:test";
import { makePerson, onEveryEngine } from "../../../../test/make.ts";
import { getConnection } from "../../../connections/get-connection.ts";
import { runWhatIf } from "../../../sync/run-what-if.ts";
import { countUsers, importNow, type Page, problemOf, settled, startScene } from "../../testing/make-run-scene.ts";
import type { ChangeRow, RunRow, RunView } from "../shapes/run.ts";

onEveryEngine("runs over the API", (open) => {
  test("G10 an import is started, followed, shown and applied as the very plan that was shown", async () => {
    const scene = await startScene(open());
    const { browser, world } = scene;
    const run = await importNow(scene);
    assert.equal(run.state, "planned");
    assert.equal(run.says, "Nothing has been written yet. What you apply is this list, exactly.");
    assert.deepEqual([run.effects, run.ticked, run.lines, run.takesAway, run.confirms], [10, 10, 10, 0, null]);
    assert.equal(run.isFirstImport, true);
    assert.equal(run.validUntil, "2026-11-21T16:00:00.000Z");
    assert.deepEqual(run.readingSays, ["Complete reading: 10 accounts, 4 pages, 4 requests, 0.0 s (the first one)"]);
    assert.ok(run.sideEffects.includes("no mail is sent to anybody"));
    assert.equal(run.can.apply.isPossible, true);
    assert.equal(await countUsers(world), 0);
    const applied = await browser.post(`/runs/${run.id}/apply`, { plan: run.planNumber });
    assert.equal(applied.status, 202);
    const done = await settled(browser, run.id);
    assert.equal(done.state, "applied");
    assert.equal(done.says, "10 applied, 0 failed.");
    assert.equal(await countUsers(world), 10);
    const again = await importNow(scene);
    assert.equal(again.says, "Nothing to do. 10 read, 0 changes, 0 writes, 0.0 s.");
  });

  test("G10 an import that can't start is refused at once, with the reason", async () => {
    const scene = await startScene(open());
    const { browser, world } = scene;
    const { db, connectionId } = world;
    assert.equal((await browser.post("/imports", { connectionId, kind: "sometimes" })).status, 400);
    assert.equal((await browser.post("/imports", { connectionId: 999 })).status, 404);
    await db.updateTable("connections").set({ state: "paused", paused_because: "The sign-in was revoked." }).execute();
    const paused = await browser.post("/imports", { connectionId, kind: "scheduled" });
    assert.equal(paused.status, 409);
    assert.match((await problemOf(paused)).detail, /is paused: The sign-in was revoked\./);
    await db.updateTable("connections").set({ state: "new" }).execute();
    assert.equal((await browser.post("/imports", { connectionId })).status, 409);
    await db.updateTable("connections").set({ state: "connected" }).execute();
    await world.configure({ mappings: [] });
    const without = await browser.post("/imports", { connectionId });
    assert.equal(without.status, 400);
    assert.equal((await browser.read<Page<RunRow>>("/runs")).total, 0);
  });

  test("G10 a run that the directory refuses is kept with the reason, and can be tried again", async () => {
    const scene = await startScene(open());
    scene.directory.failsAfterPages = 1;
    const run = await importNow(scene);
    assert.equal(run.state, "failed");
    assert.match(run.says, /The directory did not answer\. Nothing was written to the desk\./);
    assert.equal(run.can.retry.isPossible, true);
    assert.equal((await scene.browser.read<Page<ChangeRow>>(`/runs/${run.id}/changes`)).total, 0);
  });

  test("G10 the list of runs is filtered, paged, and folds runs without changes", async () => {
    const scene = await startScene(open());
    const { browser, world, directory } = scene;
    const first = await importNow(scene, { applies: true });
    for (let n = 0; n < 3; n += 1) await importNow(scene);
    directory.people.push(makePerson("n1"));
    const last = await importNow(scene, { applies: true });
    const list = async (query: string) => await browser.read<Page<RunRow>>(`/runs?${query}`);
    assert.equal((await list("")).total, 5);
    const folded = await list("folded=true");
    assert.deepEqual(
      folded.items.map((row) => [row.id, row.folded?.n ?? null, row.folded?.oldestId ?? null]),
      [
        [last.id, null, null],
        [last.id - 1, 3, first.id + 1],
        [first.id, null, null],
      ],
    );
    assert.deepEqual(
      [folded.items[0]?.created, folded.items[2]?.created, folded.items[2]?.read, folded.items[2]?.what],
      [1, 10, 10, "import"],
    );
    assert.equal((await list("result=noChanges")).total, 3);
    assert.equal((await list("state=applied&kind=manual&limit=1")).items.length, 1);
    const sheet = await list("limit=2");
    assert.deepEqual(
      (await list(`limit=2&cursor=${sheet.next}`)).items.map((row) => row.id),
      [last.id - 2, last.id - 3],
    );
    assert.equal((await list("since=2026-11-22T00:00:00Z")).total, 0);
    assert.equal((await list(`connectionId=${world.connectionId + 1}`)).total, 0);
    assert.equal((await browser.get("/runs?state=lost")).status, 400);
  });

  test("P2 a what-if is shown like any run, listed only when asked for, and nothing of it can be applied", async () => {
    const scene = await startScene(open());
    const { browser, world } = scene;
    await importNow(scene);
    const { settings } = await getConnection(world.db, world.connectionId);
    const input = { connectionId: world.connectionId, settings, startedBy: "kim", onProgress: () => undefined };
    const { id } = await runWhatIf(world.context, input);
    const run = await browser.read<RunView>(`/runs/${id}`);
    assert.deepEqual([run.state, run.what, run.effects, run.planHash], ["shown", "what if", 10, null]);
    assert.deepEqual([run.can.apply.isPossible, run.can.tick.isPossible, run.can.reject.isPossible], [false, false, false]);
    assert.equal((await browser.read<Page<ChangeRow>>(`/runs/${id}/changes?kind=create`)).total, 10);
    assert.equal((await browser.post(`/runs/${id}/apply`, { plan: String(id) })).status, 409);
    assert.equal((await browser.post(`/runs/${id}/ticks`, { isTicked: false, seqs: [1] })).status, 409);
    assert.equal((await browser.post(`/runs/${id}/reject`, { plan: String(id) })).status, 409);
    assert.equal((await browser.read<Page<RunRow>>("/runs")).total, 1);
    assert.deepEqual(
      (await browser.read<Page<RunRow>>("/runs?kind=whatIf")).items.map((row) => row.id),
      [id],
    );
  });
});
