import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, makeMapping, makePerson, onEveryEngine } from "../../../../test/make.ts";
import { changeSettings, countUsers, importNow, type Page, problemOf, settled, startScene } from "../../testing/make-run-scene.ts";
import type { ChangeDetail, ChangeFacets, ChangeRow, RunRecord, RunView } from "../shapes/run.ts";

onEveryEngine("lines of a plan over the API", (open) => {
  test("G10 lines come in windows, filtered, sorted, and opened with every field", async () => {
    const scene = await startScene(open());
    const { browser, world, directory } = scene;
    await addUser(world.db, { siteId: world.sites.porto, name: "Zoë Ćosić", email: "p9@example.test" });
    directory.people[9] = makePerson("p9", { orgUnit: "/Leeds", name: "Zoë Ćosić-Reis", email: "p9@example.test" });
    directory.people.push(makePerson("s1", { standing: "suspended" }), makePerson("room", { orgUnit: "/Rooms" }));
    await world.configure({
      matching: { users: [{ kind: "email" }], agents: [] },
      mappings: [
        makeMapping({
          name: "Not people",
          destination: { kind: "leaveOut" },
          filter: { kind: "orgUnit", path: "/Rooms", includesBelow: true },
        }),
        makeMapping({
          sequence: 2,
          name: "Leeds",
          destination: { kind: "site", siteId: world.sites.leeds, userRoleId: world.userRoles.standard },
        }),
      ],
    });
    const run = await importNow(scene);
    const page = async (query: string) => await browser.read<Page<ChangeRow>>(`/runs/${run.id}/changes?${query}`);
    const all = await page("limit=5");
    assert.equal(all.total, 12);
    // What moves somebody comes first, what is new later, who is left out last.
    assert.deepEqual([all.items[0]?.name, all.items[0]?.what, all.items[0]?.goesTo], ["Zoë Ćosić-Reis", "update 5", "Leeds ← Porto"]);
    const second = await page(`limit=500&cursor=${all.next}`);
    assert.equal(second.items.length, 7);
    assert.deepEqual(
      second.items.slice(-2).map((row) => row.kind),
      ["leftOut", "leftOut"],
    );
    assert.deepEqual(
      (await page("from=11&limit=5")).items.map((row) => row.name),
      second.items.slice(-1).map((row) => row.name),
    );
    assert.equal((await page("kind=create&kind=update")).total, 10);
    assert.equal((await page("q=cosic")).total, 1);
    assert.equal((await page("q=P9@EXAMPLE")).total, 1);
    assert.equal((await page("q=s1")).total, 1);
    assert.equal((await page("q=100%25")).total, 0);
    assert.equal((await page("field=name")).total, 1);
    assert.equal((await page("reason=suspendedAndUnknown")).total, 1);
    assert.equal((await page("matchedBy=email")).total, 1);
    assert.equal((await page(`site=${world.sites.leeds}`)).total, 10);
    assert.equal((await page("counts=siteMoves")).total, 1);
    assert.equal((await page("counts=roleGains")).total, 10);
    assert.equal((await page("counts=roleGains&kind=leftOut")).total, 0);
    assert.equal((await page("isTicked=false")).total, 0);
    assert.deepEqual(
      (await page("sort=-name&limit=1")).items.map((row) => row.name),
      ["Zoë Ćosić-Reis"],
    );
    const facets = await browser.read<ChangeFacets>(`/runs/${run.id}/facets`);
    assert.deepEqual(facets.kind, [
      { value: "update", label: "update", n: 1 },
      { value: "create", label: "create", n: 9 },
      { value: "leftOut", label: "left out", n: 2 },
    ]);
    assert.deepEqual(
      facets.mapping.map(({ label, n }) => [label, n]),
      [
        ['mapping 1 "Not people"', 1],
        ['mapping 2 "Leeds"', 11],
      ],
    );
    assert.deepEqual([facets.siteMoves, facets.roleLosses], [1, 0]);
    assert.ok(facets.field.some(({ value, label }) => value === "site" && label === "Site"));
    const detail = await browser.read<ChangeDetail>(`/runs/${run.id}/changes/${all.items[0]?.seq}`);
    assert.deepEqual(
      detail.fields.find(({ label }) => label === "Site"),
      {
        label: "Site",
        before: "Porto",
        after: "Leeds",
        from: 'mapping 2 "Leeds"',
        overwritesHandEdit: false,
        note: null,
      },
    );
    assert.deepEqual(detail.fields.find(({ label }) => label === "Name")?.from, "full name");
    assert.match(detail.rolesGained.join(), /^user role Standard \d+$/);
    assert.match(detail.matched, /^user #\d+, because the e-mail p9@example\.test is the same \(1st matching field\)$/);
    assert.equal((await browser.get(`/runs/${run.id}/changes/999`)).status, 404);
    assert.equal((await browser.get(`/runs/${run.id}/changes?sort=colour`)).status, 400);
    assert.equal((await browser.get(`/runs/${run.id}/changes?site=Leeds`)).status, 400);
    assert.equal((await browser.get(`/runs/${run.id}/changes?limit=5000`)).status, 400);
    assert.equal((await browser.get("/runs/999/changes")).status, 404);
  });

  test("G10 lines leave as a file with every filter, and no cell of it is a formula", async () => {
    const scene = await startScene(open());
    const { browser, directory } = scene;
    directory.people[0] = makePerson("p0", { name: '=HYPERLINK("http://example.test")', email: "p0@example.test" });
    const run = await importNow(scene);
    const csv = await browser.get(`/runs/${run.id}/export?format=csv&q=p0`);
    assert.match(csv.headers.get("content-type") ?? "", /^text\/csv/);
    assert.match(csv.headers.get("content-disposition") ?? "", new RegExp(`plan-${run.planNumber}\\.csv`));
    const bytes = new Uint8Array(await csv.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).split("\r\n");
    assert.equal(lines.length, 3);
    assert.ok(lines[1]?.includes(`"'=HYPERLINK(""http://example.test"")"`));
    const json = await browser.read<ChangeRow[]>(`/runs/${run.id}/export?format=json`);
    assert.equal(json.length, 10);
  });

  test("G10 choosing rows gives the plan a new number, and the former number is refused with the new one", async () => {
    const scene = await startScene(open());
    const { browser, world } = scene;
    const run = await importNow(scene);
    const chosen = await browser.send<RunView>(`/runs/${run.id}/ticks`, { isTicked: false, seqs: [1, 2] });
    assert.notEqual(chosen.planNumber, run.planNumber);
    assert.deepEqual([chosen.ticked, chosen.effects, chosen.state], [8, 10, "planned"]);
    const stale = await browser.post(`/runs/${run.id}/apply`, { plan: run.planNumber });
    assert.equal(stale.status, 409);
    assert.ok((await problemOf(stale)).detail.includes(chosen.planNumber));
    const none = await browser.send<RunView>(`/runs/${run.id}/ticks`, { isTicked: false, filter: {} });
    assert.equal(none.ticked, 0);
    assert.deepEqual(none.can.apply, { isPossible: false, because: "No row is selected." });
    const some = await browser.send<RunView>(`/runs/${run.id}/ticks`, { isTicked: true, filter: { q: "Person 3" } });
    assert.equal(some.ticked, 1);
    assert.equal((await browser.post(`/runs/${run.id}/ticks`, { isTicked: true })).status, 400);
    assert.equal((await browser.post(`/runs/${run.id}/ticks`, { isTicked: true, seqs: [99] })).status, 400);
    await browser.send(`/runs/${run.id}/apply`, { plan: some.planNumber });
    assert.equal((await settled(browser, run.id)).says, "1 applied, 0 failed, 9 not chosen.");
    assert.equal(await countUsers(world), 1);
    assert.equal((await browser.post(`/runs/${run.id}/ticks`, { isTicked: true, seqs: [1] })).status, 409);
  });

  test("G10 a preview that is older than the settings or its reading is not applied any more", async () => {
    const scene = await startScene(open());
    const { browser, world } = scene;
    const run = await importNow(scene);
    world.clock.now = new Date("2026-11-21T16:00:01Z");
    const old = await browser.read<RunView>(`/runs/${run.id}`);
    assert.equal(old.staleBecause, "Google was read 21 Nov 2026 14:00 UTC, more than 2 hours ago.");
    assert.equal((await browser.post(`/runs/${run.id}/apply`, { plan: run.planNumber })).status, 409);
    world.clock.now = new Date("2026-11-21T14:30:00Z");
    await changeSettings(world, { keepsSiteOfExisting: true });
    const outdated = await browser.read<RunView>(`/runs/${run.id}`);
    assert.match(outdated.staleBecause ?? "", /it is of version 1, version 2 is in force/);
    const record = await browser.read<RunRecord>(`/runs/${run.id}/record`);
    assert.equal(record.settings.version, 1);
    assert.deepEqual(record.settings.sinceThen, ["Users who are there already keep their site: off → on"]);
  });
});
