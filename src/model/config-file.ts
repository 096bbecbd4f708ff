import { z } from "zod";
import { Pace } from "./connection.ts";
import { CustomFieldType, type deskFields, Entity } from "./desk.ts";
import { FieldPolicy, Limit } from "./settings.ts";

/** An object whose unknown keys are faults. The fault's message lists the keys that are known, for a suggestion. */
function keyed<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, { error: (issue) => (issue.code === "unrecognized_keys" ? Object.keys(shape).join(", ") : undefined) });
}

const Name = z.string().trim().min(1).max(100);
const Attribute = z.string().trim().min(1);

/** A variable's name: nothing else, so that a secret in its place is refused unread. */
const VariableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "is a variable's name: letters, digits and _ only, and never the secret itself");

/** Says where a secret is, never what it is: a variable of the environment, or a file, relative to the configuration file. */
export const Reference = z.union([z.strictObject({ env: VariableName }), z.strictObject({ file: z.string().min(1) })], {
  error: "secrets never stand in this file. Write { env: NAME } for a variable of the environment, or { file: path } for a file",
});
export type Reference = z.infer<typeof Reference>;

/** A group: an id, an address or an exact name, to be looked up; or an id with its name, which is taken as it is. */
export const GroupText = z.union([z.string().trim().min(1), z.strictObject({ id: z.string().trim().min(1), name: z.string() })], {
  error: "write a group's id, address or exact name, or { id: …, name: … }",
});
export type GroupText = z.infer<typeof GroupText>;

const isTrue = z.literal(true, { error: "is true, or left out" });
const comparisons = {
  equals: z.string().optional(),
  notEquals: z.string().optional(),
  contains: z.string().optional(),
  notContains: z.string().optional(),
  beginsWith: z.string().optional(),
  endsWith: z.string().optional(),
  matches: z.string().optional(),
  inList: z.array(z.string()).min(1).optional(),
  isEmpty: isTrue.optional(),
  isNotEmpty: isTrue.optional(),
  isTrue: isTrue.optional(),
  isFalse: isTrue.optional(),
};
const conditionKeys = ["all", "any", "orgUnit", "group", "field"] as const;

interface ConditionShape extends z.ZodRawShape {
  all: z.ZodOptional<z.ZodArray<z.ZodType<FileCondition>>>;
  any: z.ZodOptional<z.ZodArray<z.ZodType<FileCondition>>>;
}

/** A condition as people write it: exactly one of `all`, `any`, `orgUnit`, `group`, `field`; a field with exactly one comparison. */
export interface FileCondition {
  readonly all?: readonly FileCondition[] | undefined;
  readonly any?: readonly FileCondition[] | undefined;
  readonly orgUnit?: string | undefined;
  /** Whether the org units below count too; they do unless this is false. */
  readonly below?: boolean | undefined;
  readonly group?: GroupText | undefined;
  readonly field?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  readonly equals?: string | undefined;
  readonly notEquals?: string | undefined;
  readonly contains?: string | undefined;
  readonly notContains?: string | undefined;
  readonly beginsWith?: string | undefined;
  readonly endsWith?: string | undefined;
  readonly matches?: string | undefined;
  readonly inList?: readonly string[] | undefined;
  readonly isEmpty?: true | undefined;
  readonly isNotEmpty?: true | undefined;
  readonly isTrue?: true | undefined;
  readonly isFalse?: true | undefined;
}

const several: ConditionShape["all"] = z
  .array(z.lazy((): z.ZodType<FileCondition> => FileCondition))
  .min(1)
  .optional();

export const FileCondition: z.ZodType<FileCondition> = keyed({
  all: several,
  any: several,
  orgUnit: z.string().startsWith("/", { error: 'starts with "/", as /Leeds/Studio' }).optional(),
  below: z.boolean().optional(),
  group: GroupText.optional(),
  field: Attribute.optional(),
  caseSensitive: z.boolean().optional(),
  ...comparisons,
}).check(({ value, issues }) => {
  const says = findConditionFault(value);
  if (says !== null) issues.push({ code: "custom", message: says, input: value, path: [] });
});

