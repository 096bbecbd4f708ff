import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFreshWorld, makeMapping, makePerson, onEveryEngine } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import type { Database } from "../store/open-database.ts";
import { everyLine, type LineOrder, type PlanFilter } from "./line-query.ts";
import { listLinePlaces } from "./list-line-places.ts";
import { loadPlanScene } from "./load-plan-scene.ts";
import { listChanges } from "./save-changes.ts";

/** A preview of five people for two sites, one of whom is suspended and goes nowhere; returns how to list their names. */
async function preview(database: Database) {
  const people = [
    makePerson("p1", { name: "Zoë Ćosić", orgUnit: "/Porto" }),
    makePerson("p2", { name: "ANNA Öberg", orgUnit: "/Leeds" }),
    makePerson("p3", { name: "bartosz Nowak", orgUnit: "/Porto", email: "ÉMILE.Nowak@Example.test" }),
    makePerson("p4", { name: "Zoe Andersen", orgUnit: "/Leeds" }),
    makePerson("p5", { name: "Aaron Suspended", orgUnit: "/Leeds", standing: "suspended" }),
  ];
  const world = await makeFreshWorld(database, makeDirectory(people));
  const { porto, leeds } = world.sites;
  await world.configure({
    mappings: [
      makeMapping({
        destination: { kind: "site", siteId: porto, userRoleId: null },
        filter: { kind: "orgUnit", path: "/Porto", includesBelow: true },
      }),
      makeMapping({ sequence: 2, destination: { kind: "site", siteId: leeds, userRoleId: null } }),
    ],
  });
  const run = await world.import({ applies: false });
  const scene = await loadPlanScene(world.db, run);
  const names = new Map((await listChanges(world.db, run.id, { after: 0, limit: 100 })).map(({ seq, change }) => [seq, change.name]));
  return async (filter: Partial<PlanFilter>, order: LineOrder = "name") =>
    [...(await listLinePlaces(world.db, scene, { ...everyLine, ...filter }, order))].map((seq) => names.get(seq));
}

onEveryEngine("the order of a plan's lines", (open) => {
  test("D7 names and addresses are found without capitals, names without the marks above letters", async () => {
    const list = await preview(open());
    assert.deepEqual(await list({ text: "cosic" }), ["Zoë Ćosić"]);
    assert.deepEqual(await list({ text: "ĆOSIĆ" }), ["Zoë Ćosić"]);
    assert.deepEqual(await list({ text: "zoe" }), ["Zoe Andersen", "Zoë Ćosić"]);
    assert.deepEqual(await list({ text: "anna o" }), ["ANNA Öberg"]);
    assert.deepEqual(await list({ text: "émile.nowak@" }), ["bartosz Nowak"]);
    assert.deepEqual(await list({ text: "P4@EXAMPLE" }), ["Zoe Andersen"]);
    assert.deepEqual(await list({ text: "p_@" }), []);
    assert.deepEqual(await list({ text: "nobody" }), []);
  });

  test("D7 lines are sorted by name, or by site with those last who go nowhere", async () => {
    const list = await preview(open());
    const byName = ["Aaron Suspended", "ANNA Öberg", "bartosz Nowak", "Zoe Andersen", "Zoë Ćosić"];
    assert.deepEqual(await list({}), byName);
    assert.deepEqual(await list({}, "-name"), byName.toReversed());
    const [leeds, porto] = [
      ["ANNA Öberg", "Zoe Andersen"],
      ["Zoë Ćosić", "bartosz Nowak"],
    ] as const;
    assert.deepEqual(await list({}, "site"), [...leeds, ...porto, "Aaron Suspended"]);
    assert.deepEqual(await list({}, "-site"), [...porto, ...leeds, "Aaron Suspended"]);
    assert.deepEqual((await list({}, "what")).at(-1), "Aaron Suspended");
    assert.deepEqual((await list({}, "-what"))[0], "Aaron Suspended");
    assert.deepEqual(await list({ kinds: ["create"] }, "what"), await list({ kinds: ["create"] }, "default"));
  });
});
