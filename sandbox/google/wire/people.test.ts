import assert from "node:assert/strict";
import { test } from "node:test";
import { generatedPerson } from "../../seed/generated-people.ts";
import { parseFields, project } from "./fields.ts";
import { compileUser, isUserField } from "./people.ts";

const size = { people: 500, groups: 10, seed: 4, domain: "generated.example" };
const projection = { customerId: "C0gen4", includesSchema: () => true };

test("a writer compiled for a selection writes exactly what selecting from the whole user gives", () => {
  const whole = compileUser(projection, "all");
  for (const fields of [
    "id,primaryEmail",
    "id,name(givenName,familyName),emails(address,primary),phones(value)",
    "aliases,nonEditableAliases,customSchemas/HR/costCentre,organizations(title,department)",
    "*",
  ]) {
    const selection = parseFields(fields);
    const write = compileUser(projection, selection);
    for (let index = 0; index < 60; index += 1) {
      const person = generatedPerson(size, index);
      assert.deepEqual(JSON.parse(write(person)), withoutEmpty(project(JSON.parse(whole(person)), selection)));
    }
  }
});

test("names and titles with quotes and other troublesome characters stay valid JSON", () => {
  const person = { ...generatedPerson(size, 3), givenName: 'Anna "Ann"\\', familyName: "O’Hara\n\u0007", title: "R&D </script>" };
  const user: unknown = JSON.parse(compileUser(projection, "all")(person));
  assert.deepEqual((user as { name: unknown }).name, {
    givenName: 'Anna "Ann"\\',
    familyName: "O’Hara\n\u0007",
    fullName: 'Anna "Ann"\\ O’Hara\n\u0007',
  });
});

test("fields that Google has can be asked for even where nobody has filled them in", () => {
  assert.deepEqual(["locations", "isGuestUser", "mail", "deletionTime"].map(isUserField), [true, true, false, true]);
});

function withoutEmpty(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, member: unknown) =>
    typeof member === "object" && member !== null && Object.keys(member).length === 0 ? undefined : member,
  );
}
