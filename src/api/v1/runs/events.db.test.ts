import assert from "node:assert/strict";
import { test } from "node:test";
import { onEveryEngine } from "../../../../test/make.ts";
import { runImport } from "../../../sync/run-import.ts";
import { listRuns } from "../../../sync/run-store.ts";
import { countUsers, importNow, problemOf, settled, startScene } from "../../testing/make-run-scene.ts";
import type { RunView } from "../shapes/run.ts";

onEveryEngine("events of a run", (open) => {
  test("G10 two people who look at one plan are told of each other, and a browser that goes away stops nothing", async () => {
    const scene = await startScene(open());
    const { browser, owen } = scene;
    const run = await importNow(scene);
    const { body } = await owen.get(`/runs/${run.id}/events`);
    const reader = body?.getReader();
    await reader?.read();
    assert.deepEqual((await browser.read<RunView>(`/runs/${run.id}`)).alsoLooking, ["Owen Achterberg"]);
    assert.deepEqual((await owen.read<RunView>(`/runs/${run.id}`)).alsoLooking, []);
    await browser.send(`/runs/${run.id}/apply`, { plan: run.planNumber });
    await reader?.cancel();
    assert.equal((await settled(browser, run.id)).state, "applied");
    assert.deepEqual((await browser.read<RunView>(`/runs/${run.id}`)).alsoLooking, []);
    assert.equal((await browser.get("/runs/999/events")).status, 404);
  });

  test("G10 a run is followed by its events to the end, and one that is over says so at once", async () => {
    const scene = await startScene(open());
    const { browser, world } = scene;
    const { runId } = await browser.send<{ runId: number }>("/imports", { connectionId: world.connectionId, applies: true });
    const heard = await (await browser.get(`/runs/${runId}/events`)).text();
    const events = [...heard.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event, data]) => ({ event, data: JSON.parse(data ?? "") }));
    assert.ok(
      events.some(({ event }) => event === "progress"),
      heard,
    );
    assert.deepEqual(events.at(-1), { event: "end", data: { state: "applied", says: "10 applied, 0 failed." } });
    const after = await (await browser.get(`/runs/${runId}/events`)).text();
    assert.match(after, /event: end/);
  });

  test("G10 a run that reads is stopped on request, and nothing of it is kept", async () => {
    const scene = await startScene(open());
    const { browser, world, directory } = scene;
    const gate = Promise.withResolvers<void>();
    directory.beforePage = () => gate.promise;
    const { runId } = await browser.send<{ runId: number }>("/imports", { connectionId: world.connectionId, applies: true });
    const second = await browser.post("/imports", { connectionId: world.connectionId });
    assert.equal(second.status, 409);
    assert.match((await problemOf(second)).detail, new RegExp(`Run ${runId}, started by .* is at work on this connection`));
    const run = await browser.read<RunView>(`/runs/${runId}`);
    assert.deepEqual([run.state, run.can.cancel.isPossible], ["reading", true]);
    assert.equal((await browser.post(`/runs/${runId}/cancel`, {})).status, 202);
    gate.resolve();
    const stopped = await settled(browser, runId);
    assert.deepEqual([stopped.state, stopped.says], ["failed", "Stopped on request. Nothing was written to the desk."]);
    assert.equal((await browser.post(`/runs/${runId}/cancel`, {})).status, 409);
    assert.equal(await countUsers(world), 0);
  });

  test("G10 a run that is stopped when its plan is ready wrote nothing, and the next one does not go on with it", async () => {
    const { world } = await startScene(open());
    const stop = new AbortController();
    const input = {
      connection: world.connectionId,
      kind: "manual",
      entities: ["user", "agent"],
      applies: true,
      startedBy: "Owen",
    } as const;
    const stopped = runImport(world.context, {
      ...input,
      signal: stop.signal,
      onProgress: ({ step }) => {
        if (step === "planning") stop.abort();
      },
    });
    await assert.rejects(stopped);
    const [run] = await listRuns(world.db, { connectionId: null, limit: 1 });
    assert.deepEqual([run?.state, run?.says], ["failed", "Stopped on request. Nothing was written to the desk."]);
  });

  test("G10 whoever signs out while following a run is told nothing more of it", async () => {
    const scene = await startScene(open());
    const run = await importNow(scene);
    const following = scene.owen.get(`/runs/${run.id}/events`).then((answer) => answer.text());
    assert.equal((await scene.owen.post("/sign-out", {})).status, 204);
    assert.doesNotMatch(await following, /event: end/);
    assert.deepEqual((await scene.browser.read<RunView>(`/runs/${run.id}`)).alsoLooking, []);
  });

  test("G10 a server that stops lets go of everybody who follows a run", async () => {
    const scene = await startScene(open());
    const run = await importNow(scene);
    const following = scene.browser.get(`/runs/${run.id}/events`).then((answer) => answer.text());
    await scene.owen.read(`/runs/${run.id}`);
    await scene.needs.live.close();
    assert.match(await following, /event: state/);
  });
});
