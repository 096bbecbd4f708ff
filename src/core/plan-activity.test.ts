import assert from "node:assert/strict";
import { test } from "node:test";
import { makeGrant, makeLinkState, makeRecord, makeSettings } from "../../test/make.ts";
import type { DeactivatedBecause } from "../model/desk.ts";
import { type ActivityFacts, planActivity } from "./plan-activity.ts";

const off = makeSettings();
const switched = makeSettings({ deactivatesSuspendedUsers: true });
const activation = makeSettings({ agentActivation: { isOn: true, roleIds: [1] } });
const active = makeRecord();
const inactive = makeRecord({ isActive: false });
const agent = makeRecord({ entity: "agent" });
const idle = makeRecord({ entity: "agent", isActive: false });
const role = makeGrant({ kind: "agentRole", id: 1 });
const after = (deactivatedBecause: DeactivatedBecause) => makeLinkState({ deactivatedBecause });

function plan(facts: Partial<ActivityFacts>) {
  return planActivity({
    entity: "user",
    standing: "active",
    record: active,
    state: makeLinkState(),
    settings: off,
    holds: [],
    gains: [],
    ...facts,
  });
}

interface Case {
  readonly says: string;
  readonly facts: Partial<ActivityFacts>;
  readonly is: "active" | "inactive";
  readonly because: DeactivatedBecause | null;
}
const ofAgent = { entity: "agent", record: agent } as const;
const ofIdle = { entity: "agent", record: idle } as const;

const cases: readonly Case[] = [
  { says: "an active account's user stays active", facts: {}, is: "active", because: null },
  { says: "a new user is active", facts: { record: null, state: null }, is: "active", because: null },
  {
    says: "a suspended account's user stays active while the switch is off",
    facts: { standing: "suspended" },
    is: "active",
    because: null,
  },
  {
    says: "a suspended account's user becomes inactive where the switch is on",
    facts: { standing: "suspended", settings: switched },
    is: "inactive",
    because: "suspended",
  },
  {
    says: "an archived account's user becomes inactive where the switch is on",
    facts: { standing: "archived", settings: switched },
    is: "inactive",
    because: "archived",
  },
  {
    says: "a suspended account's agent becomes inactive whatever the switch",
    facts: { ...ofAgent, standing: "suspended" },
    is: "inactive",
    because: "suspended",
  },
  {
    says: "an archived account's agent becomes inactive whatever the switch",
    facts: { ...ofAgent, standing: "archived" },
    is: "inactive",
    because: "archived",
  },
  {
    says: "whoever was suspended and is back becomes active",
    facts: { record: inactive, state: after("suspended") },
    is: "active",
    because: null,
  },
  {
    says: "whoever was missing and is back becomes active",
    facts: { record: inactive, state: after("missing") },
    is: "active",
    because: null,
  },
  {
    says: "whoever was missing and is back but suspended stays inactive",
    facts: { record: inactive, state: after("missing"), standing: "suspended" },
    is: "inactive",
    because: "missing",
  },
  {
    says: "whoever is still suspended stays inactive after the switch is put off",
    facts: { record: inactive, state: after("suspended"), standing: "suspended" },
    is: "inactive",
    because: "suspended",
  },
  { says: "whom a person made inactive stays so", facts: { record: inactive }, is: "inactive", because: null },
  {
    says: "whom a person made inactive stays so, suspended and back or not",
    facts: { record: inactive, standing: "suspended", settings: switched },
    is: "inactive",
    because: null,
  },
  {
    says: "whom a person made active again is forgotten as deactivated",
    facts: { state: after("suspended") },
    is: "active",
    because: null,
  },
  {
    says: "an agent without an active role becomes inactive",
    facts: { ...ofAgent, settings: activation },
    is: "inactive",
    because: "noActiveRole",
  },
  {
    says: "an agent with an active role stays active",
    facts: { ...ofAgent, settings: activation, holds: [role] },
    is: "active",
    because: null,
  },
  {
    says: "an API-only agent is left alone by agent activation",
    facts: { entity: "agent", record: makeRecord({ entity: "agent", isApiOnly: true }), settings: activation },
    is: "active",
    because: null,
  },
  { says: "a user is left alone by agent activation", facts: { settings: activation }, is: "active", because: null },
  {
    says: "a new agent without an active role is created inactive",
    facts: { entity: "agent", record: null, state: null, settings: activation },
    is: "inactive",
    because: "noActiveRole",
  },
  {
    says: "an agent whom activation put off comes back with an active role",
    facts: { ...ofIdle, state: after("noActiveRole"), settings: activation, holds: [role], gains: [role] },
    is: "active",
    because: null,
  },
  {
    says: "an agent whom activation put off comes back when activation ends",
    facts: { ...ofIdle, state: after("noActiveRole") },
    is: "active",
    because: null,
  },
  {
    says: "an inactive agent who gains an active role becomes active",
    facts: { ...ofIdle, settings: activation, holds: [role], gains: [role] },
    is: "active",
    because: null,
  },
  {
    says: "an agent whom a person made inactive stays so while the active role is an old one",
    facts: { ...ofIdle, settings: activation, holds: [role] },
    is: "inactive",
    because: null,
  },
  {
    says: "an active role does not let in whom the directory shuts out",
    facts: { ...ofIdle, standing: "suspended", state: after("suspended"), settings: activation, holds: [role], gains: [role] },
    is: "inactive",
    because: "suspended",
  },
];

for (const { says, facts, is, because } of cases) {
  test(`G8 G15 activity: ${says}`, () => {
    const planned = plan(facts);
    assert.deepEqual({ is: planned.isActive ? "active" : "inactive", because: planned.deactivatedBecause }, { is, because });
  });
}

test("G15 a line says why somebody becomes inactive or active again", () => {
  assert.deepEqual(plan({ ...ofAgent, standing: "suspended" }).because, [{ kind: "standing", standing: "suspended" }]);
  assert.deepEqual(plan({ record: inactive, state: after("missing") }).because, [{ kind: "backAgain", after: "missing" }]);
  assert.deepEqual(plan({ ...ofAgent, settings: activation }).because, [{ kind: "activation", becomes: "inactive" }]);
  assert.deepEqual(plan({ ...ofIdle, state: after("noActiveRole") }).because, [{ kind: "activation", becomes: "active" }]);
});

test("G15 whom a person made inactive is pointed out", () => {
  assert.deepEqual(plan({ record: inactive }).warnings, ["inactiveByHand"]);
});