function findConditionFault(condition: FileCondition): string | null {
  const kinds = conditionKeys.filter((key) => condition[key] !== undefined);
  const compared = comparisonsOf(condition);
  if (kinds.length !== 1)
    return `a condition has exactly one of ${conditionKeys.join(", ")}; this one has ${kinds.join(" and ") || "none of them"}`;
  if (kinds[0] === "field" && compared.length !== 1) {
    return `a field is compared exactly once, by one of ${Object.keys(comparisons).join(", ")}; here by ${compared.join(" and ") || "none of them"}. Several comparisons go under all or any`;
  }
  if (kinds[0] !== "field" && compared.length > 0) return `${compared.join(", ")} belongs to a field; this condition is about ${kinds[0]}`;
  if (kinds[0] !== "orgUnit" && condition.below !== undefined) return "below belongs to orgUnit";
  return null;
}

/** The comparisons that a condition makes. */
export function comparisonsOf(condition: FileCondition): readonly (keyof typeof comparisons)[] {
  // Object.keys answers the keys of the very object above.
  return (Object.keys(comparisons) as (keyof typeof comparisons)[]).filter((key) => condition[key] !== undefined);
}

function exactlyOne<T extends { readonly [key: string]: unknown }>(value: T, what: string): string | null {
  const given = Object.keys(value).filter((key) => value[key] !== undefined);
  return given.length === 1 ? null : `${what}; here ${given.length === 0 ? "there is none" : `are ${given.join(" and ")}`}`;
}

/** Where matching people land: exactly one of the three. */
export const FileDestination = keyed({
  site: keyed({ customer: Name, site: Name, userRole: Name.optional() }).optional(),
  agent: keyed({ role: Name.optional() }).optional(),
  leaveOut: isTrue.optional(),
}).check(({ value, issues }) => {
  const says = exactlyOne(value, "a destination is one of site, agent, leaveOut");
  if (says !== null) issues.push({ code: "custom", message: says, input: value, path: [] });
});
export type FileDestination = z.infer<typeof FileDestination>;

export const FileMapping = keyed({
  sequence: z.number().int().positive(),
  name: Name,
  /** The customer directory it speaks of, where the connection reads several. */
  customerId: z.string().trim().min(1).optional(),
  destination: FileDestination,
  filter: FileCondition.optional(),
});
export type FileMapping = z.infer<typeof FileMapping>;

/** The attribute that fills a field, alone or with how; or the word that a default is taken away. */
export const FileField = z.union(
  [
    Attribute,
    z.strictObject({ from: Attribute, policy: FieldPolicy.optional(), clearsWhenEmpty: z.boolean().optional() }),
    z.strictObject({ remove: z.literal(true) }),
  ],
  {
    error: `write an attribute (name.familyName), { from: …, policy: ${FieldPolicy.options.join(" or ")}, clearsWhenEmpty: … }, or { remove: true }`,
  },
);
export type FileField = z.infer<typeof FileField>;

export const FileGift = keyed({
  agentRole: Name.optional(),
  userRole: Name.optional(),
  cab: keyed({ name: Name, role: Name.optional() }).optional(),
}).check(({ value, issues }) => {
  const says = exactlyOne(value, "a group gives one of agentRole, userRole, cab");
  if (says !== null) issues.push({ code: "custom", message: says, input: value, path: [] });
});
export type FileGift = z.infer<typeof FileGift>;

const address = z
  .union([z.string().min(1), z.strictObject({ env: VariableName })], { error: "write a web address, or { env: NAME }" })
  .optional();

/** Addresses that replace Google's own. `sandbox` stands for all of them at one server. */
export const FileEndpoints = keyed({
  sandbox: address,
  accounts: address,
  token: address,
  revoke: address,
  userinfo: address,
  jwks: address,
  admin: address,
  reseller: address,
  licensing: address,
  cloudIdentity: address,
  issuer: address,
});
export type FileEndpoints = z.infer<typeof FileEndpoints>;

export const FileSignIn = keyed({
  oauthClient: keyed({ clientId: z.string().trim(), clientSecret: Reference, refreshToken: Reference.optional() }).optional(),
  serviceAccount: keyed({ key: Reference, subject: z.string().trim().min(3) }).optional(),
}).check(({ value, issues }) => {
  const says = exactlyOne(value, "a sign-in is one of oauthClient, serviceAccount");
  if (says !== null) issues.push({ code: "custom", message: says, input: value, path: [] });
});
export type FileSignIn = z.infer<typeof FileSignIn>;

const words = z.array(z.string().trim().min(1));
const fields = z.record(z.string().min(1), FileField);
const FileLimit = keyed({ count: Limit.shape.count.optional(), percent: Limit.shape.percent.optional() });

