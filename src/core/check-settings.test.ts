import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeMapping, makeSettings } from "../../test/make.ts";
import type { Condition } from "../model/condition.ts";
import { explainPlace } from "../model/errors.ts";
import type { ConnectionSettings, FieldMapping, GroupMapping } from "../model/settings.ts";
import { checkSettings } from "./check-settings.ts";
import { defaultGoogleFields, lockedFields } from "./default-fields.ts";

const catalogue = makeCatalogue();
const site = (siteId: number, userRoleId: number | null = null) => ({ kind: "site", siteId, userRoleId }) as const;
const filtered = (filter: Condition) => ({ mappings: [makeMapping({ destination: site(1), filter })] });
const mapField = (field: string, from: string, entity: "user" | "agent" = "user"): FieldMapping => ({
  entity,
  field,
  from,
  policy: "directory",
  clearsWhenEmpty: false,
});
const fields = (...more: FieldMapping[]) => ({ fieldMappings: [...defaultGoogleFields, ...more] });
const gift = (gives: GroupMapping["gives"]) => ({ groupMappings: [{ id: 0, groupId: "g", groupName: "Approvers", gives }] });
const matches = (value: string) => filtered({ kind: "field", field: "email", op: "matches", value });
const two = (a: number, b: number) => ({
  mappings: [
    makeMapping({ sequence: a, name: "One", destination: site(1) }),
    makeMapping({ sequence: b, name: "Two", destination: site(2) }),
  ],
});

const faults: readonly { says: string; change: Partial<ConnectionSettings>; at: RegExp; cure: RegExp }[] = [
  {
    says: "G4 a site that does not exist",
    change: { mappings: [makeMapping({ destination: site(9) })] },
    at: /^mappings\[0\]\.destination "Everyone"$/,
    cure: /no site 9.*Create it first/,
  },
  {
    says: "G4 a user role that does not exist",
    change: { mappings: [makeMapping({ destination: site(1, 9) })] },
    at: /destination/,
    cure: /no user role 9/,
  },
  {
    says: "G4 an agent role that does not exist",
    change: { mappings: [makeMapping({ destination: { kind: "agent", agentRoleId: 9 } })] },
    at: /destination/,
    cure: /no agent role 9/,
  },
  {
    says: "G4 two equal sequences, naming both",
    change: two(10, 10),
    at: /mappings\[1\]\.sequence/,
    cure: /"Two" and "One" both have sequence 10/,
  },
  { says: "G4 a pattern with a mistake", change: matches("("), at: /^mappings\[0\]\.filter\.value/, cure: /"\(": not a pattern/ },
  { says: "G4 a pattern that could run for ever", change: matches("(a)\\1"), at: /filter/, cure: /back-references are not supported/ },
  {
    says: "G4 a filter on what is no attribute",
    change: filtered({ kind: "fieldState", field: "phones[", op: "isEmpty" }),
    at: /^mappings\[0\]\.filter\.field/,
    cure: /"phones\[": this is not an attribute/,
  },
  {
    says: "G4 a fault deep inside a filter",
    change: filtered({ kind: "all", of: [{ kind: "any", of: [{ kind: "fieldState", field: "a b", op: "isEmpty" }] }] }),
    at: /^mappings\[0\]\.filter\.of\[0\]\.of\[0\]\.field/,
    cure: /"a b": this is not an attribute/,
  },
  {
    says: "G3 several directories and a mapping without customer id",
    change: { directory: "several" },
    at: /mappings\[0\]/,
    cure: /names no customer id/,
  },
  {
    says: "G3 the own directory and a mapping with customer id",
    change: { mappings: [makeMapping({ part: "C1", destination: site(1) })] },
    at: /mappings\[0\]/,
    cure: /names a customer id/,
  },
  {
    says: "G5 one desk field filled twice, naming both attributes",
    change: fields(mapField("title", "nickname")),
    at: /"title"/,
    cure: /twice, from organizations\[primary\]\.title and from nickname/,
  },
  {
    says: "G5 a field that the desk does not have",
    change: fields(mapField("shoeSize", "shoeSize")),
    at: /"shoeSize"/,
    cure: /no field of users/,
  },
  {
    says: "G5 a custom field that does not exist",
    change: fields(mapField("custom.shoeSize", "shoeSize")),
    at: /custom\.shoeSize/,
    cure: /custom field that exists/,
  },
  {
    says: "G5 a custom field of users for agents",
    change: fields(mapField("custom.costCentre", "x", "agent")),
    at: /custom\.costCentre/,
    cure: /no field of agents/,
  },
  { says: "G5 a manager for agents", change: fields(mapField("manager", "x", "agent")), at: /"manager"/, cure: /no field of agents/ },
  {
    says: "G5 an expression that is no attribute",
    change: fields(mapField("notes", "a..b")),
    at: /^fieldMappings\[\d+\]\.from "notes"/,
    cure: /"a\.\.b": this is not an attribute/,
  },
  {
    says: "G5 the locked mapping of the name taken away",
    change: { fieldMappings: defaultGoogleFields.filter((mapping) => mapping.field !== "name") },
    at: /"name"/,
    cure: /locked/,
  },
  {
    says: "G5 the locked mapping of the name changed",
    change: { fieldMappings: lockedFields.map((mapping) => (mapping.field === "name" ? { ...mapping, from: "nickname" } : mapping)) },
    at: /"name"/,
    cure: /locked/,
  },
  {
    says: "G6 a group that gives an agent role that does not exist",
    change: gift({ kind: "agentRole", roleId: 9 }),
    at: /^groupMappings\[0\]\.gives "Approvers"$/,
    cure: /no agent role 9/,
  },
  {
    says: "G6 a group that gives a user role that does not exist",
    change: gift({ kind: "userRole", roleId: 9 }),
    at: /groupMappings/,
    cure: /no user role 9/,
  },
  {
    says: "G6 a group that gives a board that does not exist",
    change: gift({ kind: "cab", cabId: 9, cabRoleId: null }),
    at: /groupMappings/,
    cure: /no change advisory board 9/,
  },
  {
    says: "G6 a group that gives a board role that does not exist",
    change: gift({ kind: "cab", cabId: 1, cabRoleId: 9 }),
    at: /groupMappings/,
    cure: /no CAB role 9/,
  },
  {
    says: "G8 an active role that does not exist",
    change: { agentActivation: { isOn: true, roleIds: [9] } },
    at: /agentActivation/,
    cure: /no agent role 9/,
  },
  {
    says: "G8 agent activation without a role",
    change: { agentActivation: { isOn: true, roleIds: [] } },
    at: /agentActivation/,
    cure: /Name at least one role/,
  },
  {
    says: "G9 matching on a field that nothing fills",
    change: { matching: { users: [{ kind: "field", field: "employeeNumber" }], agents: [] } },
    at: /^matching\.users\[0\] "employeeNumber"$/,
    cure: /Map the field first/,
  },
  {
    says: "G9 matching users on a field that only agents are filled with",
    change: {
      ...fields(mapField("employeeNumber", "x", "agent")),
      matching: { users: [{ kind: "field", field: "employeeNumber" }], agents: [] },
    },
    at: /employeeNumber/,
    cure: /Map the field first/,
  },
  {
    says: "G9 matching on the manager",
    change: { matching: { users: [{ kind: "field", field: "manager" }], agents: [] } },
    at: /manager/,
    cure: /nothing to compare/,
  },
  {
    says: "P3 a limit below nothing",
    change: { limits: { ...makeSettings().limits, deactivations: { count: -1, percent: null } } },
    at: /limits\.deactivations\.count/,
    cure: /./,
  },
];

