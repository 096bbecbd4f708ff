import assert from "node:assert/strict";
import { test } from "node:test";
import {
  makeEntityFacts,
  makeFacts,
  makeGrant,
  makeLinkState,
  makeMapping,
  makePerson,
  makePlanContext,
  makeRecord,
} from "../../test/make.ts";
import type { Change } from "../model/change.ts";
import type { DeskRecord, LinkState } from "../model/desk.ts";
import type { BrokenPerson } from "../model/person.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import { lockedFields } from "./default-fields.ts";
import { type EntityFacts, type PersonFacts, type PlanContext, planPerson } from "./plan-person.ts";

const person = makePerson("p1", { attributes: { organizations: [{ title: "Analyst" }] } });
/** What the desk holds and remembers of p1 once it was imported. */
const imported = { name: "Person p1", firstName: "Person", lastName: "p1", email: "p1@example.test", title: "Analyst" };
const suspended = makePerson("p1", { standing: "suspended" });
const toAgents = makeMapping({ id: 2, sequence: 2, destination: { kind: "agent", agentRoleId: 1 } });
const toSite = makeMapping({ id: 1, destination: { kind: "site", siteId: 1, userRoleId: null } });
const nowhere = makeMapping({
  id: 1,
  destination: { kind: "site", siteId: 1, userRoleId: null },
  filter: { kind: "orgUnit", path: "/Nowhere", includesBelow: true },
});
const leaveOut = makeMapping({ id: 1, destination: { kind: "leaveOut" } });

function linked(change: { record?: Partial<DeskRecord>; state?: Partial<LinkState>; facts?: Partial<EntityFacts> } = {}): EntityFacts {
  const record = makeRecord({ values: imported, ...change.record });
  return makeEntityFacts({ link: { record, state: makeLinkState({ given: imported, ...change.state }) }, ...change.facts });
}

interface Input {
  readonly of?: PersonFacts["person"];
  readonly user?: EntityFacts;
  readonly agent?: EntityFacts;
  readonly facts?: Partial<PersonFacts>;
  readonly settings?: Partial<ConnectionSettings>;
  readonly context?: Partial<PlanContext>;
}

function plan({ of = person, user, agent, facts = {}, settings = {}, context = {} }: Input): readonly Change[] {
  const entities = { ...(user !== undefined && { user }), ...(agent !== undefined && { agent }) };
  const known = user === undefined && agent === undefined ? {} : { entities };
  return planPerson(makeFacts(of, { ...known, ...facts }), makePlanContext(settings, context));
}

function inShort(changes: readonly Change[]): string {
  const reason = (change: Change) =>
    change.because.map((because) => (because.kind === "leftOut" || because.kind === "question" ? ` ${because.reason}` : "")).join("");
  return changes.map((change) => `${change.entity} ${change.kind}${reason(change)}`).join(", ");
}

const broken: BrokenPerson = { id: "p1", part: "my_customer", defect: "noNameNorAddress", excerpt: "{}" };
const known = linked();
const nobody = makeEntityFacts();
const candidate = (record: Partial<DeskRecord>) =>
  makeEntityFacts({
    candidates: [{ by: { kind: "email" }, position: 1, value: "p1@example.test", record: makeRecord(record), ownedBy: null }],
  });
const agentRecord = (change: Partial<DeskRecord> = {}) => linked({ record: { entity: "agent", siteId: null, ...change } });
const both = { mappings: [toSite, toAgents] };

