import { z } from "@hono/zod-openapi";
import { peopleSorts } from "../../../desk/list-people.ts";
import { QuestionReason } from "../../../model/change.ts";
import { Entity, FieldValue, Values } from "../../../model/desk.ts";
import { Answer } from "../../../model/question.ts";
import { creationSchema, type PatchOf, type RecordKind, type RecordOf, recordSchema } from "../../../model/records/kind.ts";
import { agentKind, userKind } from "../../../model/records/people.ts";
import { customerKind, siteKind } from "../../../model/records/places.ts";
import { PageQuery, pageOf, RecordId, WholeNumber } from "./common.ts";
import { fieldFilters } from "./records.ts";

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
    /** Agents: named or concurrent. */
    licence: z.string().nullable().optional(),
    /** Users: a role makes them so. */
    isVip: z.boolean(),
    /** To this desk. */
    lastSignInAt: z.iso.datetime().nullable(),
    /** What stayed behind after a change: tickets and assets with a former customer. */
    remarks: z.array(z.string()).optional(),
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
    /** Users: lets the user go to another customer's site; tickets and assets stay with the former customer. */
    movesCustomer: z.boolean().optional(),
    managerId: WholeNumber.nullable().optional(),
    /** Users: the agent who is the same person. */
    agentId: WholeNumber.nullable().optional(),
    licence: z.enum(["named", "concurrent"]).optional(),
    isApiOnly: z.boolean().optional(),
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
    version: z.number(),
    name: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    email2: z.string(),
    email3: z.string(),
    title: z.string(),
    department: z.string(),
    employeeNumber: z.string(),
    phone: z.string(),
    mobile: z.string(),
    homePhone: z.string(),
    customer: z.object({ id: z.number(), name: z.string() }).nullable(),
    site: z.object({ id: z.number(), name: z.string() }).nullable(),
    manager: z.object({ id: z.number(), name: z.string() }).nullable(),
    roles: z.array(z.string()),
    /** Users: a role makes them so. */
    isVip: z.boolean(),
    isActive: z.boolean(),
    lastSignInAt: z.iso.datetime().nullable(),
    /** Agents: named or concurrent. */
    licence: z.string().nullable(),
    isApiOnly: z.boolean(),
    connections: z.array(z.string()),
    custom: Values,
  })
  .openapi("PersonRow");
export type PersonRow = z.infer<typeof PersonRow>;

/** `searchedFor` is there where nobody has what was typed, and something like it was looked for instead. */
const searchedFor = z.string().optional();
export const PersonPage = pageOf(PersonRow).extend({ searchedFor }).openapi("PersonPage");
export const HistoryPage = pageOf(HistoryEntry).openapi("HistoryPage");
export const PersonGroups = z.object({ items: z.array(PersonGroup) }).openapi("PersonGroups");

const flag = z.enum(["true", "false"]);

/** A parameter that may be left out, with what it does. */
function said<T extends z.ZodType>(schema: T, description: string) {
  return schema.optional().openapi({ description });
}

/** What the lists of users and agents are filtered by beside the fields of their kinds. */
const PersonFilter = z.object({
  q: said(z.string().max(200), "Words that somebody must all hold: parts of names, addresses, phone numbers"),
  customer: said(RecordId, "Users of this customer"),
  site: said(RecordId, "Users of this site"),
  active: said(flag, "As `isActive`"),
  linked: said(flag, "Whether a directory knows them"),
  connection: said(RecordId, "Linked by this directory"),
  role: said(z.string(), "The name of a role that somebody holds"),
  roleId: said(RecordId, "The number of a role that somebody holds"),
  since: said(z.enum(["joined", "left", "moved", "changed"]), "What a run did to them lately"),
  within: z
    .enum(["day", "month"])
    .default("day")
    .openapi({ description: "How far back `since` looks: 24 hours, or to the first of this month (UTC)" }),
  isVip: said(flag, "Users: whether a role makes them VIP"),
  softwareLicenceId: said(RecordId, "Users: who holds this software licence"),
  teamId: said(RecordId, "Agents: members of this team"),
  cabId: said(RecordId, "Agents: who sits on this board"),
  updatedSince: said(z.iso.datetime({ offset: true }), "Written then or later, by hand, a program or a run"),
  sort: said(
    z.string().regex(new RegExp(`^-?(${peopleSorts.join("|")})$`), "is no column that this list is sorted by"),
    `One of ${peopleSorts.join(", ")}, or a minus and one of them. Without: name`,
  ),
  format: said(z.enum(["json", "csv"]), "csv: everything that the filter lets through, as a file"),
});
export type PersonFilter = z.infer<typeof PersonFilter>;

