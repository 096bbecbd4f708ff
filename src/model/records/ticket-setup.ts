import { z } from "zod";
import { choice, flag, longText, name, number, reference, referenceOrNone, structured, text } from "./field.ts";
import { defineKind } from "./kind.ts";

/** A span of a day, `09:00` to `17:30`; the end may be `24:00`. */
export const WorkingSpan = z
  .strictObject({
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is a time like 09:00"),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "is a time like 17:30"),
  })
  .refine((span) => span.from < span.to, "ends before it begins");

/** Spans by day of the week, `1` Monday to `7` Sunday; a day without spans is free. */
export const WeekHours = z.partialRecord(z.enum(["1", "2", "3", "4", "5", "6", "7"]), z.array(WorkingSpan).max(10));
export type WeekHours = z.infer<typeof WeekHours>;

export const Holiday = z.strictObject({ date: z.iso.date(), name: z.string().trim().max(100) });
export type Holiday = z.infer<typeof Holiday>;

/** When the desk works: the hours in which the clocks of SLAs run (D4). */
export const workingHoursKind = defineKind({
  name: "workingHours",
  one: "working hours",
  many: "working hours",
  table: "working_hours",
  path: "working-hours",
  right: "settings",
  fields: {
    name: name("Name"),
    timeZone: name("Time zone", { hint: "As in the tz database: Europe/Lisbon" }),
    week: structured("Hours", WeekHours, {
      1: [{ from: "09:00", to: "17:00" }],
      2: [{ from: "09:00", to: "17:00" }],
      3: [{ from: "09:00", to: "17:00" }],
      4: [{ from: "09:00", to: "17:00" }],
      5: [{ from: "09:00", to: "17:00" }],
    }),
    holidays: structured("Holidays", z.array(Holiday).max(1000), []),
  },
});

/** How fast somebody answers and solves, in minutes of working hours; null promises nothing. */
export const SlaTarget = z.strictObject({
  priorityId: z.number().int().min(1),
  responseMinutes: z.number().int().min(1).max(1_000_000).nullable(),
  resolutionMinutes: z.number().int().min(1).max(1_000_000).nullable(),
});
export type SlaTarget = z.infer<typeof SlaTarget>;

export const slaKind = defineKind({
  name: "sla",
  one: "SLA",
  many: "SLAs",
  table: "slas",
  path: "slas",
  right: "settings",
  fields: {
    name: name("Name"),
    workingHoursId: reference("Working hours", "workingHours"),
    targets: structured("Targets", z.array(SlaTarget).max(100), []),
    isActive: flag("Active", true),
  },
});

export const priorityKind = defineKind({
  name: "priority",
  one: "priority",
  many: "priorities",
  table: "priorities",
  path: "priorities",
  right: "settings",
  sortedBy: "position",
  fields: { name: name("Name"), colour: text("Colour", { max: 20 }), position: number("Position"), isActive: flag("Active", true) },
});

/** A state that tickets are in. While one waits, the clock of its SLA stands. */
export const ticketStatusKind = defineKind({
  name: "ticketStatus",
  one: "ticket status",
  many: "ticket statuses",
  table: "ticket_statuses",
  path: "ticket-statuses",
  right: "settings",
  sortedBy: "position",
  fields: {
    name: name("Name"),
    state: choice("Means", ["open", "waiting", "closed"], "open"),
    colour: text("Colour", { max: 20 }),
    position: number("Position"),
  },
});

export const impactKind = defineKind({
  name: "impact",
  one: "impact",
  many: "impacts",
  table: "impacts",
  path: "impacts",
  right: "settings",
  sortedBy: "position",
  fields: { name: name("Name"), position: number("Position") },
});

export const urgencyKind = defineKind({
  name: "urgency",
  one: "urgency",
  many: "urgencies",
  table: "urgencies",
  path: "urgencies",
  right: "settings",
  sortedBy: "position",
  fields: { name: name("Name"), position: number("Position") },
});

/** What a ticket is about; categories stand below each other. `path` is `Hardware>Printer`. */
export const categoryKind = defineKind({
  name: "category",
  one: "category",
  many: "categories",
  table: "categories",
  path: "categories",
  right: "settings",
  labelFields: ["path"],
  uniqueBy: ["parentId", "name"],
  sortedBy: "path",
  fields: {
    name: name("Name", { max: 100 }),
    parentId: referenceOrNone("Below", "category"),
    path: text("Path", { isComputed: true, max: 1000 }),
    isActive: flag("Active", true),
  },
});

export const ticketTypeKind = defineKind({
  name: "ticketType",
  one: "ticket type",
  many: "ticket types",
  table: "ticket_types",
  path: "ticket-types",
  right: "settings",
  sortedBy: "position",
  fields: {
    name: name("Name"),
    isActive: flag("Active", true),
    usersMayChoose: flag("Users may choose it", true),
    firstStatusId: referenceOrNone("Begins as", "ticketStatus"),
    priorityId: referenceOrNone("Priority", "priority"),
    slaId: referenceOrNone("SLA", "sla"),
    teamId: referenceOrNone("Team", "team"),
    categoryId: referenceOrNone("Category", "category"),
    position: number("Position"),
  },
});

/** What somebody does on a ticket: an answer that the user reads, a note, a change of status. */
export const outcomeKind = defineKind({
  name: "outcome",
  one: "outcome",
  many: "outcomes",
  table: "outcomes",
  path: "outcomes",
  right: "settings",
  sortedBy: "position",
  fields: {
    name: name("Name"),
    kind: choice("Is a", ["publicReply", "privateNote", "statusChange"], "publicReply"),
    statusId: referenceOrNone("Sets the status to", "ticketStatus"),
    sendsMail: flag("Sends mail", true, { hint: "To the user, for a public reply" }),
    isActive: flag("Active", true),
    position: number("Position"),
  },
});

export const ticketTemplateKind = defineKind({
  name: "ticketTemplate",
  one: "ticket template",
  many: "ticket templates",
  table: "ticket_templates",
  path: "ticket-templates",
  right: "settings",
  fields: {
    name: name("Name"),
    typeId: reference("Type", "ticketType"),
    summary: text("Summary", { max: 300, hint: "Fields in double braces are filled: {{user.name}}, {{customer.name}}, {{site.name}}" }),
    details: longText("Details"),
    priorityId: referenceOrNone("Priority", "priority"),
    categoryId: referenceOrNone("Category", "category"),
    impactId: referenceOrNone("Impact", "impact"),
    urgencyId: referenceOrNone("Urgency", "urgency"),
    teamId: referenceOrNone("Team", "team"),
    agentId: referenceOrNone("Agent", "agent"),
    isActive: flag("Active", true),
  },
});
