import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makeGrant, makeMapping } from "../../test/make.ts";
import type { Grant } from "../model/desk.ts";
import type { Gift, GroupMapping } from "../model/settings.ts";
import { type GrantFacts, planGrants } from "./plan-grants.ts";

const toSite = makeMapping({ destination: { kind: "site", siteId: 1, userRoleId: 1 } });
const toAgents = makeMapping({ destination: { kind: "agent", agentRoleId: 1 } });
const group = (groupId: string, gives: Gift): GroupMapping => ({ id: 1, groupId, groupName: groupId, gives });
const byMapping = { source: "mapping", connectionId: 1 } as const;
const byGroup = { source: "group", connectionId: 1 } as const;

function plan(facts: Partial<GrantFacts>): { gains: string[]; losses: string[] } {
  const { gains, losses } = planGrants({
    entity: "user",
    connectionId: 1,
    held: [],
    mapping: toSite,
    groupMappings: [],
    groups: new Set(),
    isNew: false,
    ...facts,
  });
  return { gains: gains.map(inShort), losses: losses.map(inShort) };
}

function inShort(grant: Grant): string {
  return `${grant.kind} ${grant.id} ${grant.source}${grant.cabRoleId === null ? "" : ` as ${grant.cabRoleId}`}`;
}

const userRole = (id: number, from: Partial<Grant> = {}) => makeGrant({ kind: "userRole", id, ...from });
const agentRole = (id: number, from: Partial<Grant> = {}) => makeGrant({ kind: "agentRole", id, ...from });
const agent = { entity: "agent", mapping: toAgents } as const;

const cases: readonly { says: string; facts: Partial<GrantFacts>; gains?: string[]; losses?: string[] }[] = [
  { says: "the mapping's user role is given", facts: {}, gains: ["userRole 1 mapping"] },
  { says: "the mapping's user role is not given twice", facts: { held: [userRole(1, byMapping)] } },
  { says: "the mapping's user role is given beside the same role by hand", facts: { held: [userRole(1)] }, gains: ["userRole 1 mapping"] },
  {
    says: "another mapping's user role is taken away with it",
    facts: { held: [userRole(2, byMapping)] },
    gains: ["userRole 1 mapping"],
    losses: ["userRole 2 mapping"],
  },
  { says: "a role by hand is never taken away", facts: { held: [userRole(2), userRole(1, byMapping)] } },
  {
    says: "a role that another connection gave is never taken away",
    facts: { held: [userRole(2, { source: "group", connectionId: 2 }), userRole(1, byMapping)] },
  },
  {
    says: "a role for having no manager is not a group's to take",
    facts: { held: [userRole(2, { source: "noManager", connectionId: 1 }), userRole(1, byMapping)] },
  },
  {
    says: "a group gives its role beside the mapping's",
    facts: { groups: new Set(["g"]), groupMappings: [group("g", { kind: "userRole", roleId: 2 })] },
    gains: ["userRole 1 mapping", "userRole 2 group"],
  },
  {
    says: "leaving the group takes away what it gave",
    facts: { held: [userRole(2, byGroup), userRole(1, byMapping)], groupMappings: [group("g", { kind: "userRole", roleId: 2 })] },
    losses: ["userRole 2 group"],
  },
  {
    says: "removing the group mapping takes away what it gave",
    facts: { held: [userRole(2, byGroup), userRole(1, byMapping)] },
    losses: ["userRole 2 group"],
  },
  {
    says: "one of two groups that give the same role is enough",
    facts: {
      held: [userRole(2, byGroup), userRole(1, byMapping)],
      groups: new Set(["h"]),
      groupMappings: [group("g", { kind: "userRole", roleId: 2 }), group("h", { kind: "userRole", roleId: 2 })],
    },
  },
  {
    says: "agents' gifts pass users by",
    facts: {
      held: [userRole(1, byMapping)],
      groups: new Set(["g"]),
      groupMappings: [group("g", { kind: "agentRole", roleId: 2 }), group("g", { kind: "cab", cabId: 1, cabRoleId: null })],
    },
  },
  {
    says: "users' gifts pass agents by",
    facts: { ...agent, groups: new Set(["g"]), groupMappings: [group("g", { kind: "userRole", roleId: 2 })] },
  },
  { says: "the default agent role is given when the agent is created", facts: { ...agent, isNew: true }, gains: ["agentRole 1 mapping"] },
  { says: "the default agent role is not given to an agent who exists", facts: { ...agent } },
  { says: "the default agent role stays when the mapping names another", facts: { ...agent, held: [agentRole(2, byMapping)] } },
  {
    says: "a group gives a board with the role in it",
    facts: { ...agent, groups: new Set(["g"]), groupMappings: [group("g", { kind: "cab", cabId: 1, cabRoleId: 1 })] },
    gains: ["cab 1 group as 1"],
  },
  {
    says: "a changed role in a board is exchanged",
    facts: {
      ...agent,
      held: [makeGrant({ kind: "cab", id: 1, ...byGroup })],
      groups: new Set(["g"]),
      groupMappings: [group("g", { kind: "cab", cabId: 1, cabRoleId: 1 })],
    },
    gains: ["cab 1 group as 1"],
    losses: ["cab 1 group"],
  },
];