/** A connection with all its settings; what is left out has its default value. */
export const FileConnection = keyed({
  name: Name,
  provider: z.literal("google").optional(),
  signIn: FileSignIn,
  endpoints: FileEndpoints.optional(),
  pace: keyed({ atOnce: Pace.shape.atOnce.optional(), perMinute: Pace.shape.perMinute.optional() }).optional(),
  directory: z.enum(["own", "several"]).optional(),
  scope: keyed({ orgUnits: z.array(z.string().startsWith("/")).optional(), domains: words.optional() }).optional(),
  mappings: z.array(FileMapping).optional(),
  fieldMappings: keyed({ users: fields.optional(), agents: fields.optional() }).optional(),
  groupMappings: z.array(keyed({ group: GroupText, gives: FileGift })).optional(),
  /** `email`, `alias`, `name`, or a mapped field. */
  matching: keyed({ users: words.optional(), agents: words.optional() }).optional(),
  agentActivation: keyed({ on: z.boolean(), roles: z.array(Name).optional() }).optional(),
  deactivatesMissing: keyed({ users: z.boolean().optional(), agents: z.boolean().optional() }).optional(),
  deactivatesSuspendedUsers: z.boolean().optional(),
  keepsSiteOfExisting: z.boolean().optional(),
  sharesPeopleWith: z.array(Name).optional(),
  limits: keyed({
    deactivations: FileLimit.optional(),
    roleLosses: FileLimit.optional(),
    siteMoves: FileLimit.optional(),
    creations: FileLimit.optional(),
    shrinkPercent: z.number().min(0).max(100).optional(),
  }).optional(),
});
export type FileConnection = z.infer<typeof FileConnection>;

const person = {
  ...fromFields(),
  custom: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
  active: z.boolean().optional(),
  protected: z.boolean().optional(),
  /** Roles given by hand: added, never taken away. */
  roles: z.array(Name).optional(),
  /** The directory account that this record is the same as. */
  link: keyed({ connection: Name, googleId: z.string().trim().min(1) }).optional(),
};

function fromFields() {
  return {
    name: z.string().trim().min(1),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    email: z.string().trim().optional(),
    email2: z.string().trim().optional(),
    email3: z.string().trim().optional(),
    phone: z.string().optional(),
    mobile: z.string().optional(),
    homePhone: z.string().optional(),
    title: z.string().optional(),
    department: z.string().optional(),
    employeeNumber: z.string().optional(),
    notes: z.string().optional(),
  } satisfies Record<(typeof deskFields)[number], z.ZodType>;
}

/** An end user that the desk has already. `agent` is the e-mail of the agent who is the same person. */
export const FileUser = keyed({ customer: Name, site: Name, ...person, agent: z.string().trim().optional() });
export type FileUser = z.infer<typeof FileUser>;

/** A member of staff that the desk has already. */
export const FileAgent = keyed({ ...person, apiOnly: z.boolean().optional() });
export type FileAgent = z.infer<typeof FileAgent>;

const FileCustomField = keyed({
  entity: Entity,
  key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, "starts with a small letter and has letters and digits only"),
  label: Name,
  type: CustomFieldType,
  options: words.optional(),
});

/** Records of the desk that mappings need. What is not named here stays as it is. */
export const FileDesk = keyed({
  customers: z.array(keyed({ name: Name, sites: z.array(keyed({ name: Name, main: z.boolean().optional() })).optional() })).optional(),
  userRoles: z.array(keyed({ name: Name, vip: z.boolean().optional() })).optional(),
  agentRoles: z.array(keyed({ name: Name, administrator: z.boolean().optional() })).optional(),
  teams: z.array(Name).optional(),
  cabs: z.array(Name).optional(),
  cabRoles: z.array(Name).optional(),
  customFields: z.array(FileCustomField).optional(),
  agents: z.array(FileAgent).optional(),
  users: z.array(FileUser).optional(),
});
export type FileDesk = z.infer<typeof FileDesk>;

/** A configuration file (P5). */
export const ConfigFile = keyed({
  muster: z.literal(1, { error: "is 1: the version of this format" }),
  desk: FileDesk.optional(),
  connections: z.array(FileConnection).optional(),
});
export type ConfigFile = z.infer<typeof ConfigFile>;
