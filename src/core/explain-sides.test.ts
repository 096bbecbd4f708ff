import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makePerson, makeRecord, makeSettings } from "../../test/make.ts";
import { compileSettings } from "./compile-settings.ts";
import type { Names } from "./explain-names.ts";
import { explainAccountSide, explainCandidateWarnings, explainRecordSide } from "./explain-sides.ts";

const catalogue = makeCatalogue();
const names: Names = { connectionId: 1, directory: "Google", catalogue, settings: { mappings: [], groupMappings: [] }, groups: new Map() };
const compiled = compileSettings(makeSettings(), catalogue.customFields);
const person = makePerson("p1", {
  name: "Marta Nowak",
  email: "marta@example.test",
  aliases: ["m.nowak@example.test"],
  orgUnit: "/Leeds",
  attributes: { organizations: [{ title: "Architect", department: "Studio", primary: true }] },
});

test("an account says what mappings would fill, its other addresses, its place and its standing", () => {
  const sides = new Map(explainAccountSide(person, "user", compiled, names).map((side) => [side.label, side.value]));
  assert.deepEqual(
    ["Name", "E-mail", "Title", "Department", "Phone", "Other addresses", "Org unit", "Account in Google"].map((label) => sides.get(label)),
    ["Marta Nowak", "marta@example.test", "Architect", "Studio", "—", "m.nowak@example.test", "/Leeds", "active"],
  );
});

const equal = (values: Readonly<Record<string, string>>) =>
  explainRecordSide(makeRecord({ values }), person, compiled, names)
    .filter((side) => side.equalsAccount)
    .map((side) => side.label);

test("values are equal as matching compares them: without capitals and space around, the address also as an alias", () => {
  assert.deepEqual(equal({ name: " MARTA NOWAK ", email: "M.Nowak@Example.test", title: "architect" }), ["Name", "E-mail", "Title"]);
  assert.deepEqual(equal({ name: "Marta Nowáková", email: "other@example.test" }), []);
  assert.deepEqual(equal({}), [], "nothing equals nothing");
});

test("an account that can't be read equals nobody", () => {
  const sides = explainRecordSide(makeRecord({ values: { name: "Marta Nowak" } }), null, compiled, names);
  assert.equal(
    sides.some((side) => side.equalsAccount),
    false,
  );
});

test("whoever decides is warned of rights, of records that are never touched, and of records that are taken", () => {
  assert.deepEqual(explainCandidateWarnings({ record: { isAdministrator: true, isProtected: true }, isTaken: true }), [
    "has administrator rights: never taken over without asking",
    "never touched: an import would leave the record as it is",
    "another account of this directory is this record already",
  ]);
  assert.deepEqual(explainCandidateWarnings({ record: { isAdministrator: false, isProtected: false }, isTaken: false }), []);
});
