import { z } from "zod";
import { Condition } from "./condition.ts";
import { Entity } from "./desk.ts";

/** Where matching people land. Each kind carries only what it needs. */
export const Destination = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("site"), siteId: z.number().int(), userRoleId: z.number().int().nullable() }),
  z.strictObject({ kind: z.literal("agent"), agentRoleId: z.number().int().nullable() }),
  z.strictObject({ kind: z.literal("leaveOut") }),
]);
export type Destination = z.infer<typeof Destination>;

/** A rule that sends people to a site, makes them agents, or leaves them out (G4). No filter means everyone. */
export const Mapping = z.strictObject({
  id: z.number().int(),
  /** Unique in the connection; the lowest that reaches a person wins. */
  sequence: z.number().int().positive(),
  name: z.string().trim().min(1).max(100),
  /** The customer directory it speaks of, where a connection reads several (G3); otherwise null. */
  part: z.string().nullable(),
  destination: Destination,
  filter: Condition.nullable(),
});
export type Mapping = z.infer<typeof Mapping>;

/** Whose value stands when both sides have one. */
export const FieldPolicy = z.enum(["directory", "keepHandEdits", "onlyWhenEmpty"]);
export type FieldPolicy = z.infer<typeof FieldPolicy>;

/** One directory attribute to one desk field (G5). */
export const FieldMapping = z.strictObject({
  entity: Entity,
  /** A desk field's name, or `custom.<key>`. */
  field: z.string().min(1),
  /** The attribute it is filled from: `name.familyName`, `phones[type=mobile].value`, `customSchemas.HR.costCentre`. */
  from: z.string().min(1),
  policy: FieldPolicy,
  /** Whether an attribute without a value empties the desk's field. */
  clearsWhenEmpty: z.boolean(),
});
export type FieldMapping = z.infer<typeof FieldMapping>;

export const Gift = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("agentRole"), roleId: z.number().int() }),
  z.strictObject({ kind: z.literal("userRole"), roleId: z.number().int() }),
  z.strictObject({ kind: z.literal("cab"), cabId: z.number().int(), cabRoleId: z.number().int().nullable() }),
]);
export type Gift = z.infer<typeof Gift>;

/** One directory group to a role or a change advisory board (G6); nested membership counts. */
export const GroupMapping = z.strictObject({ id: z.number().int(), groupId: z.string().min(1), groupName: z.string(), gives: Gift });
export type GroupMapping = z.infer<typeof GroupMapping>;

/** How desk records that are not linked yet are recognised, in this order (G9). */
export const MatchingField = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("email") }),
  z.strictObject({ kind: z.literal("alias") }),
  z.strictObject({ kind: z.literal("name") }),
  z.strictObject({ kind: z.literal("field"), field: z.string().min(1) }),
]);
export type MatchingField = z.infer<typeof MatchingField>;

/** A limit of a run: tripped above `count` people, or above `percent` of the people in scope when more than one is concerned. Null: no such limit. */
export const Limit = z.strictObject({ count: z.number().int().min(0).nullable(), percent: z.number().min(0).max(100).nullable() });
export type Limit = z.infer<typeof Limit>;

/** Limits of one run (P3). Creations are not limited in a connection's first import. */
export const Limits = z.strictObject({
  deactivations: Limit,
  roleLosses: Limit,
  siteMoves: Limit,
  creations: Limit,
  /** A complete reading smaller than the last one by more than this proves nobody's absence. */
  shrinkPercent: z.number().min(0).max(100),
});
export type Limits = z.infer<typeof Limits>;
export type LimitName = "deactivations" | "roleLosses" | "siteMoves" | "creations";

export const defaultLimits: Limits = {
  deactivations: { count: 25, percent: 5 },
  roleLosses: { count: 5, percent: null },
  siteMoves: { count: 50, percent: null },
  creations: { count: 100, percent: 20 },
  shrinkPercent: 30,
};

/** Everything an administrator decides about a connection, under one version number. */
export const ConnectionSettings = z.strictObject({
  /** One's own directory, or several customers' (G3): then every mapping names its part. */
  directory: z.enum(["own", "several"]),
  /** Nothing outside these org units or domains is kept; empty lists mean everything. */
  scope: z.strictObject({ orgUnits: z.array(z.string().startsWith("/")), domains: z.array(z.string().min(1)) }),
  mappings: z.array(Mapping),
  fieldMappings: z.array(FieldMapping),
  groupMappings: z.array(GroupMapping),
  matching: z.strictObject({ users: z.array(MatchingField), agents: z.array(MatchingField) }),
  /** Agents are active while they hold one of these roles (G8). */
  agentActivation: z.strictObject({ isOn: z.boolean(), roleIds: z.array(z.number().int()) }),
  /** What a scheduled run does about people who are proven to be gone (G15). */
  deactivatesMissing: z.strictObject({ users: z.boolean(), agents: z.boolean() }),
  /** Whether a suspended or archived account makes its desk user inactive; agents always become inactive (G15). */
  deactivatesSuspendedUsers: z.boolean(),
  keepsSiteOfExisting: z.boolean(),
  /** Other connections whose people may be the same people as this one's. */
  sharesPeopleWith: z.array(z.number().int()),
  limits: Limits,
});
export type ConnectionSettings = z.infer<typeof ConnectionSettings>;

/** Settings of a connection that nobody has configured yet. */
export const emptySettings: Omit<ConnectionSettings, "fieldMappings"> = {
  directory: "own",
  scope: { orgUnits: [], domains: [] },
  mappings: [],
  groupMappings: [],
  matching: { users: [], agents: [] },
  agentActivation: { isOn: false, roleIds: [] },
  deactivatesMissing: { users: false, agents: false },
  deactivatesSuspendedUsers: false,
  keepsSiteOfExisting: false,
  sharesPeopleWith: [],
  limits: defaultLimits,
};
