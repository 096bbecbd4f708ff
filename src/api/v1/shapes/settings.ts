import { z } from "@hono/zod-openapi";
import { Condition } from "../../../model/condition.ts";
import { Entity } from "../../../model/desk.ts";
import { ConnectionSettings, FieldMapping, Gift, GroupMapping, MatchingField } from "../../../model/settings.ts";

/** The settings in force, with who saved them. The version is the entity tag. */
export const SettingsView = z
  .object({ version: z.number(), settings: ConnectionSettings, savedBy: z.string().nullable(), savedAt: z.iso.datetime().nullable() })
  .openapi("Settings");
export type SettingsView = z.infer<typeof SettingsView>;

/** A version that was in force, and what it changed, a sentence each. */
export const SettingsVersion = z
  .object({ version: z.number(), savedBy: z.string(), savedAt: z.iso.datetime(), changes: z.array(z.string()), isCurrent: z.boolean() })
  .openapi("SettingsVersion");
export type SettingsVersion = z.infer<typeof SettingsVersion>;

/** What somebody is working on and has not published. `baseVersion` is what it was begun from; `isBehind` when somebody published since. */
export const DraftView = z
  .object({
    settings: ConnectionSettings,
    baseVersion: z.number(),
    currentVersion: z.number(),
    isBehind: z.boolean(),
    savedAt: z.iso.datetime(),
    /** What publishing would change, a sentence each. */
    changes: z.array(z.string()),
    /** Other people with a draft of this connection. */
    alsoEditing: z.array(z.string()),
  })
  .openapi("Draft");
export type DraftView = z.infer<typeof DraftView>;

export const DraftToSave = z.strictObject({ settings: ConnectionSettings, baseVersion: z.number().int() }).openapi("DraftToSave");

/** Settings to look at without saving anything. */
export const SettingsToTry = z.strictObject({ settings: ConnectionSettings }).openapi("SettingsToTry");

/** Whom the mappings reach in the directory copy: `fits` accounts by itself, `gets` after those before it. */
export const Placements = z
  .object({
    people: z.number().int(),
    placed: z.number().int(),
    leftOut: z.number().int(),
    unmapped: z.number().int(),
    /** Suspended or archived and unknown to the desk, and broken records: left out whatever a mapping says. */
    notCreated: z.number().int(),
    /** In the order of the mappings given. */
    mappings: z.array(
      z.object({
        mappingId: z.number(),
        sequence: z.number(),
        fits: z.number().int(),
        gets: z.number().int(),
        goesTo: z.string(),
        conditionSays: z.string(),
        /** Who changed this mapping last, in which version. */
        changedBy: z.string().nullable(),
        changedAt: z.iso.datetime().nullable(),
      }),
    ),
    asRead: z.iso.datetime().nullable(),
    /** Attributes that these settings use and the copy does not hold yet: they count as empty until the next reading. */
    unread: z.array(z.string()),
    faults: z.array(z.object({ at: z.string(), says: z.string() })),
  })
  .openapi("Placements");
export type Placements = z.infer<typeof Placements>;

/** One account of the directory copy. */
export const AccountRow = z
  .object({
    externalId: z.string(),
    name: z.string(),
    email: z.string(),
    orgUnit: z.string(),
    standing: z.enum(["active", "suspended", "archived", "absent", "broken"]),
    /** Where the mappings in force send the account. */
    goesTo: z.string(),
    userId: z.number().nullable(),
    agentId: z.number().nullable(),
  })
  .openapi("AccountRow");
export type AccountRow = z.infer<typeof AccountRow>;

export const ConditionToCount = z.strictObject({ filter: Condition.nullable() }).openapi("ConditionToCount");
export const ConditionCount = z
  .object({
    fits: z.number().int(),
    of: z.number().int(),
    sample: z.array(z.object({ externalId: z.string(), name: z.string(), email: z.string() })),
  })
  .openapi("ConditionCount");
export type ConditionCount = z.infer<typeof ConditionCount>;

/** A directory attribute that a condition or a field mapping may name. */
export const AttributeView = z
  .object({
    /** The expression: `organizations[primary].department`. */
    from: z.string(),
    label: z.string(),
    type: z.enum(["text", "checkbox", "list"]),
    /** Accounts of the copy that have a value; null where the copy does not hold it. */
    filled: z.number().nullable(),
    sample: z.array(z.string()),
    isRead: z.boolean(),
  })
  .openapi("Attribute");
export type AttributeView = z.infer<typeof AttributeView>;

export const AttributeValue = z.object({ value: z.string(), n: z.number().int() }).openapi("AttributeValue");
export type AttributeValue = z.infer<typeof AttributeValue>;

export const OrgUnitView = z.object({ path: z.string(), exactly: z.number().int(), below: z.number().int() }).openapi("OrgUnit");
export type OrgUnitView = z.infer<typeof OrgUnitView>;

