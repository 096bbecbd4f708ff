import assert from "node:assert/strict";
import { test } from "node:test";
import { addAgent, addUser, makeMapping, makePerson, makeWorld, onEveryEngine, type World } from "../../test/make.ts";
import { type MemoryDirectory, makeDirectory } from "../../test/memory-directory.ts";
import { editRecord } from "../desk/edit-record.ts";
import { Invalid, must, NotFound } from "../model/errors.ts";
import { Why, type WhyImport } from "../model/why.ts";
import type { Database } from "../store/open-database.ts";
import { explainPerson, type PersonToExplain } from "./explain-person.ts";
import { holdPeople } from "./holds.ts";
import { saveAnswer } from "./questions.ts";

onEveryEngine("Why", (open) => {
  test("P1 Tomas, whom two mappings fit, moves by the first; the second is shown as one that would fit, via its nested group", async () => {
    const { world } = await makeTwoSites(open());
    const tomas = await explain(world, "t.lindqvist@example.test", { ifFirst: 3 });
    const user = only(tomas);
    assert.equal(user.sentence, 'Tomas Lindqvist moves from Remote to Leeds, because mapping 2 "Leeds studio" is the first that fits.');
    assert.deepEqual(
      user.mappings.map((mapping) => [mapping.sequence, mapping.standing]),
      [
        [1, "doesNotFit"],
        [2, "decides"],
        [3, "wouldFit"],
        [4, "wouldFit"],
      ],
    );
    assert.equal(user.mappings[0]?.conditions[0]?.found, '"/Leeds/Studio"');
    assert.deepEqual(user.mappings[2]?.conditions[0], {
      depth: 0,
      joins: null,
      says: 'is in group "Porto all"',
      found: 'a member via "studio-eu"',
      holds: true,
    });
    assert.equal(user.ifFirst, 'If mapping 3 "Porto" came first: Porto.');
    assert.ok(user.guards.some((guard) => /^counts as 1 of 1 site move in plan \d+-[0-9A-F]{4} \(limit 50\)$/.test(guard)));
  });

  test("P1 the mappings that came first are named when a mapping put first does not fit or decides already", async () => {
    const { world } = await makeTwoSites(open());
    assert.match(only(await explain(world, "tomas", { ifFirst: 1 })).ifFirst ?? "", /came first: Leeds, as now\. It does not fit\.$/);
    assert.match(only(await explain(world, "tomas", { ifFirst: 2 })).ifFirst ?? "", /came first: Leeds, as now\. It decides already\.$/);
    await assert.rejects(explain(world, "tomas", { ifFirst: 9 }), /is the sequence of no mapping. There are: 1 "Not people"/);
  });

  test("P1 somebody left out on purpose is told by which mapping and which condition", async () => {
    const { world } = await makeTwoSites(open());
    const reception = only(await explain(world, "reception@example.test"));
    assert.equal(reception.outcome, "leftOut");
    assert.match(reception.sentence, /left out on purpose: mapping 1 "Not people" is the first that fits \(org unit is under \/Rooms\)/);
    assert.deepEqual(reception.fields, []);
    assert.ok(reception.alsoHappens.includes("nothing is written"));
  });

  test("G9 a match by alias names the alias, its place among the matching fields, and the fields tried before", async () => {
    const directory = makeDirectory([
      makePerson("mary", { name: "Mary Okafor", email: "mary.okafor@example.test", aliases: ["m.okafor@example.test"] }),
    ]);
    const world = await makeWorld(open(), directory);
    const id = await addUser(world.db, { siteId: world.sites.leeds, name: "M. Okafor", email: "m.okafor@example.test" });
    await world.configure({ matching: { users: [{ kind: "email" }, { kind: "alias" }], agents: [] } });
    await world.import({ applies: false });
    const mary = only(await explain(world, "m.okafor@example.test"));
    assert.equal(mary.match.recordId, id);
    assert.match(mary.match.says, /because the alias m\.okafor@example\.test equals the desk's e-mail \(2nd matching field\)/);
    assert.deepEqual(
      mary.match.tried.map((field) => [field.by, field.says]),
      [
        ["e-mail", "mary.okafor@example.test: nobody"],
        ["alias", `m.okafor@example.test: user #${id}`],
      ],
    );
    assert.match(mary.sentence, new RegExp(`Linked to user #${id}, because the alias`));
  });

  test("G9 two namesakes are both named, and nothing is compared with either", async () => {
    const directory = makeDirectory([makePerson("marta", { name: "Marta Nowak" })]);
    const world = await makeWorld(open(), directory);
    const first = await addUser(world.db, { siteId: world.sites.leeds, name: "Marta Nowak" });
    const second = await addUser(world.db, { siteId: world.sites.porto, name: "Marta Nowak" });
    await world.configure({ matching: { users: [{ kind: "name" }], agents: [] } });
    await world.import({ applies: false });
    const marta = only(await explain(world, "marta"));
    assert.equal(marta.sentence, `Marta Nowak waits for you: 2 desk records fit equally well: #${first} and #${second}.`);
    assert.deepEqual(
      marta.match.candidates.map((candidate) => candidate.recordId),
      [first, second],
    );
    assert.equal(marta.match.recordId, null);
    assert.deepEqual(marta.fields, []);
  });

  test("P3 somebody held is told why, and what would be done without the hold", async () => {
    const { world } = await makeTwoSites(open());
    await holdPeople(world.db, world.connectionId, "user", ["tomas"], "plan 2-C402 was rejected by Owen");
    const tomas = only(await explain(world, "tomas"));
    assert.equal(tomas.outcome, "held");
    assert.equal(
      tomas.sentence,
      "Tomas Lindqvist is held until the account changes in Google or somebody releases it: plan 2-C402 was rejected by Owen.",
    );
    assert.equal(tomas.fields.find((field) => field.field === "site")?.after, "Leeds");
    assert.ok(tomas.guards.some((guard) => guard.includes("plan 2-C402 was rejected by Owen")));
    assert.ok(tomas.alsoHappens.includes("nothing is written"));
  });

  test("P3 a protected record is left alone", async () => {
    const { world } = await makeTwoSites(open());
    await world.db.updateTable("users").set({ is_protected: true }).where("name", "=", "Tomas Lindqvist").execute();
    const tomas = only(await explain(world, "tomas"));
    assert.equal(tomas.outcome, "protected");
    assert.deepEqual(tomas.guards[0], "the desk record is never touched");
  });

  test("G15 somebody gone is told by the reading and by the answer to the direct look-up, with what a schedule would do", async () => {
    const directory = makeDirectory([makePerson("kofi", { name: "Kofi Mensah" }), makePerson("ada"), makePerson("eve"), makePerson("rui")]);
    const world = await makeWorld(open(), directory);
    await world.configure({
      deactivatesMissing: { users: true, agents: false },
      limits: { ...limitless, deactivations: { count: 0, percent: null } },
    });
    await world.import();
    directory.people = directory.people.filter((person) => person.id !== "kofi");
    const run = await world.import({ kind: "scheduled" });
    assert.equal(run.state, "waiting");
    const kofi = await explain(world, "kofi mensah");
    const user = only(kofi);
    assert.equal(user.outcome, "notFound");
    assert.equal(
      user.sentence,
      "Google has no account with the id of Kofi Mensah: missing from the complete reading of 21 Nov 2026 14:00 UTC and from a direct look-up (404 Resource Not Found: userKey).",
    );
    assert.deepEqual(user.mappings, []);
    assert.ok(user.alsoHappens.includes("a scheduled import would deactivate the desk record"));
    assert.ok(user.alsoHappens.includes("a manual import never deactivates for absence"));
  });

  test("P1 a blank in the directory erases nothing, and why says so", async () => {
    const { world, userOf } = await makeTwoSites(open());
    await hand(world, await userOf("tomas"), { mobile: "+351 912 345 678" });
    const mobile = only(await explain(world, "tomas")).fields.find((field) => field.field === "mobile");
    assert.deepEqual(
      [mobile?.outcome, mobile?.before, mobile?.after, mobile?.note],
      ["stays", "+351 912 345 678", "+351 912 345 678", "blank in Google: a blank never erases"],
    );
  });

  test("P1 a value edited by hand is named as overwritten or as kept, by the field's policy, and the edit is in the past", async () => {
    const { world, userOf } = await makeTwoSites(open());
    const recordId = await userOf("tomas");
    await hand(world, recordId, { lastName: "Lindquist" });
    const overwritten = await explain(world, "tomas");
    const field = only(overwritten).fields.find((known) => known.field === "lastName");
    assert.deepEqual([field?.outcome, field?.note], ["changes", "edited by hand: overwritten"]);
    assert.ok(
      overwritten.kind === "account" && overwritten.before.some((event) => event.says === "by hand, Owen: Last name Lindqvist → Lindquist"),
    );
    assert.ok(overwritten.kind === "account" && overwritten.before.some((event) => /^run \d+: created$/.test(event.says)));
  });

  test("G6 roles and boards say where each came from", async () => {
    const directory = makeDirectory([makePerson("kofi", { name: "Kofi Mensah" })]);
    directory.groups.set("it-all", [{ kind: "group", id: "it-leeds" }]);
    directory.groups.set("it-leeds", [{ kind: "person", id: "kofi" }]);
    const world = await makeWorld(open(), directory);
    const { technician } = world.agentRoles;
    await world.configure({
      mappings: [
        makeMapping({
          sequence: 1,
          name: "Everyone",
          destination: { kind: "site", siteId: world.sites.leeds, userRoleId: world.userRoles.standard },
        }),
        makeMapping({ sequence: 2, name: "Staff", destination: { kind: "agent", agentRoleId: null } }),
      ],
      groupMappings: [{ id: 0, groupId: "it-all", groupName: "IT all", gives: { kind: "agentRole", roleId: technician } }],
      matching: { users: [], agents: [{ kind: "name" }] },
    });
    await addAgent(world.db, { name: "Kofi Mensah" });
    await world.import({ applies: false });
    const kofi = await explain(world, "kofi");
    assert.ok(kofi.kind === "account");
    assert.deepEqual(
      kofi.imports.map((one) => one.entity),
      ["user", "agent"],
      "one person in both imports has both",
    );
    assert.deepEqual(
      kofi.imports.map((one) => one.grants.map((grant) => [grant.outcome, grant.from])),
      [[["gains", 'mapping 1 "Everyone"']], [["gains", 'group "IT all"']]],
    );
    assert.match(kofi.sentence, /as a user at Leeds.*Linked to agent #/s);
  });

  test("G9 two accounts that would become one desk record are each told of it, until one of them no longer would", async () => {
    const directory = makeDirectory([makePerson("a1", { name: "Ana Reis" }), makePerson("a2", { name: "Ana Reis" })]);
    const world = await makeWorld(open(), directory);
    const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Ana Reis" });
    await world.configure({ matching: { users: [{ kind: "name" }], agents: [] } });
    await world.import({ applies: false });
    assert.equal(
      only(await explain(world, "a1")).sentence,
      `Ana Reis waits for you: another account would become the same desk record #${id}.`,
    );
    assert.equal(only(await explain(world, "a2")).outcome, "waitsForYou");
    directory.people = [makePerson("a1", { name: "Ana Reis" }), makePerson("a2", { name: "Ana Reis Lopes" })];
    await world.import({ applies: false });
    assert.equal(only(await explain(world, "a1")).match.recordId, id);
  });

  test("G8 the last administrator is left alone, and why says so", async () => {
    const directory = makeDirectory([makePerson("owen", { name: "Owen Achterberg" })]);
    const world = await makeWorld(open(), directory);
    await world.db.updateTable("agents").set({ is_active: false }).execute();
    await addAgent(world.db, { name: "Owen Achterberg", email: "owen@example.test", roles: [world.agentRoles.administrator] });
    await world.configure({
      mappings: [makeMapping({ name: "Staff", destination: { kind: "agent", agentRoleId: null } })],
      matching: { users: [], agents: [{ kind: "email" }] },
    });
    await world.import();
    const question = only(await explain(world, "owen"));
    assert.match(question.sentence, /has administrator rights, and is never taken over without asking/);
    await saveAnswer(world.db, {
      connectionId: world.connectionId,
      entity: "agent",
      externalId: "owen",
      answer: { kind: "same", recordId: must(question.match.candidates[0], "a candidate").recordId },
      by: "Priya",
      now: world.clock.now,
    });
    assert.match(only(await explain(world, "owen")).match.says, /because Priya decided so/);
    await world.import();
    directory.people = [makePerson("owen", { name: "Owen Achterberg", standing: "suspended" })];
    await world.import({ applies: false });
    const owen = only(await explain(world, "owen"));
    assert.equal(
      owen.sentence,
      "Owen Achterberg is left out: the account is suspended in Google and nobody with administrator rights would be left.",
    );
    assert.ok(owen.guards.includes("nobody with administrator rights would be left"));
  });

  test("P1 a name that several people have is answered with all of them", async () => {
    const world = await makeWorld(open(), makeDirectory([makePerson("a1", { name: "Ana Reis" }), makePerson("a2", { name: "Ana Reis" })]));
    await world.import({ applies: false });
    await assert.rejects(
      explain(world, "ana reis"),
      (error) => error instanceof Invalid && /fits 2 people.*a1@example\.test, id a1; Ana Reis a2@example\.test, id a2/.test(error.message),
    );
  });

  test("P1 a record that no person can be made of is found by what it holds", async () => {
    const directory = makeDirectory([
      makePerson("p1"),
      { ...makePerson("broken-7"), name: "", email: "" },
      { ...makePerson(""), name: "Nameless idless", email: "idless@example.test" },
    ]);
    const world = await makeWorld(open(), directory);
    await world.import({ applies: false });
    const withId = await explain(world, "broken-7");
    assert.deepEqual([withId.kind, withId.kind === "broken" && withId.defect], ["broken", "noNameNorAddress"]);
    const withoutId = await explain(world, "idless@example.test");
    assert.ok(withoutId.kind === "broken" && withoutId.externalId === null);
    assert.match(withoutId.sentence, /left out: the record has no id/);
  });

  test("P1 somebody whom only the desk knows gets an honest answer, and nobody at all is said so", async () => {
    const world = await makeWorld(open(), makeDirectory([makePerson("p1")]));
    const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Helena Brandt", email: "helena@example.test" });
    await world.import({ applies: false });
    const helena = await explain(world, "helena@example.test");
    assert.ok(helena.kind === "deskOnly");
    assert.match(helena.sentence, new RegExp(`Helena Brandt \\(user #${id}\\) is on the desk, but not in the directory copy`));
    assert.match(helena.records[0]?.says ?? "", /not linked to any account/);
    await assert.rejects(explain(world, "nobody@example.test"), NotFound);
  });

  test("P1 while no reading was ever complete, nobody is planned, and why says so", async () => {
    const directory = makeDirectory(["p1", "p2", "p3", "p4", "p5", "p6", "p7"].map((id) => makePerson(id)));
    directory.failsAfterPages = 2;
    const world = await makeWorld({ ...open(), batchSize: 2 }, directory);
    await assert.rejects(world.import());
    const first = await explain(world, "p1");
    assert.equal(only(first).outcome, "readingIncomplete");
    assert.equal(only(first).sentence, "Person p1 is not planned: no reading of Google was complete yet.");
    assert.match(first.read.join(" "), /no complete reading of Google yet.*failed/);
    await assert.rejects(explain(world, "p7"), /Nobody called "p7" is in the directory copy .*no complete reading of Google yet/);
  });

  test("P1 a number that is no desk record is not found", async () => {
    const world = await makeWorld(open(), makeDirectory([makePerson("p1")]));
    await assert.rejects(explain(world, "no number", { recordOf: "user" }), NotFound);
  });

  test("P1 a desk record leads to the account that it is linked to", async () => {
    const { world, userOf } = await makeTwoSites(open());
    const why = await explain(world, String(await userOf("tomas")), { recordOf: "user" });
    assert.ok(why.kind === "account" && why.externalId === "tomas");
  });

  test("P1 what why says is what the next plan does", async () => {
    const { world } = await makeTwoSites(open());
    const said = only(await explain(world, "tomas"));
    await world.import();
    const done = only(await explain(world, "tomas"));
    assert.deepEqual([said.outcome, done.outcome], ["moved", "unchanged"]);
    assert.equal(
      done.sentence,
      'Tomas Lindqvist is unchanged: the desk has everything as Google says. Mapping 2 "Leeds studio" is the first that fits.',
    );
  });
});

const limitless = {
  deactivations: { count: null, percent: null },
  roleLosses: { count: null, percent: null },
  siteMoves: { count: null, percent: null },
  creations: { count: null, percent: null },
  shrinkPercent: 100,
};

/** Tomas and a reception, imported to Remote; since then the mappings send Tomas to Leeds, and would send him to Porto. */
async function makeTwoSites(
  database: Database,
): Promise<{ world: World; directory: MemoryDirectory; userOf: (externalId: string) => Promise<number> }> {
  const directory = makeDirectory([
    makePerson("tomas", { name: "Tomas Lindqvist", email: "t.lindqvist@example.test", orgUnit: "/Leeds/Studio" }),
    makePerson("reception", { name: "Reception", orgUnit: "/Rooms" }),
  ]);
  directory.groups.set("porto-all", [{ kind: "group", id: "studio-eu" }]);
  directory.groups.set("studio-eu", [{ kind: "person", id: "tomas" }]);
  const world = await makeWorld(database, directory);
  const site = (siteId: number) => ({ kind: "site" as const, siteId, userRoleId: null });
  const rooms = makeMapping({
    sequence: 1,
    name: "Not people",
    destination: { kind: "leaveOut" },
    filter: { kind: "orgUnit", path: "/Rooms", includesBelow: true },
  });
  const porto = makeMapping({
    sequence: 3,
    name: "Porto",
    destination: site(world.sites.porto),
    filter: { kind: "group", groupId: "porto-all", groupName: "Porto all" },
  });
  const everyone = makeMapping({ sequence: 4, name: "Everyone else", destination: site(world.sites.remote) });
  await world.configure({ mappings: [rooms, everyone] });
  await world.import();
  const leeds = makeMapping({
    sequence: 2,
    name: "Leeds studio",
    destination: site(world.sites.leeds),
    filter: { kind: "orgUnit", path: "/Leeds", includesBelow: true },
  });
  await world.configure({ mappings: [rooms, leeds, porto, everyone] });
  await world.import({ applies: false });
  const userOf = async (externalId: string) => {
    const row = await world.db
      .selectFrom("links")
      .select("record_id")
      .where("connection_id", "=", world.connectionId)
      .where("external_id", "=", externalId)
      .executeTakeFirstOrThrow();
    return row.record_id;
  };
  return { world, directory, userOf };
}

async function hand(world: World, recordId: number, values: { readonly [field: string]: string }): Promise<void> {
  await editRecord(world.db, { entity: "user", recordId, edit: { values }, by: "Owen", now: world.clock.now, expectsVersion: null });
}

/** Explains, and checks that the answer is of the shape that it promises. */
async function explain(world: World, person: string, more: Partial<PersonToExplain> = {}): Promise<Why> {
  return Why.parse(await explainPerson(world.context, { connection: world.connectionId, person, ...more }));
}

function only(why: Why): WhyImport {
  assert.ok(why.kind === "account");
  assert.equal(why.imports.length, 1);
  return must(why.imports[0], "one import");
}
