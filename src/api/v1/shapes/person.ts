import { z } from "@hono/zod-openapi";
import { QuestionReason } from "../../../model/change.ts";
import { Entity, FieldValue } from "../../../model/desk.ts";
import { Answer } from "../../../model/question.ts";
import { pageOf, RecordId, WholeNumber } from "./common.ts";

/** A value of a record beside the directory's. */
export const NowField = z
  .object({
    field: z.string(),
    label: z.string(),
    value: z.string(),
    /** What each linked directory has for it. */
    directories: z.array(z.object({ connectionId: z.number(), value: z.string(), from: z.string(), differs: z.boolean() })),
    /** `Google name.familyName, run 12`, `typed by Owen`. */
    source: z.string(),
    since: z.iso.datetime().nullable(),
    runId: z.number().nullable(),
    owner: z.string(),
    /** May be edited here. */
    isEditable: z.boolean(),
    raw: FieldValue.nullable(),
  })
  .openapi("NowField");
export type NowField = z.infer<typeof NowField>;

/** A user or an agent with everything that the head and the tab *Now* show. The version is the entity tag. */
export const PersonView = z
  .object({
    entity: Entity,
    id: z.number(),
    version: z.number(),
    name: z.string(),
    email: z.string(),
    isActive: z.boolean(),
    isProtected: z.boolean(),
    isApiOnly: z.boolean(),
    customer: z.object({ id: z.number(), name: z.string() }).nullable(),
    site: z.object({ id: z.number(), name: z.string() }).nullable(),
    /** The same person as user, or as agent. */
    twin: z.object({ entity: Entity, id: z.number(), name: z.string() }).nullable(),
    manager: z.object({ id: z.number(), name: z.string() }).nullable(),
    links: z.array(
      z.object({
        connectionId: z.number(),
        connection: z.string(),
        type: z.string(),
        externalId: z.string(),
        sinceRunId: z.number().nullable(),
        asRead: z.iso.datetime().nullable(),
        isAbsent: z.boolean(),
      }),
    ),
    fields: z.array(NowField),
    roles: z.array(z.object({ what: z.string(), from: z.string() })),
    /** Where the record came from, for somebody in no directory. */
    origin: z.string().nullable(),
  })
  .openapi("Person");
export type PersonView = z.infer<typeof PersonView>;

/** A change by hand. */
export const PersonPatch = z
  .strictObject({
    values: z.record(z.string(), FieldValue.nullable()).optional(),
    isActive: z.boolean().optional(),
    isProtected: z.boolean().optional(),
    siteId: WholeNumber.optional(),
  })
  .openapi("PersonPatch");
export type PersonPatch = z.infer<typeof PersonPatch>;

/** One entry of a record's history, newest first. */
export const HistoryEntry = z
  .object({
    at: z.iso.datetime(),
    by: z.string(),
    runId: z.number().nullable(),
    seq: z.number().nullable(),
    says: z.string(),
    changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string(), from: z.string() })),
    canUndo: z.boolean(),
  })
  .openapi("HistoryEntry");
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** A directory group that the person belongs to, with the way there and what it gave. */
export const PersonGroup = z
  .object({
    connectionId: z.number(),
    groupId: z.string(),
    name: z.string(),
    isDirect: z.boolean(),
    path: z.array(z.string()),
    gives: z.array(z.string()),
  })
  .openapi("PersonGroup");
export type PersonGroup = z.infer<typeof PersonGroup>;

/** One row of the lists of users and agents. */
export const PersonRow = z
  .object({
    id: z.number(),
    name: z.string(),
    email: z.string(),
    title: z.string(),
    department: z.string(),
    phone: z.string(),
    mobile: z.string(),
    customer: z.object({ id: z.number(), name: z.string() }).nullable(),
    site: z.object({ id: z.number(), name: z.string() }).nullable(),
    roles: z.array(z.string()),
    isActive: z.boolean(),
    connections: z.array(z.string()),
  })
  .openapi("PersonRow");
export type PersonRow = z.infer<typeof PersonRow>;

export const PersonPage = pageOf(PersonRow).openapi("PersonPage");
export const HistoryPage = pageOf(HistoryEntry).openapi("HistoryPage");
export const PersonGroups = z.object({ items: z.array(PersonGroup) }).openapi("PersonGroups");

