import { z } from "zod";
import { DeactivatedBecause, Entity, FieldValue, Grant, LinkState } from "./desk.ts";
import { PersonDefect } from "./person.ts";
import { FieldPolicy, MatchingField } from "./settings.ts";

/** Kinds that write, in the order in which a preview shows them: what takes something away first. */
export const EffectKind = z.enum(["remove", "deactivate", "unlink", "reactivate", "update", "link", "create"]);
export type EffectKind = z.infer<typeof EffectKind>;

/** Kinds that write nothing and are listed with their reason. */
export const NoteKind = z.enum(["decide", "leftOut", "notFound", "noLongerMapped"]);
export type NoteKind = z.infer<typeof NoteKind>;

export const ChangeKind = z.enum([...EffectKind.options, ...NoteKind.options]);
export type ChangeKind = z.infer<typeof ChangeKind>;

const fieldValue = FieldValue.nullable();

/** Where a new value comes from. */
export const Origin = z.discriminatedUnion("kind", [
  /** A directory attribute, by the field mapping's expression. */
  z.strictObject({ kind: z.literal("attribute"), from: z.string(), policy: FieldPolicy }),
  z.strictObject({ kind: z.literal("undo"), runId: z.number() }),
]);
export type Origin = z.infer<typeof Origin>;

/** One desk field, before and after. `overwritesHandEdit`: the value that goes was typed on the desk after the directory's last one. */
export const FieldChange = z.strictObject({
  field: z.string(),
  before: fieldValue,
  after: fieldValue,
  origin: Origin,
  overwritesHandEdit: z.boolean(),
});
export type FieldChange = z.infer<typeof FieldChange>;

/** The manager: known by directory id, so that the order of imports does not matter. */
export const ManagerChange = z.strictObject({
  before: z.number().nullable(),
  /** The directory id to bind to, or, for an undo, the desk id. */
  after: z.union([z.strictObject({ externalId: z.string(), name: z.string() }), z.strictObject({ recordId: z.number() }), z.null()]),
});
export type ManagerChange = z.infer<typeof ManagerChange>;

/** How the desk record was recognised. */
export const MatchReason = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("byId"), sinceRunId: z.number().nullable() }),
  z.strictObject({ kind: z.literal("byField"), by: MatchingField, position: z.number(), value: z.string() }),
  z.strictObject({ kind: z.literal("byAnswer"), answeredBy: z.string() }),
  z.strictObject({ kind: z.literal("newPerson"), isAnswered: z.boolean() }),
  z.strictObject({ kind: z.literal("none") }),
]);
export type MatchReason = z.infer<typeof MatchReason>;

/** Why a person needs somebody's decision. */
export const QuestionReason = z.enum(["severalCandidates", "privileged", "ownedByOtherConnection", "claimedTwice"]);
export type QuestionReason = z.infer<typeof QuestionReason>;

/** Why nothing is written for somebody. */
export const LeftOutReason = z.enum([
  "mappingLeavesOut",
  "noMappingFits",
  "suspendedAndUnknown",
  "archivedAndUnknown",
  "broken",
  "held",
  "protected",
  "lastAdministrator",
  "ignored",
  "changedSince",
]);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/** Why a change is made, or isn't: a closed list, each with a sentence in `explain-because.ts`. */
export const Because = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("placed"), mappingId: z.number(), sequence: z.number(), name: z.string() }),
  z.strictObject({ kind: z.literal("standing"), standing: z.enum(["suspended", "archived"]) }),
  z.strictObject({ kind: z.literal("missing"), readingId: z.number(), lookedUp: z.string().nullable() }),
  z.strictObject({ kind: z.literal("backAgain"), after: DeactivatedBecause }),
  z.strictObject({ kind: z.literal("activation"), becomes: z.enum(["active", "inactive"]) }),
  z.strictObject({ kind: z.literal("leftOut"), reason: LeftOutReason, detail: z.string().nullable() }),
  z.strictObject({ kind: z.literal("question"), reason: QuestionReason, recordIds: z.array(z.number()) }),
  z.strictObject({ kind: z.literal("defect"), defect: PersonDefect }),
  z.strictObject({ kind: z.literal("undo"), runId: z.number(), seq: z.number() }),
]);
export type Because = z.infer<typeof Because>;

/** What somebody should look at twice; never stops a change. */
export const Warning = z.enum([
  "addressReused",
  "overwritesHandEdit",
  "invalidValue",
  "managerNotInDirectory",
  "inactiveByHand",
  "nameDiffersInCase",
  "customerDirectoryUnread",
  "notAnAgent",
]);
export type Warning = z.infer<typeof Warning>;

/**
 * One line of a plan: what happens to one desk record, before and after, and why. The stored line is what the preview shows, what an
 * approval binds by its digest, and what an apply carries out.
 */
export const Change = z.strictObject({
  entity: Entity,
  kind: ChangeKind,
  /** Directory id; null for a broken record without one and for records that no directory knows. */
  externalId: z.string().nullable(),
  /** Desk record; null where it is still to be created, or nobody was found. */
  recordId: z.number().nullable(),
  /** The version of the record that this change expects to find; null where there is none. */
  expectsVersion: z.number().nullable(),
  name: z.string(),
  email: z.string(),
  mappingId: z.number().nullable(),
  match: MatchReason,
  because: z.array(Because),
  warnings: z.array(Warning),
  fields: z.array(FieldChange),
  site: z.strictObject({ before: z.number().nullable(), after: z.number().nullable() }).nullable(),
  active: z.strictObject({ before: z.boolean().nullable(), after: z.boolean() }).nullable(),
  manager: ManagerChange.nullable(),
  gains: z.array(Grant),
  losses: z.array(Grant),
  /** The link before and after; null where it stays as it is. */
  link: z.strictObject({ before: LinkState.nullable(), after: LinkState.nullable() }).nullable(),
});
export type Change = z.infer<typeof Change>;
