import { z } from "@hono/zod-openapi";
import { Condition } from "../../../model/condition.ts";
import { Entity } from "../../../model/desk.ts";
import { ConnectionSettings, FieldMapping, Gift, GroupMapping, MatchingField } from "../../../model/settings.ts";
import { PageQuery, pageOf, RecordId, WholeNumber } from "./common.ts";

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

export const SettingsVersionPage = pageOf(SettingsVersion).openapi("SettingsVersionPage");

/** Settings to save whole. Mappings keep their ids; new ones have 0 or a negative id, and get a number. */
export const SettingsToSave = z.strictObject({ settings: ConnectionSettings }).openapi("SettingsToSave");

/** A what-if run that was begun. */
export const EffectStarted = z.object({ runId: z.number().int() }).openapi("EffectStarted");

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

/**
 * A draft as its author has it, faulty or not. Mappings and group mappings that were never saved have a negative id of the editor's own
 * choice, each another one (-1, -2, …): rows keep it in the draft, in placements and in a what-if; publishing gives them numbers.
 */
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

const PlacedCounts = z.object({
  placed: z.number().int(),
  leftOut: z.number().int(),
  unmapped: z.number().int(),
  notCreated: z.number().int(),
});

/** Who would end up elsewhere by other settings. `from` and `to` say where, as {@link AccountRow}'s `goesTo`. */
export const PlacementDifference = z
  .object({
    people: z.number().int(),
    /** By the settings in force, and by those given. */
    now: PlacedCounts,
    after: PlacedCounts,
    moved: z.number().int(),
    /** The ways that people move, the most frequent first. */
    ways: z.array(z.object({ from: z.string(), to: z.string(), n: z.number().int() })),
    /** A few of those who move. */
    movers: z.array(z.object({ externalId: z.string(), name: z.string(), email: z.string(), from: z.string(), to: z.string() })),
  })
  .openapi("PlacementDifference");
export type PlacementDifference = z.infer<typeof PlacementDifference>;

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
    /** The mappings that decide, by id: one, or one of users and one of agents; none where no mapping fits. */
    decidedBy: z.array(z.number()),
    userId: z.number().nullable(),
    agentId: z.number().nullable(),
  })
  .openapi("AccountRow");
export type AccountRow = z.infer<typeof AccountRow>;

/** Which accounts of the directory copy to list. */
const AccountFilter = z.object({
  /** Part of a name, an address or an id. */
  q: z.string().max(200).optional(),
  state: AccountRow.shape.standing.optional(),
  /** A mapping's id, or `placed`, `user`, `agent` (placed as such), `leftOut`, `unmapped`, `notCreated`: where the account ends up. */
  goesTo: z.string().max(20).optional(),
  /** Linked to an active desk record, to any, or to none. */
  desk: z.enum(["active", "any", "none"]).optional(),
  /** A mapping's id: whom it fits by itself, whatever comes before it. */
  fits: z.coerce.number().int().optional(),
  /** A run's number: accounts that its plan has no line about, as they are as they should be. */
  unchangedIn: RecordId.optional(),
});
/** As a query, judged by the settings in force. */
export const AccountQuery = PageQuery.extend(AccountFilter.shape);
/** The same with settings or a condition that are not saved. */
export const AccountsToFind = z
  .strictObject({
    ...AccountFilter.shape,
    settings: ConnectionSettings.optional(),
    filter: Condition.optional(),
    from: WholeNumber.optional(),
    limit: z.number().int().min(1).max(500).default(100),
  })
  .openapi("AccountsToFind");
export type AccountsToFind = z.infer<typeof AccountsToFind>;
export const AccountPage = pageOf(AccountRow).openapi("AccountPage");
export type AccountPage = z.infer<typeof AccountPage>;

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

/** Attributes that accounts usually have, then all others; `liveSays` why the directory could not name its custom ones. */
export const AttributeList = z.object({ items: z.array(AttributeView), liveSays: z.string().nullable() }).openapi("AttributeList");
/** `live` asks the directory for the custom attributes that it has, read or not. */
export const AttributeQuery = z.object({ live: z.enum(["true", "false"]).default("false") });

export const AttributeValue = z.object({ value: z.string(), n: z.number().int() }).openapi("AttributeValue");
export type AttributeValue = z.infer<typeof AttributeValue>;

/** The most frequent values; `distinct` counts all that fit the text. */
export const AttributeValues = z
  .object({ items: z.array(AttributeValue), distinct: z.number().int(), isRead: z.boolean() })
  .openapi("AttributeValues");
export type AttributeValues = z.infer<typeof AttributeValues>;
export const ValuesQuery = z.object({
  from: z.string().min(1).max(200),
  q: z.string().max(200).optional(),
  /** Where `q` stands in the value. */
  where: z.enum(["begins", "contains"]).default("contains"),
});

