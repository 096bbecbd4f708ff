import assert from "node:assert/strict";
import { test } from "node:test";
import { BadFields, parseFields, project } from "./fields.ts";

const answer = {
  kind: "list",
  nextPageToken: "n",
  users: [
    {
      id: "1",
      name: { fullName: "Zoë Ćosić", givenName: "Zoë" },
      phones: [{ value: "+1", type: "work" }],
      customSchemas: { HR: { costCentre: "7", grade: 2 } },
    },
    { id: "2" },
  ],
};

const cases: readonly (readonly [fields: string, expected: unknown])[] = [
  ["nextPageToken", { nextPageToken: "n" }],
  ["users/id", { users: [{ id: "1" }, { id: "2" }] }],
  ["users(id,name/fullName)", { users: [{ id: "1", name: { fullName: "Zoë Ćosić" } }, { id: "2" }] }],
  ["kind, users(phones(value))", { kind: "list", users: [{ phones: [{ value: "+1" }] }, {}] }],
  ["users/phones/type,users/id", { users: [{ id: "1", phones: [{ type: "work" }] }, { id: "2" }] }],
  ["users/name(fullName,givenName)", { users: [{ name: { fullName: "Zoë Ćosić", givenName: "Zoë" } }, {}] }],
  ["users/customSchemas/HR/costCentre", { users: [{ customSchemas: { HR: { costCentre: "7" } } }, {}] }],
  ["users(customSchemas(*(grade)))", { users: [{ customSchemas: { HR: { grade: 2 } } }, {}] }],
  ["*", answer],
];

for (const [fields, expected] of cases) {
  test(`fields=${fields} gives exactly what it names`, () => {
    assert.deepEqual(project(answer, parseFields(fields)), expected);
  });
}

for (const fields of ["users(", "users(id", "users)", ",id", "users//id", "a b"]) {
  test(`fields=${fields} is refused`, () => {
    assert.throws(() => parseFields(fields), BadFields);
  });
}