const cases: readonly { says: string; of: Input; is: string }[] = [
  { says: "G9 nobody like them on the desk: created", of: {}, is: "user create" },
  { says: "G9 linked and as they should be: nothing", of: { user: known }, is: "" },
  { says: "G9 recognised and different: updated", of: { user: candidate({ values: { name: "Old" } }) }, is: "user update" },
  { says: "G9 recognised and the same: linked", of: { user: candidate({ values: imported }) }, is: "user link" },
  { says: "G9 an ambiguous match: a question", of: { user: candidate({ isAdministrator: true }) }, is: "user decide privileged" },
  {
    says: "G9 somebody said to ignore them",
    of: { user: makeEntityFacts({ answer: { answer: { kind: "ignore" }, by: "kim", record: null } }) },
    is: "user leftOut ignored",
  },
  { says: "G4 a mapping leaves them out", of: { settings: { mappings: [leaveOut] } }, is: "user leftOut mappingLeavesOut" },
  {
    says: "G4 a mapping leaves out whom the desk knows: left alone",
    of: { user: known, settings: { mappings: [leaveOut] } },
    is: "user leftOut mappingLeavesOut",
  },
  { says: "G4 no mapping fits", of: { settings: { mappings: [nowhere] } }, is: "user leftOut noMappingFits" },
  {
    says: "G15 whom no mapping reaches any more is listed and left alone",
    of: { user: known, settings: { mappings: [nowhere] } },
    is: "user noLongerMapped",
  },
  {
    says: "G15 an inactive one whom no mapping reaches is not even listed",
    of: { user: linked({ record: { isActive: false } }), settings: { mappings: [nowhere] } },
    is: "",
  },
  { says: "G15 suspended and unknown: nobody is created", of: { of: suspended }, is: "user leftOut suspendedAndUnknown" },
  {
    says: "G15 archived and unknown: nobody is created",
    of: { of: makePerson("p1", { standing: "archived" }) },
    is: "user leftOut archivedAndUnknown",
  },
  {
    says: "G15 suspended and known: the user stays while the switch is off",
    of: { of: { ...person, standing: "suspended" }, user: known },
    is: "",
  },
  {
    says: "G15 suspended and known: the user goes where the switch is on",
    of: { of: suspended, user: known, settings: { deactivatesSuspendedUsers: true } },
    is: "user deactivate",
  },
  {
    says: "G15 suspended: the agent goes even when no mapping reaches them",
    of: { of: suspended, agent: agentRecord(), settings: { mappings: [nowhere] } },
    is: "agent deactivate",
  },
  {
    says: "G15 back again: the same record, active",
    of: { user: linked({ record: { isActive: false }, state: { deactivatedBecause: "suspended" } }) },
    is: "user reactivate",
  },
  { says: "G4 a broken record changes nothing", of: { of: broken, user: known }, is: "user leftOut broken" },
  {
    says: "P3 a protected record is left alone where it would change",
    of: { user: linked({ record: { isProtected: true, siteId: 2 } }) },
    is: "user leftOut protected",
  },
  { says: "P3 a protected record that is as it should be needs no line", of: { user: linked({ record: { isProtected: true } }) }, is: "" },
  {
    says: "P4 a person who is held is left alone",
    of: { user: linked({ record: { siteId: 2 }, facts: { heldBecause: "run 4 was undone" } }) },
    is: "user leftOut held",
  },
  {
    says: "P4 a person who is held is not created either",
    of: { user: makeEntityFacts({ heldBecause: "run 4 was undone" }) },
    is: "user leftOut held",
  },
  { says: "G4 another site: moved", of: { user: linked({ record: { siteId: 2 } }) }, is: "user update" },
  {
    says: "G4 another site: kept where that is switched on",
    of: { user: linked({ record: { siteId: 2 } }), settings: { keepsSiteOfExisting: true } },
    is: "",
  },
  {
    says: "G9 one person becomes a user by one mapping and an agent by another",
    of: { user: nobody, agent: nobody, settings: both },
    is: "user create, agent create",
  },
  {
    says: "G9 both imports leave somebody out: said once",
    of: { user: nobody, agent: nobody, settings: { mappings: [leaveOut] } },
    is: "user leftOut mappingLeavesOut",
  },
  {
    says: "G9 the agent import has the person: the user import is silent",
    of: { user: nobody, agent: agentRecord(), settings: { mappings: [nowhere, toAgents] } },
    is: "",
  },
  {
    says: "G15 gone from the directory: both imports say so",
    of: { user: known, agent: agentRecord(), facts: { absence: { readingId: 2, proof: null } }, settings: both },
    is: "user notFound, agent notFound",
  },
  {
    says: "G15 gone from the directory and unknown to the desk: nothing",
    of: { facts: { absence: { readingId: 2, proof: null } } },
    is: "",
  },
];

for (const { says, of, is } of cases) {
  test(`${says.replace(/^(\S+) /, "$1 planning a person: ")}`, () => {
    assert.equal(inShort(plan(of)), is);
  });
}

test("G4 a new user's line says everything that an apply needs", () => {
  const [line] = plan({});
  assert.deepEqual(
    {
      site: line?.site,
      active: line?.active,
      recordId: line?.recordId,
      expectsVersion: line?.expectsVersion,
      given: line?.link?.after?.given,
      since: line?.link?.after?.sinceRunId,
    },
    {
      site: { before: null, after: 1 },
      active: { before: null, after: true },
      recordId: null,
      expectsVersion: null,
      given: imported,
      since: 9,
    },
  );
});

test("G5 a new record without a name in the directory is called by its address", () => {
  const [line] = plan({ of: { ...makePerson("p1", { name: "" }), attributes: {} } });
  assert.equal(line?.fields.find((field) => field.field === "name")?.after, "p1@example.test");
});

