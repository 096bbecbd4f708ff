import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeMapping, makeSettings } from "../../test/make.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import { createNames } from "./explain-names.ts";
import { explainFirstSettings, explainSettingsDifference } from "./explain-settings-difference.ts";

const site = (siteId: number, userRoleId: number | null = null) => ({ kind: "site", siteId, userRoleId }) as const;
const rules = (...names: string[]) =>
  names.map((name, index) => makeMapping({ id: name.charCodeAt(0), sequence: index + 1, name, destination: site(1) }));

function differ(before: Partial<ConnectionSettings>, after: Partial<ConnectionSettings>): readonly string[] {
  const names = createNames(
    { connection: { id: 1, provider: "google" }, settings: makeSettings() },
    makeCatalogue(),
    new Map([["g1", "IT admins"]]),
  );
  return explainSettingsDifference(makeSettings(before), makeSettings(after), { names, connections: new Map([[2, "Castellan"]]) });
}

const limits = makeSettings().limits;
const [everyone = makeMapping({ destination: site(1) })] = makeSettings().mappings;
const fields = makeSettings().fieldMappings;

const cases: readonly {
  says: string;
  before: Partial<ConnectionSettings>;
  after: Partial<ConnectionSettings>;
  changes: readonly string[];
}[] = [
  { says: "the same settings differ in nothing", before: {}, after: {}, changes: [] },
  {
    says: "one rule that moved up is the only one named",
    before: { mappings: rules("A", "B", "Porto") },
    after: { mappings: rules("A", "Porto", "B") },
    changes: ['Rule 3 "Porto" moved before rule 2'],
  },
  {
    says: "neighbours in the middle that changed places",
    before: { mappings: rules("A", "B", "Porto", "D") },
    after: { mappings: rules("A", "Porto", "B", "D") },
    changes: ['Rule 3 "Porto" moved before rule 2'],
  },
  {
    says: "a rule that moved to the end",
    before: { mappings: rules("A", "B", "C") },
    after: { mappings: rules("B", "C", "A") },
    changes: ['Rule 1 "A" moved to the end'],
  },
  {
    says: "gaps in the numbers that were closed",
    before: { mappings: rules("A", "B").map((rule) => ({ ...rule, sequence: rule.sequence * 10 })) },
    after: { mappings: rules("A", "B") },
    changes: ["Rules numbered anew, in the same order"],
  },
  {
    says: "a new rule and one that is gone",
    before: { mappings: rules("A", "B") },
    after: {
      mappings: [
        ...rules("A"),
        makeMapping({
          id: -1,
          sequence: 2,
          name: "Rooms",
          destination: { kind: "leaveOut" },
          filter: { kind: "orgUnit", path: "/Rooms", includesBelow: true },
        }),
      ],
    },
    changes: ['Rule 2 "B" removed', 'Rule 2 "Rooms" added: org unit is under /Rooms → left out on purpose'],
  },
  {
    says: "a rule with another name, goal and condition",
    before: {},
    after: {
      mappings: [{ ...everyone, name: "All", destination: site(2, 1), filter: { kind: "fieldState", field: "email", op: "isNotEmpty" } }],
    },
    changes: [
      'Rule 1 "Everyone" renamed "All"',
      'Rule 1 "Everyone" goes elsewhere: Site 1 → Site 2, with user role User role 1',
      'Rule 1 "Everyone" fits others: everyone → e-mail is not empty',
    ],
  },
  {
    says: "a limit whose number alone changed",
    before: {},
    after: { limits: { ...limits, deactivations: { count: 100, percent: 5 } } },
    changes: ["Limit for deactivations: 25 → 100"],
  },
  {
    says: "limits that were taken away or given both ways",
    before: {},
    after: { limits: { ...limits, creations: { count: null, percent: null }, siteMoves: { count: 50, percent: 10 }, shrinkPercent: 50 } },
    changes: [
      "Limit for site moves: no share → 10 %",
      "Limit for new people: 100 or 20 % → no number or no share",
      "A reading is believed down to: 30 % fewer → 50 % fewer",
    ],
  },
  {
    says: "a field with another source, owner and blanks, one more and one less",
    before: {},
    after: {
      fieldMappings: [
        ...fields.flatMap((field) => {
          if (field.entity !== "user") return [field];
          if (field.field === "mobile") return [];
          return field.field === "title"
            ? [{ ...field, from: "jobTitle", policy: "onlyWhenEmpty", clearsWhenEmpty: true } as const]
            : [field];
        }),
        { entity: "user", field: "custom.costCentre", from: "customSchemas.HR.costCentre", policy: "directory", clearsWhenEmpty: false },
      ],
    },
    changes: [
      "Field Mobile of users: from mobile phone → from nothing",
      "Field Title of users: from title → from jobTitle",
      "Field Title of users: directory decides → only filled when empty",
      "Field Title of users: a blank never erases → a blank erases",
      "Field Note of users: from nothing → from customSchemas.HR.costCentre",
    ],
  },
  {
    says: "groups that give, give something else, and give no longer",
    before: {
      groupMappings: [
        { id: 1, groupId: "g1", groupName: "Admins", gives: { kind: "agentRole", roleId: 1 } },
        { id: 2, groupId: "g2", groupName: "VIPs", gives: { kind: "userRole", roleId: 1 } },
      ],
    },
    after: {
      groupMappings: [
        { id: 1, groupId: "g1", groupName: "Admins", gives: { kind: "agentRole", roleId: 2 } },
        { id: -1, groupId: "g3", groupName: "Board", gives: { kind: "cab", cabId: 1, cabRoleId: 1 } },
      ],
    },
    changes: [
      'Group "VIPs" no longer gives user role User role 1',
      'Group "IT admins" gives: agent role Agent role 1 → agent role Agent role 2',
      'Group "Board" gives CAB Standard changes (Approver)',
    ],
  },
  {
    says: "matching, activation, switches and sharing",
    before: { agentActivation: { isOn: false, roleIds: [] } },
    after: {
      matching: { users: [{ kind: "email" }, { kind: "alias" }], agents: [] },
      agentActivation: { isOn: true, roleIds: [1] },
      deactivatesMissing: { users: true, agents: false },
      sharesPeopleWith: [2],
      scope: { orgUnits: ["/Leeds"], domains: [] },
    },
    changes: [
      "Org units in scope: all → /Leeds",
      "Users are found by: the Google id only → e-mail, alias",
      "Active by role: off → on",
      "Roles that make an agent active: none → Agent role 1",
      "Users not found in Google become inactive: off → on",
      "Shares its people with: nobody → Castellan",
    ],
  },
];

for (const { says, before, after, changes } of cases) {
  test(`P5 versions of settings are compared in sentences: ${says}`, () => assert.deepEqual(differ(before, after), changes));
}

test("P5 the first version says what it holds", () => {
  assert.deepEqual(explainFirstSettings(makeSettings()), ["First settings: 1 rule, 17 fields, 0 groups"]);
});
