import assert from "node:assert/strict";
import { test } from "node:test";
import { blankPerson, type Directory, type Person } from "../state/directory.ts";
import { createStoredDirectory } from "../state/stored-directory.ts";
import { ApiError } from "./api-error.ts";
import { parseUserQuery } from "./user-query.ts";

const people: readonly Person[] = [
  {
    ...blankPerson,
    id: "1",
    email: "ann.oneill@x.example",
    givenName: "Ann",
    familyName: "O'Neill",
    orgUnitPath: "/Sales/UK",
    title: "Head of Sales",
    isAdmin: true,
  },
  {
    ...blankPerson,
    id: "2",
    email: "bo@x.example",
    givenName: "Bo",
    familyName: "Sales Smith",
    orgUnitPath: "/Salespeople",
    manager: "ann.oneill@x.example",
    suspended: true,
  },
  {
    ...blankPerson,
    id: "3",
    email: "cy@x.example",
    givenName: "Cy",
    familyName: "Young",
    orgUnitPath: "/sales",
    manager: "bo@x.example",
    department: "Field sales",
    employeeNumber: "E-7",
  },
];

const directory: Directory = createStoredDirectory({
  organisation: { customerId: "C0x", name: "X", domain: "x.example", otherDomains: [], adminEmail: "", resells: [], orgUnits: [] },
  people,
  groups: [],
});

const cases: readonly (readonly [query: string, ids: string])[] = [
  ["orgUnitPath=/Sales", "1 3"],
  ["orgUnitPath='/Sales/UK'", "1"],
  ["orgUnitPath=/", "1 2 3"],
  ["familyName='O\\'Neill'", "1"],
  ["isSuspended=false", "1 3"],
  ["isSuspended=false isAdmin=true", "1"],
  ["orgTitle:sales", "1"],
  ["orgTitle='Head of Sales'", "1"],
  ["orgTitle=Sales", ""],
  ["orgDepartment:'field sales'", "3"],
  ["email:ann*", "1"],
  ["email=bo@x.example", "2"],
  ["givenName:C*", "3"],
  ["name='Cy Young'", "3"],
  ["externalId=e-7", "3"],
  ["directManager=ann.oneill@x.example", "2"],
  ["manager=ann.oneill@x.example", "2 3"],
  ["directManagerId=2", "3"],
  ["smith", "2"],
];

for (const [query, ids] of cases) {
  test(`the query ${query} finds ${ids || "nobody"}`, () => {
    const found = people.filter(parseUserQuery(query, directory));
    assert.equal(found.map((person) => person.id).join(" "), ids);
  });
}

for (const query of ["isAdmin=maybe", "nonsense=1", "orgUnitPath:/Sales", "name='open", "(name=a)", "name=a OR=b", "a=b=c"]) {
  test(`the query ${query} is refused`, () => {
    assert.throws(
      () => parseUserQuery(query, directory),
      (error) => error instanceof ApiError && error.message === "Invalid Input: query",
    );
  });
}
