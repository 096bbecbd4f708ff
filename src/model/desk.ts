import { z } from "zod";

/** What an import is about: end users, or agents (staff). Imported, planned and limited separately. */
export const Entity = z.enum(["user", "agent"]);
export type Entity = z.infer<typeof Entity>;

/** The desk's own text fields that a directory may fill, for users and agents alike. */
export const DeskField = z.enum([
  "name",
  "firstName",
  "lastName",
  "email",
  "email2",
  "email3",
  "phone",
  "mobile",
  "homePhone",
  "title",
  "department",
  "employeeNumber",
  "notes",
]);
export type DeskField = z.infer<typeof DeskField>;
export const deskFields = DeskField.options;

/** Filled by pointing at another person; users only. */
export const managerField = "manager";

/** The value of a field: text, number, date (ISO text), checkbox, choice or several choices. */
export const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type FieldValue = z.infer<typeof FieldValue>;

/** Values of a desk record by field name; a custom field is `custom.<key>`. An absent key is an empty field. */
export const Values = z.record(z.string(), FieldValue);
export type Values = z.infer<typeof Values>;

export const CustomFieldType = z.enum(["text", "number", "date", "checkbox", "select", "multiSelect"]);
export type CustomFieldType = z.infer<typeof CustomFieldType>;

/** Whose records have custom fields (D6). Only those of users and agents can be filled by a directory. */
export const CustomFieldOf = z.enum(["user", "agent", "asset", "ticket", "customer", "site"]);
export type CustomFieldOf = z.infer<typeof CustomFieldOf>;

/** A custom field of users or agents (D6). */
export const CustomField = z.strictObject({
  entity: Entity,
  key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, "starts with a small letter and has letters and digits only"),
  label: z.string().min(1),
  type: CustomFieldType,
  options: z.array(z.string()),
});
export type CustomField = z.infer<typeof CustomField>;

/** Where a role or a board membership came from. A run takes away only what its own connection gave. */
export const GrantSource = z.enum(["hand", "mapping", "group", "noManager"]);
export type GrantSource = z.infer<typeof GrantSource>;

/** Something held by a user or an agent, with where it came from. `id` is the role's or the board's; `connectionId` is null when given by hand. */
export const Grant = z.strictObject({
  kind: z.enum(["userRole", "agentRole", "cab"]),
  id: z.number(),
  cabRoleId: z.number().nullable(),
  source: GrantSource,
  connectionId: z.number().nullable(),
});
export type Grant = z.infer<typeof Grant>;

/** A desk record as planning sees it. `version` grows with every change; an apply states which version it expects. */
export interface DeskRecord {
  readonly entity: Entity;
  readonly id: number;
  readonly version: number;
  readonly values: Values;
  readonly isActive: boolean;
  /** Never touched by a run. */
  readonly isProtected: boolean;
  /** Agents only: can't sign in to the web app; left alone by agent activation. */
  readonly isApiOnly: boolean;
  /** Users only. */
  readonly siteId: number | null;
  readonly managerId: number | null;
  /** Users: the agent who is the same person. */
  readonly agentId: number | null;
  /** Holds, as agent or through the agent who is the same person, a role with administrator rights. */
  readonly isAdministrator: boolean;
  readonly grants: readonly Grant[];
}

/** Why a connection made a record inactive. */
export const DeactivatedBecause = z.enum(["suspended", "archived", "missing", "noActiveRole"]);
export type DeactivatedBecause = z.infer<typeof DeactivatedBecause>;

/** What a connection remembers about a linked record. */
export const LinkState = z.strictObject({
  sinceRunId: z.number().nullable(),
  /** Values that this connection gave last, by field: a desk value that differs was edited by hand. */
  given: Values,
  /** Why this connection made the record inactive; null when it did not. */
  deactivatedBecause: DeactivatedBecause.nullable(),
  /** The manager's directory id that waits for its person to be imported. */
  waitsForManager: z.string().nullable(),
});
export type LinkState = z.infer<typeof LinkState>;

/** The mark that a match leaves: this desk record is that directory account. */
export interface Link {
  readonly connectionId: number;
  readonly entity: Entity;
  readonly externalId: string;
  readonly recordId: number;
  readonly state: LinkState;
}

/** A desk record that a directory person may be the same as, for a person to decide. */
export interface Candidate {
  readonly recordId: number;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly isAdministrator: boolean;
  /** The other connection that owns it, if any. */
  readonly ownedBy: number | null;
}

/** What a desk knows that mappings refer to, by id. */
export interface DeskCatalogue {
  readonly sites: ReadonlyMap<number, { readonly name: string; readonly customer: string }>;
  readonly userRoles: ReadonlyMap<number, string>;
  readonly agentRoles: ReadonlyMap<number, { readonly name: string; readonly isAdministrator: boolean }>;
  readonly cabs: ReadonlyMap<number, string>;
  readonly cabRoles: ReadonlyMap<number, string>;
  readonly customFields: readonly CustomField[];
}