/** A group of the directory. Counts are null where its members were not read. */
export const GroupView = z
  .object({ id: z.string(), name: z.string(), email: z.string(), direct: z.number().nullable(), nested: z.number().nullable() })
  .openapi("Group");
export type GroupView = z.infer<typeof GroupView>;

/** One row of the Fields screen. */
export const FieldRow = z
  .object({
    mapping: FieldMapping,
    label: z.string(),
    fromLabel: z.string(),
    isLocked: z.boolean(),
    lockedBecause: z.string().nullable(),
    /** Accounts in scope with a value, and how many are in scope. */
    filled: z.number().int(),
    of: z.number().int(),
    sample: z.array(z.object({ name: z.string(), value: z.string() })),
    warnings: z.array(z.string()),
  })
  .openapi("FieldRow");
export type FieldRow = z.infer<typeof FieldRow>;

export const FieldsView = z
  .object({
    rows: z.array(FieldRow),
    /** Desk fields that nothing fills yet. */
    unmapped: z.array(z.object({ entity: Entity, field: z.string(), label: z.string() })),
  })
  .openapi("Fields");
export type FieldsView = z.infer<typeof FieldsView>;

/** What the group mappings give and would change. */
export const GroupMappingRow = z
  .object({
    mapping: GroupMapping,
    group: GroupView.nullable(),
    renamedFrom: z.string().nullable(),
    gives: z.string(),
    holdNow: z.number().int(),
    gain: z.number().int(),
    lose: z.number().int(),
    skipped: z.number().int(),
    givenByHand: z.number().int(),
  })
  .openapi("GroupMappingRow");
export type GroupMappingRow = z.infer<typeof GroupMappingRow>;

export const GroupMappingsView = z.object({ rows: z.array(GroupMappingRow), unread: z.array(z.string()) }).openapi("GroupMappings");
export type GroupMappingsView = z.infer<typeof GroupMappingsView>;

/** Agents whose active state would follow from these roles. */
export const ActivationPreview = z
  .object({
    wouldLose: z.array(z.object({ agentId: z.number(), name: z.string(), email: z.string() })),
    wouldRegain: z.array(z.object({ agentId: z.number(), name: z.string(), email: z.string() })),
    leftAlone: z.array(z.object({ agentId: z.number(), name: z.string(), because: z.string() })),
  })
  .openapi("ActivationPreview");
export type ActivationPreview = z.infer<typeof ActivationPreview>;
export const ActivationToTry = z.strictObject({ roleIds: z.array(z.number().int()) }).openapi("ActivationToTry");

/** How the desk's records that are not linked yet would be recognised. */
export const MatchingView = z
  .object({
    users: z.object({
      linked: z.number().int(),
      unlinked: z.number().int(),
      accountsWithoutRecord: z.number().int(),
      fields: z.array(z.object({ by: MatchingField, label: z.string(), finds: z.number().int(), ambiguous: z.number().int() })),
    }),
    agents: z.object({
      linked: z.number().int(),
      unlinked: z.number().int(),
      accountsWithoutRecord: z.number().int(),
      fields: z.array(z.object({ by: MatchingField, label: z.string(), finds: z.number().int(), ambiguous: z.number().int() })),
    }),
    warnings: z.array(z.string()),
    choices: z.object({
      users: z.array(z.object({ by: MatchingField, label: z.string() })),
      agents: z.array(z.object({ by: MatchingField, label: z.string() })),
    }),
  })
  .openapi("Matching");
export type MatchingView = z.infer<typeof MatchingView>;

/** Somebody who is kept back until the directory changes or they are released. */
export const HoldView = z
  .object({ entity: Entity, externalId: z.string(), name: z.string(), email: z.string(), because: z.string() })
  .openapi("Hold");
export type HoldView = z.infer<typeof HoldView>;

/** Everything on the desk that settings point at. */
export const CatalogueView = z
  .object({
    customers: z.array(z.object({ id: z.number(), name: z.string() })),
    sites: z.array(z.object({ id: z.number(), name: z.string(), customerId: z.number(), customer: z.string(), isMain: z.boolean() })),
    userRoles: z.array(z.object({ id: z.number(), name: z.string() })),
    agentRoles: z.array(z.object({ id: z.number(), name: z.string(), isAdministrator: z.boolean() })),
    cabs: z.array(z.object({ id: z.number(), name: z.string() })),
    cabRoles: z.array(z.object({ id: z.number(), name: z.string() })),
    /** Fields that mappings may fill, custom ones as `custom.<key>`. */
    fields: z.array(z.object({ entity: Entity, field: z.string(), label: z.string(), type: z.string() })),
  })
  .openapi("Catalogue");
export type CatalogueView = z.infer<typeof CatalogueView>;

export { Condition, ConnectionSettings, Gift };