/** The query of a list of people: what it takes beside their fields, a filter a field, and `custom.<key>`. */
export function personQuery(entity: Entity) {
  const query = z.object({ ...PageQuery.shape, ...fieldFilters(entity === "user" ? userKind : agentKind), ...PersonFilter.shape });
  return query.catchall(z.string().max(2000));
}

/** What a list of customers says of one beside its record. */
const CustomerFigures = z.object({
  sites: z.number().int(),
  users: z.number().int(),
  activeUsers: z.number().int(),
  directories: z.array(z.object({ id: z.number(), name: z.string(), says: z.string() })),
});

const CustomerDetails = CustomerFigures.extend({
  mainSite: z.object({ id: z.number(), name: z.string() }).nullable(),
  siteList: z.array(
    z.object({ id: z.number(), name: z.string(), isMain: z.boolean(), users: z.number().int(), activeUsers: z.number().int() }),
  ),
  domains: z.array(z.string()),
  joinedThisMonth: z.number().int(),
  leftThisMonth: z.number().int(),
  lastRun: z.object({ id: z.number(), says: z.string(), at: z.iso.datetime() }).nullable(),
});

/** A record of a kind with more beside it. */
function recordWith<K extends RecordKind, T extends z.ZodRawShape>(kind: K, more: z.ZodObject<T>) {
  // The schema of a kind is made of its fields, whose types are those of its records.
  return z.object({ ...recordSchema(kind).shape, ...more.shape }) as unknown as z.ZodType<RecordOf<K> & z.output<z.ZodObject<T>>>;
}

/** A customer of the desk, with how much belongs to it. */
export const CustomerRow = recordWith(customerKind, CustomerFigures).openapi("CustomerRow");
export type CustomerRow = z.infer<typeof CustomerRow>;

export const CustomerView = recordWith(customerKind, CustomerDetails).openapi("Customer");
export type CustomerView = z.infer<typeof CustomerView>;

const SiteFigures = z.object({
  customer: z.object({ id: z.number(), name: z.string() }),
  users: z.number().int(),
  activeUsers: z.number().int(),
});

export const SiteView = recordWith(
  siteKind,
  SiteFigures.extend({
    mappings: z.array(z.object({ connectionId: z.number(), connection: z.string(), mappingId: z.number(), name: z.string() })),
  }),
).openapi("Site");
export type SiteView = z.infer<typeof SiteView>;

/** One row of the list of sites. */
export const SiteRow = recordWith(siteKind, SiteFigures).openapi("SiteRow");
export type SiteRow = z.infer<typeof SiteRow>;

export const CustomerPage = pageOf(CustomerRow).extend({ searchedFor }).openapi("CustomerPage");
export const SitePage = pageOf(SiteRow).extend({ searchedFor }).openapi("SitePage");

type CustomerGiven = PatchOf<typeof customerKind> & { readonly name: string; readonly mainSite?: string | undefined };

/** A customer to make. Its main site is called `Main` where nobody gives it another name. */
export const CustomerToSave = creationSchema(customerKind)
  .extend({ mainSite: siteKind.fields.name.schema.optional() })
  .openapi("CustomerToCreate") as unknown as z.ZodType<CustomerGiven, CustomerGiven>;

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
