import assert from "node:assert/strict";
import { test } from "node:test";
import { makePerson, onEveryEngine } from "../../../../test/make.ts";
import { editRecord } from "../../../desk/edit-record.ts";
import type { Db } from "../../../store/open-database.ts";
import { approvePlan } from "../../../sync/approve-plan.ts";
import { changeSettings, importNow, limitedTo, type Page, problemOf, settled, startScene } from "../../testing/make-run-scene.ts";
import type { ChangeRow, RunRecord, RunView } from "../shapes/run.ts";

onEveryEngine("approval over the API", (open) => {
  test("P3 a plan over a limit waits, says what it looks like, and is approved by its number and the number of people", async () => {
    const scene = await startScene(open());
    const { browser, world, directory } = scene;
    await world.configure({ deactivatesSuspendedUsers: true, limits: limitedTo(2) });
    await importNow(scene, { applies: true });
    world.clock.now = new Date("2026-11-21T14:29:00Z");
    for (const index of [0, 1, 2])
      directory.people[index] = makePerson(`p${index}`, { orgUnit: "/Porto", standing: "suspended", name: `Person ${index}` });
    directory.people.push(makePerson("n1", { orgUnit: "/Leeds" }));
    const run = await importNow(scene, { kind: "scheduled", applies: true });
    assert.equal(run.state, "waiting");
    assert.equal(
      run.approval?.sentence,
      "Waiting for you. 3 people would be deactivated: 30.0 % of 10. Your limit is 2 people. Nothing has been written, not even the first 2.",
    );
    assert.equal(run.approval?.looksLike, "Looks like: all 3 are in org unit /Porto, and all are suspended in Google.");
    assert.equal(run.approval?.expiresAt, "2026-11-22T14:29:00.000Z");
    assert.deepEqual(run.approval?.raise, [{ name: "deactivations", limit: { count: 3, percent: null } }]);
    assert.deepEqual([run.confirms, run.takesAway, run.approval?.tripped], [3, 3, 3]);
    assert.equal((await browser.read<Page<ChangeRow>>(`/runs/${run.id}/changes?counts=tripped`)).total, 3);
    for (const confirms of [undefined, 2]) {
      const refused = await browser.post(`/runs/${run.id}/apply`, { plan: run.planNumber, confirms });
      assert.equal(refused.status, 400);
      assert.equal((await problemOf(refused)).faults?.[0]?.at, "confirms");
    }
    // Somebody edits one of them meanwhile: the page says so before, and the row is left out.
    const kofi = (await world.db.selectFrom("users").select("id").where("email", "=", "p1@example.test").executeTakeFirstOrThrow()).id;
    await editRecord(world.db, {
      entity: "user",
      recordId: kofi,
      edit: { values: { title: "Boss" } },
      by: "Owen",
      now: new Date("2026-11-21T14:31:00Z"),
      expectsVersion: null,
    });
    const drifting = await browser.read<RunView>(`/runs/${run.id}`);
    const says = "Person 1 was changed by Owen at 14:31 UTC after this plan was made; the row is left out and will be planned again.";
    assert.deepEqual(
      drifting.spared.map((line) => line.says),
      [says],
    );
    world.clock.now = new Date("2026-11-21T14:32:00Z");
    await browser.send(`/runs/${run.id}/apply`, { plan: run.planNumber, confirms: 3, reason: "Porto closed" });
    const done = await settled(browser, run.id);
    assert.equal(done.says, "3 applied, 0 failed, 1 left out because changed meanwhile.");
    assert.deepEqual(
      done.spared.map((line) => line.says),
      [says],
    );
    const { log } = await browser.read<RunRecord>(`/runs/${run.id}/record`);
    assert.ok(
      log.some((step) => /^Approved by .+: plan \d+-[0-9A-F]{4}, 4 changes\. Reason: Porto closed$/.test(step.says)),
      JSON.stringify(log),
    );
    assert.ok(log.some((step) => step.says.startsWith("Stopped before the first change: 3 people would be deactivated")));
  });

  test("P3 a plan over a limit is approved without the people over it, who are held", async () => {
    const scene = await startScene(open());
    const { browser, world, directory } = scene;
    await world.configure({ deactivatesSuspendedUsers: true, limits: limitedTo(2) });
    await importNow(scene, { applies: true });
    for (const index of [0, 1, 2]) directory.people[index] = makePerson(`p${index}`, { standing: "suspended", name: `Person ${index}` });
    directory.people.push(makePerson("n1", { orgUnit: "/Leeds" }));
    const run = await importNow(scene, { applies: true });
    await browser.send(`/runs/${run.id}/apply`, { plan: run.planNumber, without: "tripped" });
    const done = await settled(browser, run.id);
    assert.equal(done.says, "1 applied, 0 failed, 3 not chosen.");
    const next = await importNow(scene, { applies: true });
    assert.equal(next.state, "nothingToDo");
    assert.equal(next.counts?.leftOut.held, 3);
    assert.equal((await world.db.selectFrom("users").select("id").where("is_active", "=", false).execute()).length, 0);
  });

  test("P3 without the people over it means the limits that are shown, also one that was lowered since", async () => {
    const scene = await startScene(open());
    const { browser, world, directory } = scene;
    await world.configure({ deactivatesSuspendedUsers: true, limits: limitedTo(2) });
    await importNow(scene, { applies: true });
    for (const index of [0, 1, 2]) directory.people[index] = makePerson(`p${index}`, { standing: "suspended", name: `Person ${index}` });
    directory.people[5] = makePerson("p5", { orgUnit: "/Leeds", name: "Another name" });
    directory.people.push(makePerson("n1", { orgUnit: "/Leeds" }));
    const run = await importNow(scene, { applies: true });
    await changeSettings(world, { limits: { ...limitedTo(2), creations: { count: 0, percent: null } } });
    const shown = await browser.read<RunView>(`/runs/${run.id}`);
    assert.deepEqual(
      shown.limits.filter((limit) => limit.isTripped).map((limit) => limit.name),
      ["deactivations", "creations"],
    );
    await browser.send(`/runs/${run.id}/apply`, { plan: run.planNumber, without: "tripped" });
    assert.equal((await settled(browser, run.id)).says, "1 applied, 0 failed, 4 not chosen.");
  });

  test("P3 a plan of which somebody chooses rows while it is approved is not applied", async () => {
    const scene = await startScene(open());
    const { browser, world, directory } = scene;
    await world.configure({ deactivatesSuspendedUsers: true, limits: limitedTo(2) });
    await importNow(scene, { applies: true });
    for (const index of [0, 1, 2]) directory.people[index] = makePerson(`p${index}`, { standing: "suspended", name: `Person ${index}` });
    directory.people.push(makePerson("n1", { orgUnit: "/Leeds" }), makePerson("n2", { orgUnit: "/Leeds" }));
    const run = await importNow(scene, { applies: true });
    const { items } = await browser.read<Page<ChangeRow>>(`/runs/${run.id}/changes?kind=create`);
    const seqs = items.slice(0, 1).map((row) => row.seq);
    const { planNumber } = await browser.send<RunView>(`/runs/${run.id}/ticks`, { isTicked: false, seqs });
    const chooseOnce = once(() => scene.owen.send(`/runs/${run.id}/ticks`, { isTicked: true, seqs }));
    const context = { ...world.context, database: { ...world.context.database, db: beforeTransactions(world.db, chooseOnce) } };
    const approving = approvePlan(context, {
      connection: world.connectionId,
      runId: run.id,
      plan: planNumber,
      by: "Priya",
      isWithoutTripped: true,
      onProgress: () => undefined,
    });
    await assert.rejects(approving, /is plan .* by now, and waits/);
    assert.equal((await world.db.selectFrom("users").select("id").where("name", "like", "n%").execute()).length, 0);
    assert.equal((await world.db.selectFrom("holds").select("external_id").execute()).length, 0, "nobody is held");
  });

  test("P3 a rejected plan holds its people; a limit raised meanwhile lets the plan be approved, other settings don't", async () => {
    const scene = await startScene(open());
    const { browser, world, directory } = scene;
    await world.configure({ deactivatesSuspendedUsers: true, limits: limitedTo(2) });
    await importNow(scene, { applies: true });
    for (const index of [0, 1, 2]) directory.people[index] = makePerson(`p${index}`, { standing: "suspended", name: `Person ${index}` });
    const run = await importNow(scene, { applies: true });
    await changeSettings(world, { limits: limitedTo(3) });
    const raised = await browser.read<RunView>(`/runs/${run.id}`);
    assert.deepEqual([raised.staleBecause, raised.can.approve.isPossible, raised.limits[0]?.isTripped], [null, true, false]);
    assert.equal((await browser.post(`/runs/${run.id}/reject`, { plan: "1-0000" })).status, 409);
    const rejected = await browser.send<RunView>(`/runs/${run.id}/reject`, { plan: run.planNumber, reason: "Wait for HR" });
    assert.equal(rejected.state, "rejected");
    assert.match(rejected.says, /Nothing was written; 3 held until the directory changes again\./);
    assert.equal((await browser.post(`/runs/${run.id}/reject`, { plan: run.planNumber })).status, 409);
  });

  test("P3 a plan that nobody answers within a day is given up by the next import", async () => {
    const scene = await startScene(open());
    const { world, directory } = scene;
    await world.configure({ deactivatesSuspendedUsers: true, limits: limitedTo(2) });
    await importNow(scene, { applies: true });
    for (const index of [0, 1, 2]) directory.people[index] = makePerson(`p${index}`, { standing: "suspended", name: `Person ${index}` });
    const run = await importNow(scene, { applies: true });
    world.clock.now = new Date("2026-11-22T14:00:01Z");
    const tomorrow = await scene.signIn();
    const expired = await tomorrow.read<RunView>(`/runs/${run.id}`);
    assert.deepEqual(expired.can.approve, { isPossible: false, because: "Nobody answered within 24 hours." });
    assert.equal((await tomorrow.post(`/runs/${run.id}/apply`, { plan: run.planNumber, confirms: 3 })).status, 409);
    const next = await importNow({ ...scene, browser: tomorrow }, { applies: true });
    assert.equal(next.state, "waiting");
    assert.match((await tomorrow.read<RunView>(`/runs/${run.id}`)).says, /^Nobody answered within 24 hours; a newer plan took the place/);
  });
});

/** The same database; something happens right before each transaction. */
function beforeTransactions(db: Db, happens: () => Promise<unknown>): Db {
  return new Proxy(db, {
    get: (target, key) => {
      if (key === "transaction")
        return () => ({
          execute: async (work: Parameters<ReturnType<Db["transaction"]>["execute"]>[0]) => {
            await happens();
            return await target.transaction().execute(work);
          },
        });
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function once(work: () => Promise<unknown>): () => Promise<unknown> {
  let done: Promise<unknown> | null = null;
  return () => (done ??= work());
}
