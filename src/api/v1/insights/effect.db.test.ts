import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMapping, makePerson, onEveryEngine } from "../../../../test/make.ts";
import { inGroup, makeRules, startOffice, toSite, under } from "../../testing/make-office.ts";
import { ConditionCount, FieldsView, PlacementDifference, Placements } from "../shapes/settings.ts";

onEveryEngine("what settings do with the copy", (open) => {
  test("G4 placements count whom each rule fits and gets, and everybody is counted once, as the plan counts them", async () => {
    const scene = await startOffice(open());
    const placements = Placements.parse((await scene.ask("POST", "/placements", { settings: await scene.settings() })).body);
    assert.deepEqual(
      placements.mappings.map(({ fits, gets, goesTo, conditionSays, changedBy }) => [fits, gets, goesTo, conditionSays, changedBy]),
      [
        [1, 1, "left out on purpose", "org unit is under /Rooms", "test"],
        [2, 2, "Porto", 'is in group "PORTO"', "test"],
        [4, 3, "Leeds", "org unit is under /Leeds", "test"],
      ],
      "one of the four in Leeds is suspended and unknown",
    );
    const { people, placed, leftOut, unmapped, notCreated } = placements;
    assert.deepEqual([people, placed, leftOut, unmapped, notCreated], [9, 5, 1, 1, 2]);
    assert.equal(placed + leftOut + unmapped + notCreated, people);
    assert.deepEqual([placements.unread, placements.faults], [[], []]);
    const { counts } = await scene.world.import({ applies: false });
    assert.equal(counts?.placed, placed);
    assert.deepEqual(
      [
        counts?.leftOut.mappingLeavesOut,
        counts?.leftOut.noMappingFits,
        (counts?.leftOut.suspendedAndUnknown ?? 0) + (counts?.leftOut.broken ?? 0),
      ],
      [leftOut, unmapped, notCreated],
    );
  });

  test("G4 a draft is judged before it is saved: new rules keep the editor's numbers, faulty ones fit nobody, what was not read is named", async () => {
    const scene = await startOffice(open());
    const { world } = scene;
    const settings = await scene.settings();
    const mappings = [
      ...settings.mappings,
      makeMapping({
        id: -1,
        sequence: 4,
        name: "Rest",
        destination: toSite(world.sites.remote),
        filter: { kind: "field", field: "email", op: "matches", value: "(" },
      }),
      makeMapping({
        id: -2,
        sequence: 5,
        name: "Floor",
        destination: toSite(world.sites.remote),
        filter: { kind: "fieldState", field: "locations[primary].floorName", op: "isNotEmpty" },
      }),
      makeMapping({ id: -3, sequence: 6, name: "VIPs", destination: toSite(world.sites.remote), filter: inGroup("vips") }),
    ];
    const placements = Placements.parse((await scene.ask("POST", "/placements", { settings: { ...settings, mappings } })).body);
    assert.deepEqual(
      placements.mappings.slice(3).map(({ mappingId, fits, changedBy }) => [mappingId, fits, changedBy]),
      [
        [-1, 0, null],
        [-2, 0, null],
        [-3, 0, null],
      ],
    );
    assert.deepEqual(
      placements.faults.map((fault) => fault.at),
      ["mappings[3].filter.value"],
    );
    assert.deepEqual(placements.unread, ["floor", 'group "VIPS"']);
    assert.equal((await scene.ask("POST", "/placements", { settings: { mappings: 1 } })).status, 400);
    assert.equal((await scene.owen.ask("POST", "/connections/999/placements", { settings })).status, 404);
  });

  test("G4 the difference of two orders names who moves and which way", async () => {
    const scene = await startOffice(open(), [makePerson("both", { orgUnit: "/Leeds", name: "Tomas Lindqvist" })]);
    scene.directory.groups.get("porto")?.push({ kind: "person", id: "both" });
    await scene.world.import({ applies: false });
    const settings = await scene.settings();
    const [out, porto, leeds] = settings.mappings;
    assert.ok(out && porto && leeds);
    const mappings = [out, { ...leeds, sequence: 2 }, { ...porto, sequence: 3 }];
    const difference = PlacementDifference.parse(
      (await scene.ask("POST", "/placements/difference", { settings: { ...settings, mappings } })).body,
    );
    assert.deepEqual([difference.people, difference.moved, difference.now], [10, 1, difference.after]);
    assert.deepEqual(difference.ways, [{ from: "Porto", to: "Leeds", n: 1 }]);
    assert.equal(difference.movers[0]?.name, "Tomas Lindqvist");
  });

  test("G4 a condition is counted with five of those it fits, nested groups included", async () => {
    const scene = await startOffice(open());
    const count = async (filter: unknown) => ConditionCount.parse((await scene.ask("POST", "/conditions/count", { filter })).body);
    assert.deepEqual([(await count(null)).fits, (await count(null)).of], [8, 9]);
    assert.equal((await count(null)).sample.length, 5);
    const nested = await count(inGroup("inner"));
    assert.deepEqual([nested.fits, nested.sample.map((one) => one.name)], [2, ["Ana Reis", "Rui Costa"]]);
    assert.equal((await count({ kind: "any", of: [inGroup("porto"), under("/Rooms")] })).fits, 3);
    const wrong = await scene.ask("POST", "/conditions/count", {
      filter: { kind: "all", of: [{ kind: "field", field: "x y", op: "equals", value: "1" }] },
    });
    assert.deepEqual([wrong.status, wrong.body.faults[0].at], [400, "filter.of[0].field"]);
  });

  test("G5 fields show three real people, how many have a value, and what does not suit the desk's field", async () => {
    const scene = await startOffice(open(), [
      makePerson("x1", { orgUnit: "/Leeds", attributes: { customSchemas: { HR: { desk: "LEEDS " } } } }),
      makePerson("x2", { orgUnit: "/Leeds", attributes: { customSchemas: { HR: { desk: "Porto" } } } }),
    ]);
    const { world } = scene;
    await world.db
      .insertInto("custom_fields")
      .values({ entity: "user", key: "desk", label: "Desk", type: "select", options: '["Porto","Faro"]' })
      .execute();
    const base = await scene.settings();
    const add = (field: string, from: string) => ({
      entity: "user" as const,
      field,
      from,
      policy: "directory" as const,
      clearsWhenEmpty: false,
    });
    const fieldMappings = [...base.fieldMappings, add("custom.desk", "customSchemas.HR.desk")];
    await world.configure({ fieldMappings, mappings: makeRules(world) });
    await world.import({ applies: false });
    const settings = await scene.settings({
      fieldMappings: [
        ...(await scene.settings()).fieldMappings,
        add("title", "jobTitle"),
        add("custom.gone", "email"),
        add("notes", "locations[primary].floorName"),
      ],
    });
    const view = FieldsView.parse((await scene.ask("POST", "/fields", { settings })).body);
    const row = (field: string) => view.rows.filter((one) => one.mapping.entity === "user" && one.mapping.field === field);
    const [name] = row("name");
    assert.deepEqual(
      [name?.isLocked, name?.filled, name?.of, name?.sample.length, name?.label, name?.fromLabel],
      [true, 7, 7, 3, "Name", "full name"],
    );
    const [desk] = row("custom.desk");
    assert.deepEqual([desk?.label, desk?.filled, desk?.sample], ["Desk", 2, [{ name: "Person x2", value: "Porto" }]]);
    assert.deepEqual(desk?.warnings, ['1 account has none of the choices (Porto, Faro): "LEEDS" (1). The desk\'s value stays.']);
    assert.match(
      row("title")[1]?.warnings.join() ?? "",
      /This field is filled twice, from organizations\[primary\]\.title and from jobTitle/,
    );
    assert.match(row("custom.gone")[0]?.warnings.join() ?? "", /This field is no field of users/);
    assert.match(row("notes")[0]?.warnings.join() ?? "", /^floor was not read yet: it comes with the next reading\.$/);
    assert.ok(view.unmapped.some(({ entity, field }) => entity === "agent" && field === "notes"));
    assert.equal(
      view.unmapped.some(({ entity, field }) => entity === "user" && field === "notes"),
      false,
    );
  });
});