for (const { says, facts, gains = [], losses = [] } of cases) {
  test(`G6 roles and boards: ${says}`, () => {
    assert.deepEqual(plan(facts), { gains, losses });
  });
}

const gift: fc.Arbitrary<Gift> = fc.oneof(
  fc.record({ kind: fc.constant("agentRole" as const), roleId: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant("cab" as const), cabId: fc.integer({ min: 1, max: 2 }), cabRoleId: fc.constantFrom(null, 1, 2) }),
);
const groupMapping = fc.tuple(fc.constantFrom("g", "h", "i"), gift).map(([id, gives]) => group(id, gives));
const held = fc
  .tuple(
    fc.constantFrom("agentRole" as const, "cab" as const),
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom("hand" as const, "group" as const, "mapping" as const),
    fc.constantFrom(1, 2),
  )
  .map(([kind, id, source, connectionId]) => makeGrant({ kind, id, source, connectionId: source === "hand" ? null : connectionId }));
/** What a table can hold: one row for a target, a source and a connection. */
const rowOf = (grant: Grant) => `${grant.kind} ${grant.id} ${grant.source} ${grant.connectionId ?? ""}`;
const facts = fc.record({
  entity: fc.constant("agent" as const),
  connectionId: fc.constant(1),
  mapping: fc.constant(toAgents),
  isNew: fc.constant(false),
  held: fc.uniqueArray(held, { selector: rowOf, maxLength: 5 }),
  groupMappings: fc.array(groupMapping, { maxLength: 5 }),
  groups: fc.uniqueArray(fc.constantFrom("g", "h", "i")).map((ids) => new Set(ids)),
});

/** Carries a plan out as the tables do: losses first, and one row for a target, a source and a connection. */
function carryOut(before: readonly Grant[], plan: { gains: readonly Grant[]; losses: readonly Grant[] }): readonly Grant[] {
  const rows = new Map(before.map((grant) => [rowOf(grant), grant]));
  for (const loss of plan.losses) rows.delete(rowOf(loss));
  for (const gain of plan.gains) if (!rows.has(rowOf(gain))) rows.set(rowOf(gain), gain);
  return [...rows.values()];
}

test("G6 law: nothing given by hand or by another connection is ever lost", () => {
  fc.assert(
    fc.property(facts, (generated) => {
      assert.ok(planGrants(generated).losses.every((loss) => loss.source !== "hand" && loss.connectionId === 1));
    }),
  );
});

test("G6 law: once a plan of roles and boards is carried out, planning again gives and takes nothing", () => {
  fc.assert(
    fc.property(facts, (generated) => {
      const after = carryOut(generated.held, planGrants(generated));
      assert.deepEqual(planGrants({ ...generated, held: after }), { gains: [], losses: [] });
    }),
  );
});
