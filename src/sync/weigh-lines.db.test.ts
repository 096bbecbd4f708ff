import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, makeFreshWorld, makeMapping, makePerson, onEveryEngine, type World } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import { createScales, isEffect, weigh } from "../core/guard.ts";
import type { Member } from "../model/directory.ts";
import { must } from "../model/errors.ts";
import type { LimitName } from "../model/settings.ts";
import type { Database } from "../store/open-database.ts";
import { everyLine } from "./line-query.ts";
import { listLinePlaces } from "./list-line-places.ts";
import { loadPlanScene } from "./load-plan-scene.ts";
import { listEvents } from "./run-events.ts";
import { getRun } from "./run-store.ts";
import { listChanges } from "./save-changes.ts";
import { undoRun } from "./undo-run.ts";
import { countPeopleTowards, weighTicked } from "./weigh-lines.ts";

const limitNames: readonly LimitName[] = ["deactivations", "roleLosses", "siteMoves", "creations"];

/** A directory of which, the second time, somebody is suspended, moved, out of a group, gone from every mapping, new, and ambiguous. */
async function start(database: Database) {
  const people = Array.from({ length: 8 }, (_, index) => makePerson(`p${index}`, { orgUnit: "/Leeds" }));
  const directory = makeDirectory(people);
  const members = (ids: readonly string[]): Member[] => ids.map((id) => ({ kind: "person", id }));
  directory.groups.set("staff", members(["p0", "p1", "p2"]));
  const world = await makeFreshWorld(database, directory);
  const under = (path: string) => ({ kind: "orgUnit", path, includesBelow: true }) as const;
  await world.configure({
    deactivatesSuspendedUsers: true,
    matching: { users: [{ kind: "name" }], agents: [] },
    mappings: [
      makeMapping({ name: "Porto", destination: { kind: "site", siteId: world.sites.porto, userRoleId: null }, filter: under("/Porto") }),
      makeMapping({
        sequence: 2,
        name: "Staff",
        destination: { kind: "agent", agentRoleId: null },
        filter: { kind: "group", groupId: "staff", groupName: "staff" },
      }),
      makeMapping({
        sequence: 3,
        name: "Leeds",
        destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null },
        filter: under("/Leeds"),
      }),
    ],
    groupMappings: [{ id: 0, groupId: "staff", groupName: "staff", gives: { kind: "userRole", roleId: world.userRoles.vip } }],
  });
  const first = await world.import({ applies: true });
  directory.people[0] = makePerson("p0", { orgUnit: "/Leeds", standing: "suspended" });
  directory.people[3] = makePerson("p3", { orgUnit: "/Porto", name: "Person Moved" });
  directory.people[4] = makePerson("p4", { orgUnit: "/Nowhere" });
  directory.people.splice(5, 1);
  directory.people.push(makePerson("n1", { orgUnit: "/Leeds" }), makePerson("n2", { orgUnit: "/Leeds", name: "Namesake" }));
  directory.groups.set("staff", members(["p0"]));
  for (const email of ["a@example.test", "b@example.test"]) await addUser(world.db, { siteId: world.sites.leeds, name: "Namesake", email });
  return { world, first, second: await world.import({ applies: false }) };
}

async function assertSameWeights({ db }: World, runId: number): Promise<void> {
  const lines = await listChanges(db, runId, { after: 0, limit: 1000 });
  const scales = createScales();
  const ticked = lines.filter((line) => line.isTicked && isEffect(line.change));
  for (const { change } of ticked) scales.add(change);
  assert.deepEqual(await weighTicked(db, runId), scales.totals());
  for (const name of limitNames) {
    const people = new Set(ticked.filter(({ change }) => weigh(change)[name] > 0).map(({ change }) => change.externalId));
    assert.equal(await countPeopleTowards(db, runId, [name]), people.size, name);
  }
}

onEveryEngine("lines by their columns", (open) => {
  test("P3 what limits count by the columns of lines is what they count by the lines themselves, in imports and undos", async () => {
    const { world, first, second } = await start(open());
    assert.ok((second.counts?.siteMoves ?? 0) > 0 && (second.counts?.roleLosses ?? 0) > 0 && (second.counts?.kinds.deactivate ?? 0) > 0);
    await assertSameWeights(world, first.id);
    await assertSameWeights(world, second.id);
    const undo = await undoRun(world.context, {
      runId: first.id,
      people: null,
      applies: false,
      startedBy: "kim",
      onProgress: () => undefined,
    });
    assert.ok((undo.counts?.kinds.remove ?? 0) > 0);
    await assertSameWeights(world, undo.id);
  });

  test("G10 what takes something away comes first, then decisions, changes and what is new, and last what writes nothing", async () => {
    const { world, second } = await start(open());
    const { db } = world;
    const scene = await loadPlanScene(db, second);
    const places = await listLinePlaces(db, scene, everyLine, "default");
    const lines = new Map((await listChanges(db, second.id, { after: 0, limit: 1000 })).map((line) => [line.seq, line.change]));
    const inOrder = [...places].map((seq) => must(lines.get(seq), "a line"));
    const ranks = inOrder.map((change) => {
      if (change.kind === "deactivate") return 1;
      if (change.losses.length > 0) return 2;
      if (change.site !== null && change.site.before !== null && change.site.after !== null) return 4;
      return {
        decide: 5,
        reactivate: 6,
        update: 7,
        link: 8,
        create: 9,
        leftOut: 10,
        notFound: 11,
        noLongerMapped: 12,
        remove: 0,
        unlink: 3,
      }[change.kind];
    });
    assert.deepEqual(
      ranks,
      ranks.toSorted((a, b) => a - b),
    );
    assert.equal(places.length, lines.size);
    assert.ok(new Set(ranks).size >= 7, ranks.join());
    assert.deepEqual(
      [...(await listLinePlaces(db, scene, everyLine, "-what"))].map((seq) => lines.get(seq)?.kind)[0],
      inOrder.at(-1)?.kind,
    );
  });

  test("E12 a run's log tells its steps in order", async () => {
    const { world, first } = await start(open());
    const says = (await listEvents(world.db, first.id)).map((step) => step.says);
    assert.deepEqual(
      says.map((step) => step.replace(/\d+ \w+, \d+ \w+, \d+ \w+, \d\.\d s/, "…")),
      [
        "Started by test: import of users and agents, with version 2 of the settings.",
        "1 group read, with everything inside.",
        "Complete reading: … (the first one)",
        "Compared with the desk: 11 create.",
        "Within every limit.",
        (await getRun(world.db, first.id)).says,
      ],
    );
  });
});
