import { z } from "zod";
import { Entity } from "./desk.ts";
import { PersonDefect } from "./person.ts";

/** What happens to somebody, in one word: the closed list of sentences that *why* opens with. */
export const Outcome = z.enum([
  "created",
  "linked",
  "changed",
  "moved",
  "deactivated",
  "reactivated",
  "removed",
  "unlinked",
  "leftOut",
  "waitsForYou",
  "unchanged",
  "readingIncomplete",
  "held",
  "protected",
  "changedMeanwhile",
  "notFound",
  "noLongerMapped",
]);
export type Outcome = z.infer<typeof Outcome>;

/** One condition of a mapping, in words, with what was found. `joins` stands between it and the line above. */
export const ConditionLine = z.strictObject({
  depth: z.number(),
  joins: z.enum(["and", "or"]).nullable(),
  says: z.string(),
  found: z.string(),
  holds: z.boolean(),
});
export type ConditionLine = z.infer<typeof ConditionLine>;

/** One mapping in the order in which they are tried. `wouldFit` and `notReached` come after the one that decides. */
export const WhyMapping = z.strictObject({
  mappingId: z.number(),
  sequence: z.number(),
  name: z.string(),
  goesTo: z.string(),
  /** The site that it sends people to; null for agents, and for whoever is left out. */
  siteId: z.number().nullable(),
  standing: z.enum(["decides", "doesNotFit", "wouldFit", "notReached"]),
  /** Empty for a mapping without a filter: it fits everyone. */
  conditions: z.array(ConditionLine),
});
export type WhyMapping = z.infer<typeof WhyMapping>;

/** One matching field: the values tried, and whom they found on the desk. */
export const WhyMatchingField = z.strictObject({
  position: z.number(),
  by: z.string(),
  values: z.array(z.string()),
  foundIds: z.array(z.number()),
  says: z.string(),
});
export type WhyMatchingField = z.infer<typeof WhyMatchingField>;

/** Which desk record the account is, how that is known, and who else was considered. */
export const WhyMatch = z.strictObject({
  recordId: z.number().nullable(),
  says: z.string(),
  tried: z.array(WhyMatchingField),
  candidates: z.array(z.strictObject({ recordId: z.number(), says: z.string() })),
});
export type WhyMatch = z.infer<typeof WhyMatch>;

/** One desk field. `after` is what an import would make of it, the same as `before` where it stays; `note` says why it stays, or what goes with it. */
export const WhyField = z.strictObject({
  field: z.string(),
  label: z.string(),
  before: z.string(),
  after: z.string(),
  from: z.string(),
  owner: z.string(),
  note: z.string(),
  outcome: z.enum(["changes", "same", "stays"]),
});
export type WhyField = z.infer<typeof WhyField>;

/** A role or a board membership with where it came from. */
export const WhyGrant = z.strictObject({ what: z.string(), from: z.string(), outcome: z.enum(["keeps", "gains", "loses"]) });
export type WhyGrant = z.infer<typeof WhyGrant>;

/** What one import does with the person, and why. */
export const WhyImport = z.strictObject({
  entity: Entity,
  outcome: Outcome,
  sentence: z.string(),
  match: WhyMatch,
  mappings: z.array(WhyMapping),
  fields: z.array(WhyField),
  grants: z.array(WhyGrant),
  guards: z.array(z.string()),
  /** What else happens: tickets, mails, what follows later. */
  alsoHappens: z.array(z.string()),
  warnings: z.array(z.string()),
  ifFirst: z.string().nullable(),
});
export type WhyImport = z.infer<typeof WhyImport>;

/** Something that happened to the desk record, newest first. */
export const WhyPast = z.strictObject({ at: z.iso.datetime(), entity: Entity, runId: z.number().nullable(), says: z.string() });
export type WhyPast = z.infer<typeof WhyPast>;

const common = {
  connectionId: z.number(),
  connection: z.string(),
  directory: z.string(),
  settingsVersion: z.number(),
  sentence: z.string(),
  read: z.array(z.string()),
};

/** The *why* panel: for any person, at any time, what happens to them and for which reasons (P1). */
export const Why = z.discriminatedUnion("kind", [
  /** An account of the directory copy, absent ones included. */
  z.strictObject({
    kind: z.literal("account"),
    ...common,
    externalId: z.string(),
    name: z.string(),
    email: z.string(),
    isAbsent: z.boolean(),
    imports: z.array(WhyImport),
    before: z.array(WhyPast),
  }),
  /** A record of the directory that no person can be made of. */
  z.strictObject({ kind: z.literal("broken"), ...common, externalId: z.string().nullable(), defect: PersonDefect, excerpt: z.string() }),
  /** On the desk, but not in this directory. */
  z.strictObject({
    kind: z.literal("deskOnly"),
    ...common,
    records: z.array(
      z.strictObject({
        entity: Entity,
        recordId: z.number(),
        name: z.string(),
        email: z.string(),
        isActive: z.boolean(),
        says: z.string(),
      }),
    ),
    before: z.array(WhyPast),
  }),
]);
export type Why = z.infer<typeof Why>;