for (const { says, change, at, cure } of faults) {
  test(`${says.replace(/^(\S+) /, "$1 settings are refused with place and cure: ")}`, () => {
    const found = checkSettings(makeSettings(change), catalogue);
    assert.ok(
      found.some((fault) => at.test(explainPlace(fault)) && cure.test(fault.says)),
      JSON.stringify(found),
    );
  });
}

const fine: readonly { says: string; change: Partial<ConnectionSettings> }[] = [
  { says: "the defaults with one mapping", change: {} },
  { says: "different sequences in any order", change: two(20, 10) },
  {
    says: "one attribute that feeds several fields",
    change: fields(mapField("notes", "primaryEmail"), mapField("custom.costCentre", "primaryEmail")),
  },
  { says: "the same field for users and for agents", change: fields(mapField("notes", "a", "user"), mapField("notes", "a", "agent")) },
  {
    says: "several directories, each mapping with its customer id",
    change: { directory: "several", mappings: [makeMapping({ part: "my_customer", destination: site(1) })] },
  },
  { says: "a default mapping taken away", change: { fieldMappings: defaultGoogleFields.filter((mapping) => mapping.field !== "title") } },
  { says: "matching on a mapped field", change: { matching: { users: [{ kind: "field", field: "phone" }], agents: [{ kind: "email" }] } } },
];

for (const { says, change } of fine) {
  test(`G5 settings are accepted: ${says}`, () => {
    assert.deepEqual(checkSettings(makeSettings(change), catalogue), []);
  });
}

test("P5 every fault is reported at once", () => {
  const settings = makeSettings({
    mappings: [makeMapping({ sequence: 1, destination: site(9) }), makeMapping({ sequence: 1, destination: site(8) })],
  });
  assert.equal(checkSettings(settings, catalogue).length, 3);
});