test("G9 an address reused by a new account is pointed out on its line", () => {
  const facts = candidate({});
  const owned = makeEntityFacts({ candidates: facts.candidates.map((found) => ({ ...found, ownedBy: 1 })) });
  const [line] = plan({ user: owned });
  assert.deepEqual([line?.kind, line?.warnings], ["create", ["addressReused"]]);
});

test("G6 a user whose group gives something to agents only is told to be no agent", () => {
  const groupMappings = [{ id: 1, groupId: "g", groupName: "G", gives: { kind: "cab", cabId: 1, cabRoleId: null } as const }];
  const [line] = plan({ facts: { groups: new Set(["g"]) }, settings: { groupMappings } });
  assert.deepEqual(line?.warnings, ["notAnAgent"]);
});

test("G8 losing the role that made an agent active makes them inactive in the same line", () => {
  const given = makeGrant({ kind: "agentRole", id: 1, source: "group", connectionId: 1 });
  const [line] = plan({
    agent: agentRecord({ grants: [given] }),
    settings: { mappings: [toAgents], agentActivation: { isOn: true, roleIds: [1] } },
  });
  assert.deepEqual([line?.kind, line?.losses, line?.active], ["deactivate", [given], { before: true, after: false }]);
});

const boss = { asked: "boss@example.test", externalId: "b1", name: "Boss", recordId: 20 };
const unknownBoss = { ...boss, recordId: null };
const clearing = {
  fieldMappings: [
    ...lockedFields,
    { entity: "user", field: "manager", from: "relations[type=manager].value", policy: "directory", clearsWhenEmpty: true } as const,
  ],
};

interface ManagerCase {
  readonly says: string;
  readonly manager: PersonFacts["manager"];
  readonly record?: Partial<DeskRecord>;
  readonly state?: Partial<LinkState>;
  readonly settings?: Partial<ConnectionSettings>;
  readonly after: unknown;
  readonly waitsFor: string | null;
}

const managers: readonly ManagerCase[] = [
  { says: "is named by directory id and name", manager: boss, after: { externalId: "b1", name: "Boss" }, waitsFor: null },
  { says: "is waited for until imported", manager: unknownBoss, after: { externalId: "b1", name: "Boss" }, waitsFor: "b1" },
  { says: "that is bound already changes nothing", manager: boss, record: { managerId: 20 }, after: undefined, waitsFor: null },
  {
    says: "that is waited for already changes nothing",
    manager: unknownBoss,
    state: { waitsForManager: "b1" },
    after: undefined,
    waitsFor: "b1",
  },
  {
    says: "another one than before replaces it",
    manager: boss,
    record: { managerId: 30 },
    after: { externalId: "b1", name: "Boss" },
    waitsFor: null,
  },
  { says: "that the directory lacks erases none", manager: null, record: { managerId: 30 }, after: undefined, waitsFor: null },
  {
    says: "that the directory lacks is cleared where the mapping says so",
    manager: null,
    record: { managerId: 30 },
    settings: clearing,
    after: null,
    waitsFor: null,
  },
  {
    says: "that the directory no longer names is no longer waited for",
    manager: null,
    state: { waitsForManager: "b1" },
    after: undefined,
    waitsFor: null,
  },
  { says: "that is the person themselves is none", manager: { ...boss, externalId: "p1", recordId: 7 }, after: undefined, waitsFor: null },
];

for (const { says, manager, record = {}, state = {}, settings = {}, after, waitsFor } of managers) {
  test(`E4 a manager ${says}`, () => {
    const before = linked({ record, state });
    const [line] = plan({ user: before, facts: { manager }, settings });
    const wait =
      line?.link?.after === undefined || line.link.after === null ? before.link?.state.waitsForManager : line.link.after.waitsForManager;
    assert.deepEqual({ after: line?.manager?.after, waitsFor: wait }, { after, waitsFor });
    if (after === undefined) assert.equal(line?.manager ?? null, null);
  });
}

test("E4 a manager without an account in the directory is pointed out and changes nothing", () => {
  const [line] = plan({ facts: { manager: { asked: "gone@example.test", externalId: null, name: "gone@example.test", recordId: null } } });
  assert.deepEqual([line?.manager, line?.warnings], [null, ["managerNotInDirectory"]]);
});

test("P1 the same facts always give the same lines", () => {
  const of: Input = {
    user: linked({ record: { siteId: 2, values: {} } }),
    agent: nobody,
    facts: { groups: new Set(["g"]), manager: boss },
    settings: both,
  };
  assert.deepEqual(plan(of), plan(of));
});
