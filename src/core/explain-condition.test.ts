import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makePerson, makeSettings } from "../../test/make.ts";
import type { Condition } from "../model/condition.ts";
import { explainCondition, explainVerdict, type PathOf } from "./explain-condition.ts";
import { createNames } from "./explain-names.ts";
import { judgeCondition } from "./judge-condition.ts";

const groups = new Map([["studio-id", "studio-eu"]]);
const names = createNames({ connection: { id: 1, provider: "google" }, settings: makeSettings() }, makeCatalogue(), groups);
const department = "organizations[primary].department";
const inLeeds: Condition = { kind: "orgUnit", path: "/Leeds", includesBelow: true };
const inPorto: Condition = { kind: "group", groupId: "porto-id", groupName: "porto-all" };
const inStudio: Condition = { kind: "fieldInList", field: department, values: ["Studio", "Studio 2"] };

const conditions: readonly (readonly [Condition, string])[] = [
  [inLeeds, "org unit is under /Leeds"],
  [{ kind: "orgUnit", path: "/Leeds", includesBelow: false }, "org unit is /Leeds"],
  [inPorto, 'is in group "porto-all"'],
  [{ kind: "group", groupId: "unknown-id", groupName: "" }, 'is in group "unknown-id"'],
  [inStudio, "department is one of (Studio, Studio 2)"],
  [{ kind: "field", field: "email", op: "endsWith", value: "@porto.example" }, 'e-mail ends with "@porto.example"'],
  [{ kind: "field", field: "customSchemas.HR.kind", op: "notEquals", value: "temp" }, 'customSchemas.HR.kind is not "temp"'],
  [{ kind: "field", field: "name", op: "equals", value: "Ada", isCaseSensitive: true }, 'name is "Ada" (capitals count)'],
  [{ kind: "fieldState", field: department, op: "isEmpty" }, "department is empty"],
  [
    { kind: "all", of: [inLeeds, { kind: "any", of: [inStudio, inPorto] }] },
    'org unit is under /Leeds and (department is one of (Studio, Studio 2) or is in group "porto-all")',
  ],
];

for (const [condition, words] of conditions) {
  test(`P1 a condition reads: ${words}`, () => {
    assert.equal(explainCondition(condition, names), words);
  });
}

const person = makePerson("p1", { orgUnit: "/Leeds/Studio", attributes: { organizations: [{ department: "Studio", primary: true }] } });
const nowhere: PathOf = () => null;

function draw(condition: Condition, groupIds: readonly string[], pathOf: PathOf): readonly string[] {
  const lines = explainVerdict(judgeCondition(condition, { person, groups: new Set(groupIds) }), names, pathOf);
  return lines.map(
    (line) =>
      `${"  ".repeat(line.depth)}${line.joins === null ? "" : `${line.joins} `}${line.says}? ${line.found} ${line.holds ? "yes" : "no"}`,
  );
}

test("P1 a verdict shows the real value, never only that it does not fit", () => {
  assert.deepEqual(draw({ kind: "orgUnit", path: "/Rooms", includesBelow: true }, [], nowhere), [
    'org unit is under /Rooms? "/Leeds/Studio" no',
  ]);
  assert.deepEqual(draw({ kind: "field", field: "organizations[primary].title", op: "equals", value: "Temp" }, [], nowhere), [
    'title is "Temp"? (empty) no',
  ]);
});

test("P1 the parts of an outermost group of conditions are joined by its word", () => {
  assert.deepEqual(draw({ kind: "all", of: [inLeeds, inStudio] }, [], nowhere), [
    'org unit is under /Leeds? "/Leeds/Studio" yes',
    'and department is one of (Studio, Studio 2)? "Studio" yes',
  ]);
});

test("P1 a group of conditions inside another keeps a line of its own", () => {
  assert.deepEqual(draw({ kind: "all", of: [inLeeds, { kind: "any", of: [inPorto, inStudio] }] }, [], nowhere), [
    "all of these?  yes",
    '  org unit is under /Leeds? "/Leeds/Studio" yes',
    "  and one of these?  yes",
    '    is in group "porto-all"? not a member no',
    '    or department is one of (Studio, Studio 2)? "Studio" yes',
  ]);
});

test("P1 a group condition names the way through nested groups", () => {
  const via: PathOf = () => ({ path: ["studio-id", "porto-id"], isEveryone: false });
  const direct: PathOf = () => ({ path: ["porto-id"], isEveryone: false });
  const everyone: PathOf = () => ({ path: ["porto-id"], isEveryone: true });
  assert.deepEqual(draw(inPorto, ["porto-id"], via), ['is in group "porto-all"? a member via "studio-eu" yes']);
  assert.deepEqual(draw(inPorto, ["porto-id"], direct), ['is in group "porto-all"? a direct member yes']);
  assert.deepEqual(draw(inPorto, ["porto-id"], everyone), ['is in group "porto-all"? everyone is a member yes']);
});