/** Filters of the lists of users and agents. */
export const PersonFilter = z.object({
  q: z.string().max(200).optional(),
  customer: RecordId.optional(),
  site: RecordId.optional(),
  active: z.enum(["true", "false"]).optional(),
  /** In a directory, in none, or kept back for a decision. */
  linked: z.enum(["true", "false"]).optional(),
  connection: RecordId.optional(),
  /** The name of a role that somebody holds. */
  role: z.string().optional(),
  /** Touched by a run: `joined`, `left`, `moved`, `changed`. */
  since: z.enum(["joined", "left", "moved", "changed"]).optional(),
  /** How far back `since` looks: 24 hours, or to the first of this month (UTC). */
  within: z.enum(["day", "month"]).default("day"),
  /** `name`, `-name`, `email`, `site`, `customer`, `title`, `department`; by name where it is missing. */
  sort: z
    .string()
    .regex(/^-?(name|email|site|customer|title|department)$/, "is no column that this list is sorted by")
    .optional(),
  /** `csv`: everything that the filter lets through, as a file. */
  format: z.enum(["json", "csv"]).optional(),
});
export type PersonFilter = z.infer<typeof PersonFilter>;

/** A customer of the desk. */
export const CustomerRow = z
  .object({
    id: z.number(),
    name: z.string(),
    isActive: z.boolean(),
    sites: z.number().int(),
    users: z.number().int(),
    activeUsers: z.number().int(),
    directories: z.array(z.object({ id: z.number(), name: z.string(), says: z.string() })),
  })
  .openapi("CustomerRow");
export type CustomerRow = z.infer<typeof CustomerRow>;

export const CustomerView = z
  .object({
    ...CustomerRow.shape,
    mainSite: z.object({ id: z.number(), name: z.string() }).nullable(),
    siteList: z.array(
      z.object({ id: z.number(), name: z.string(), isMain: z.boolean(), users: z.number().int(), activeUsers: z.number().int() }),
    ),
    domains: z.array(z.string()),
    joinedThisMonth: z.number().int(),
    leftThisMonth: z.number().int(),
    lastRun: z.object({ id: z.number(), says: z.string(), at: z.iso.datetime() }).nullable(),
  })
  .openapi("Customer");
export type CustomerView = z.infer<typeof CustomerView>;

export const SiteView = z
  .object({
    id: z.number(),
    name: z.string(),
    isMain: z.boolean(),
    customer: z.object({ id: z.number(), name: z.string() }),
    users: z.number().int(),
    activeUsers: z.number().int(),
    mappings: z.array(z.object({ connectionId: z.number(), connection: z.string(), mappingId: z.number(), name: z.string() })),
  })
  .openapi("Site");
export type SiteView = z.infer<typeof SiteView>;

/** One row of the list of sites. */
export const SiteRow = SiteView.omit({ mappings: true }).openapi("SiteRow");
export type SiteRow = z.infer<typeof SiteRow>;

export const CustomerPage = pageOf(CustomerRow).openapi("CustomerPage");
export const SitePage = pageOf(SiteRow).openapi("SitePage");

/** A name that is not blank. */
const Name = z
  .string()
  .trim()
  .min(1, "is missing")
  .max(200, "has more than 200 characters")
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "holds a character that is none");

export const CustomerToSave = z.strictObject({ name: Name, mainSite: Name.optional() }).openapi("CustomerToSave");
export const SiteToSave = z.strictObject({ name: Name, customerId: WholeNumber }).openapi("SiteToSave");
export const Renaming = z.strictObject({ name: Name }).openapi("Renaming");

/** One side of a decision: the account, or a desk record, field by field. */
const Side = z.object({ label: z.string(), value: z.string(), equalsAccount: z.boolean() });

/** A match that somebody must decide, or decided. */
export const QuestionView = z
  .object({
    connectionId: z.number(),
    connection: z.string(),
    entity: Entity,
    externalId: z.string(),
    reason: QuestionReason,
    reasonSays: z.string(),
    name: z.string(),
    email: z.string(),
    /** In the directory now; somebody who left keeps the question until the next reading settles it. */
    account: z.array(Side),
    candidates: z.array(
      z.object({
        recordId: z.number(),
        name: z.string(),
        email: z.string(),
        isActive: z.boolean(),
        place: z.string(),
        fields: z.array(Side),
        warnings: z.array(z.string()),
        ownedBy: z.string().nullable(),
      }),
    ),
    answer: z.object({ answer: Answer, by: z.string(), at: z.iso.datetime(), says: z.string() }).nullable(),
  })
  .openapi("Question");
export type QuestionView = z.infer<typeof QuestionView>;

/** Which questions to list; without a state, the open ones. */
export const QuestionFilter = z.object({
  connection: RecordId.optional(),
  reason: QuestionReason.optional(),
  state: z.enum(["open", "answered"]).default("open"),
});

/** Questions, with counts of all of the connection's (or of every connection's), whatever the filter. */
export const QuestionPage = pageOf(QuestionView)
  .extend({
    open: z.number().int(),
    answered: z.number().int(),
    reasons: z.array(z.object({ value: QuestionReason, label: z.string(), n: z.number().int() })),
  })
  .openapi("QuestionPage");

/** What somebody decides; null takes the answer back and asks again. */
export const AnswerToSave = z.strictObject({ answer: Answer.nullable() }).openapi("AnswerToSave");
