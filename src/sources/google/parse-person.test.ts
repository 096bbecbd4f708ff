import assert from "node:assert/strict";
import { test } from "node:test";
import { isBroken, type Json } from "../../model/person.ts";
import { findPersonId, parsePerson } from "./parse-person.ts";

const liz = {
  kind: "admin#directory#user",
  id: "114511147312345678901",
  etag: '"x"',
  primaryEmail: "liz@example.com",
  name: { givenName: "Liz", familyName: "Smith", fullName: "Liz Smith" },
  aliases: ["elizabeth@example.com"],
  nonEditableAliases: ["liz@example.com.test-google-a.com", "LIZ@example.com", "liz@example.net"],
  suspended: false,
  orgUnitPath: "/Sales/UK",
  organizations: [{ title: "Engineer", primary: true }],
  customSchemas: { HR: { costCentre: "7" } },
};

test("G5 an account becomes a person: identity in our words, everything else under Google's names", () => {
  const person = parsePerson(liz, "my_customer");
  assert.ok(!isBroken(person));
  const { attributes, ...identity } = person;
  assert.deepEqual(identity, {
    id: "114511147312345678901",
    part: "my_customer",
    email: "liz@example.com",
    aliases: ["elizabeth@example.com", "liz@example.net"],
    name: "Liz Smith",
    standing: "active",
    orgUnit: "/Sales/UK",
  });
  assert.deepEqual(attributes.customSchemas, liz.customSchemas);
  assert.deepEqual(attributes.organizations, liz.organizations);
  assert.equal("id" in attributes || "etag" in attributes, false);
});

const standings: readonly [Record<string, Json>, string][] = [
  [{ suspended: true }, "suspended"],
  [{ archived: true }, "archived"],
  [{ archived: true, suspended: true }, "suspended"],
  [{}, "active"],
];
for (const [given, standing] of standings) {
  test(`G15 ${JSON.stringify(given)} counts as ${standing}`, () => {
    const { suspended: _, ...rest } = liz;
    const person = parsePerson({ ...rest, ...given }, "my_customer");
    assert.equal(isBroken(person) ? person.defect : person.standing, standing);
  });
}

const defects: readonly [string, Json, string, string | null][] = [
  ["no id", { primaryEmail: "a@example.com" }, "noId", null],
  ["an empty id", { id: "", primaryEmail: "a@example.com" }, "noId", null],
  ["an id that is a number", { id: 12, primaryEmail: "a@example.com" }, "unreadable", null],
  ["a suspended that is a text", { id: "1", primaryEmail: "a@example.com", suspended: "false" }, "unreadable", "1"],
  ["an archived that is null", { id: "1", primaryEmail: "a@example.com", archived: null }, "unreadable", "1"],
  ["neither name nor address", { id: "1", name: { fullName: " " } }, "noNameNorAddress", "1"],
  ["no record at all", "nonsense", "unreadable", null],
];
for (const [name, item, defect, id] of defects) {
  test(`G5 an account with ${name} is broken, and can be found again`, () => {
    const person = parsePerson(item, "my_customer");
    assert.ok(isBroken(person));
    assert.deepEqual([person.defect, person.id], [defect, id]);
    assert.ok(person.excerpt.length <= 300);
  });
}

test("G5 a name is put together when Google sends no full one, and oddities elsewhere harm nobody", () => {
  const person = parsePerson({ id: "1", name: { givenName: "Liz", familyName: "Smith" }, aliases: "odd", orgUnitPath: "Sales" }, "C1");
  assert.ok(!isBroken(person));
  assert.deepEqual([person.name, person.email, person.aliases, person.orgUnit], ["Liz Smith", "", [], "/Sales"]);
  assert.equal(findPersonId(null), null);
});

test("G5 a hundred thousand accounts are parsed well within a second", () => {
  const started = performance.now();
  for (let count = 0; count < 100_000; count += 1) parsePerson(liz, "my_customer");
  assert.ok(performance.now() - started < 1000);
});
