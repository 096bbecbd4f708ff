import type { Entity, Grant } from "../model/desk.ts";
import type { Gift, GroupMapping, Mapping } from "../model/settings.ts";

export interface GrantPlan {
  readonly gains: readonly Grant[];
  readonly losses: readonly Grant[];
}

export interface GrantFacts {
  readonly entity: Entity;
  readonly connectionId: number;
  /** Everything the record holds, from every source. */
  readonly held: readonly Grant[];
  /** The mapping that placed the person. */
  readonly mapping: Mapping;
  readonly groupMappings: readonly GroupMapping[];
  /** Groups that the person belongs to, directly or nested. */
  readonly groups: ReadonlySet<string>;
  readonly isNew: boolean;
}

/**
 * Plans roles and board memberships. Sources add up; a run takes away only what this connection gave through groups and through a
 * site mapping. A mapping's default agent role is given to a new agent and belongs to the agent from then on.
 */
export function planGrants(facts: GrantFacts): GrantPlan {
  const wanted = firstOfEach([...fromMapping(facts), ...fromGroups(facts)]);
  const ours = firstOfEach(facts.held.filter((grant) => grant.connectionId === facts.connectionId));
  const isAsWanted = (grant: Grant) => wanted.get(keyOf(grant))?.cabRoleId === grant.cabRoleId;
  return {
    gains: [...wanted.values()].filter((grant) => ours.get(keyOf(grant))?.cabRoleId !== grant.cabRoleId),
    losses: [...ours.values()].filter((grant) => isTakenBack(grant) && !isAsWanted(grant)),
  };
}

/** One grant of each kind, number and source: of several groups that give one board, the first mapping decides the role on it. */
function firstOfEach(grants: readonly Grant[]): ReadonlyMap<string, Grant> {
  const first = new Map<string, Grant>();
  for (const grant of grants) if (!first.has(keyOf(grant))) first.set(keyOf(grant), grant);
  return first;
}

/** Whether leaving the source takes this away: what groups gave, and the user role of a site mapping. */
function isTakenBack(grant: Grant): boolean {
  return grant.source === "group" || (grant.source === "mapping" && grant.kind === "userRole");
}

function fromMapping({ entity, connectionId, mapping, isNew }: GrantFacts): readonly Grant[] {
  const { destination } = mapping;
  const common = { cabRoleId: null, source: "mapping", connectionId } as const;
  if (entity === "user" && destination.kind === "site" && destination.userRoleId !== null) {
    return [{ kind: "userRole", id: destination.userRoleId, ...common }];
  }
  if (entity === "agent" && isNew && destination.kind === "agent" && destination.agentRoleId !== null) {
    return [{ kind: "agentRole", id: destination.agentRoleId, ...common }];
  }
  return [];
}

function fromGroups({ entity, connectionId, groupMappings, groups }: GrantFacts): readonly Grant[] {
  const gifts = groupMappings.filter((mapping) => groups.has(mapping.groupId) && isFor(mapping.gives, entity));
  return gifts.map(({ gives }) => grantOf(gives, connectionId));
}

/** Whether a gift goes to users or to agents. */
export function isFor(gift: Gift, entity: Entity): boolean {
  return (gift.kind === "userRole") === (entity === "user");
}

function grantOf(gift: Gift, connectionId: number): Grant {
  const source = "group" as const;
  if (gift.kind === "cab") return { kind: "cab", id: gift.cabId, cabRoleId: gift.cabRoleId, source, connectionId };
  return { kind: gift.kind, id: gift.roleId, cabRoleId: null, source, connectionId };
}

function keyOf(grant: Grant): string {
  return `${grant.kind} ${grant.id} ${grant.source}`;
}