/** An org unit: accounts in it, and accounts in it and in everything below it. */
export const OrgUnitView = z.object({ path: z.string(), exactly: z.number().int(), below: z.number().int() }).openapi("OrgUnit");
export type OrgUnitView = z.infer<typeof OrgUnitView>;

/** Org units that hold accounts, each before those below it. */
export const OrgUnitList = z.object({ items: z.array(OrgUnitView) }).openapi("OrgUnitList");

/**
 * A group of the directory with its members among the accounts of the copy: direct ones, and those who belong only through groups inside
 * it. Null where its members were not read.
 */
export const GroupView = z
  .object({ id: z.string(), name: z.string(), email: z.string(), direct: z.number().nullable(), nested: z.number().nullable() })
  .openapi("Group");
export type GroupView = z.infer<typeof GroupView>;

/** Groups of the copy, then those that the directory found; `liveSays` why the directory was not asked or refused. */
export const GroupList = z
  .object({ items: z.array(GroupView), liveSays: z.string().nullable(), vendorCode: z.string().nullable() })
  .openapi("GroupList");
export type GroupList = z.infer<typeof GroupList>;
export const GroupQuery = z.object({
  q: z.string().max(200).optional(),
  /** Asks the directory too, by exact name or address and by how they begin. */
  live: z.enum(["true", "false"]).default("false"),
});

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

/** Somebody behind a number: an account of the directory copy, a desk record, or both. */
const Named = z.object({ name: z.string(), email: z.string(), externalId: z.string().nullable(), recordId: z.number().nullable() });
export type Named = z.infer<typeof Named>;

/** What the group mappings give and would change. */
export const GroupMappingRow = z
  .object({
    mapping: GroupMapping,
    group: GroupView.nullable(),
    renamedFrom: z.string().nullable(),
    gives: z.string(),
    /** Desk records that hold it through groups of this connection. */
    holdNow: z.number().int(),
    gain: z.number().int(),
    /** Of several mappings that give the same, the first bears what would be taken back. */
    lose: z.number().int(),
    /** Members who are no agents (or no users, for a user role) and are skipped. */
    skipped: z.number().int(),
    /** Desk records that hold it by hand: never taken away. */
    givenByHand: z.number().int(),
    /** Who stands behind each number, at most 50 of each, by name. */
    who: z.object({
      holdNow: z.array(Named),
      gain: z.array(Named),
      lose: z.array(Named),
      skipped: z.array(Named),
      givenByHand: z.array(Named),
    }),
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
/** `settings` for the group mappings that give roles; those in force unless given. */
export const ActivationToTry = z
  .strictObject({ roleIds: z.array(z.number().int()), settings: ConnectionSettings.optional() })
  .openapi("ActivationToTry");

/** How one kind of desk records that are not linked yet would be recognised. `finds` and `ambiguous` count accounts that no field before found. */
const MatchingSide = z.object({
  linked: z.number().int(),
  unlinked: z.number().int(),
  accountsWithoutRecord: z.number().int(),
  fields: z.array(
    z.object({
      by: MatchingField,
      label: z.string(),
      finds: z.number().int(),
      ambiguous: z.number().int(),
      /** Who stands behind the two numbers, at most 50 of each, by name. */
      who: z.object({ finds: z.array(Named), ambiguous: z.array(Named) }),
    }),
  ),
});
export type MatchingSide = z.infer<typeof MatchingSide>;

/** How the desk's records that are not linked yet would be recognised. */
export const MatchingView = z
  .object({
    users: MatchingSide,
    agents: MatchingSide,
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

export const HoldPage = pageOf(HoldView).openapi("HoldPage");

/** Whom to release; null for everybody who is held. */
export const HoldsToRelease = z.strictObject({ externalIds: z.array(z.string()).nullable() }).openapi("HoldsToRelease");
export const Released = z.object({ released: z.number().int(), says: z.string() }).openapi("Released");

/** Everything on the desk that settings point at. */
export const CatalogueView = z
  .object({
    customers: z.array(z.object({ id: z.number(), name: z.string() })),
    sites: z.array(z.object({ id: z.number(), name: z.string(), customerId: z.number(), customer: z.string(), isMain: z.boolean() })),
    userRoles: z.array(z.object({ id: z.number(), name: z.string() })),
    agentRoles: z.array(z.object({ id: z.number(), name: z.string(), isAdministrator: z.boolean() })),
    cabs: z.array(z.object({ id: z.number(), name: z.string() })),
    cabRoles: z.array(z.object({ id: z.number(), name: z.string() })),
    /** Fields that mappings may fill, custom ones as `custom.<key>`. `options`: what a select offers; empty for other types. */
    fields: z.array(z.object({ entity: Entity, field: z.string(), label: z.string(), type: z.string(), options: z.array(z.string()) })),
  })
  .openapi("Catalogue");
export type CatalogueView = z.infer<typeof CatalogueView>;

export { Condition, ConnectionSettings, Gift };
