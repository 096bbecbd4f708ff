import { z } from "@hono/zod-openapi";
import { creationSchema, type PatchOf, patchSchema, recordSchema } from "../../../model/records/kind.ts";
import { ticketKind } from "../../../model/records/tickets.ts";
import { TicketAction } from "../../../model/ticket-action.ts";
import { Attachment } from "../../../model/ticket-attachment.ts";
import { QuickView, quickViews } from "../../../model/ticket-view.ts";
import type { TicketToCreate } from "../../../tickets/create-ticket.ts";
import type { Ticket } from "../../../tickets/ticket-saving.ts";
import { pageOf, RecordId, WholeNumber } from "./common.ts";
import { type RecordSheet, recordShapes } from "./records.ts";

/** How a deadline stands. `minutes` are working minutes: left, or too late by; null where they say nothing. */
const SlaView = z
  .object({
    kind: z.enum(["none", "met", "missed", "due", "overdue", "waits"]),
    minutes: z.number().int().nullable(),
    says: z.string(),
  })
  .openapi("SlaStanding");
export type SlaView = z.infer<typeof SlaView>;

const looks = z.object({
  sla: z.object({ response: SlaView, resolution: SlaView }),
  actions: z.number().int(),
  attachments: z.number().int(),
});

/** A ticket as it is answered: its fields, how it stands against its SLA, how much is on it. */
export type TicketView = Ticket & z.infer<typeof looks>;

// The schemas of a kind are made of its fields, whose types are those of its records.
export const TicketView = recordSchema(ticketKind).extend(looks.shape).openapi("Ticket") as unknown as z.ZodType<TicketView>;
export const TicketPage = z
  .object({ items: z.array(TicketView), next: z.string().nullable(), total: z.number().int(), searchedFor: z.string().optional() })
  .openapi("TicketPage") as unknown as z.ZodType<RecordSheet<TicketView>>;

const creation = creationSchema(ticketKind);
/** Customer and site follow from the user; type, summary and others from the template. */
export const TicketToOpen = creation
  .partial()
  .extend({ templateId: RecordId.optional() })
  .openapi("TicketToCreate") as unknown as z.ZodType<TicketToCreate, TicketToCreate>;

type TicketPatchValues = PatchOf<typeof ticketKind>;
export const TicketPatch = patchSchema(ticketKind).openapi("TicketPatch") as unknown as z.ZodType<TicketPatchValues, TicketPatchValues>;

/** The list's query: a filter a field, and one of the views that everybody has. */
export const TicketQuery = recordShapes(ticketKind).query.extend({
  view: QuickView.optional().openapi({ description: "Beside the filters: mine, unassigned, open, waiting, dueToday, overdue" }),
  timeZone: z.string().max(100).default("UTC").openapi({ description: "Where today is, for dueToday: Europe/Lisbon" }),
});

export const TimeZoneQuery = z.object({ timeZone: z.string().max(100).default("UTC") });
export const TicketCounts = z
  .object(Object.fromEntries(quickViews.map((view) => [view, z.number().int()])) as Record<QuickView, z.ZodNumber>)
  .openapi("TicketCounts");

export const TicketBulkUpdate = z
  .strictObject({ ids: z.array(z.number().int().min(1).max(2_147_483_647)).min(1).max(500), patch: TicketPatch })
  .openapi("TicketBulkUpdate");
export const TicketBulkResult = z
  .object({
    updated: z.number().int(),
    /** One a ticket, in the order that was asked. `says` is why it was not changed. */
    items: z.array(z.object({ id: z.number().int(), isUpdated: z.boolean(), says: z.string().nullable() })),
  })
  .openapi("TicketBulkResult");

export const TicketActionView = TicketAction.openapi("TicketAction");
export const TicketActionPage = pageOf(TicketActionView).openapi("TicketActionPage");
const actionWords = {
  note: z
    .string()
    .max(100_000)
    .refine((text) => text.isWellFormed(), "holds a character that is none")
    .optional(),
  minutes: WholeNumber.max(100_000).optional(),
  isImportant: z.boolean().optional(),
  isPrivate: z.boolean().optional(),
};
/** What of an action may be corrected later. */
export const ActionPatchBody = z.strictObject(actionWords).openapi("TicketActionPatch");
export const ActionBody = z
  .strictObject({
    /** Agents name one; users don't. */
    outcomeId: RecordId.nullable().default(null),
    ...actionWords,
    patch: TicketPatch.optional(),
  })
  .openapi("TicketActionToAdd");

export const AttachmentView = Attachment.openapi("Attachment");
export const AttachmentList = z.object({ items: z.array(AttachmentView) }).openapi("AttachmentList");
export const AttachmentQuery = z.object({
  fileName: z.string().max(500).optional().openapi({ description: "What the file is called, where the body is the file itself" }),
  actionNumber: RecordId.optional().openapi({ description: "The action that it belongs to" }),
  isPrivate: z.enum(["true", "false"]).optional().openapi({ description: "true: hidden from users" }),
});

/** For whom a template is filled. */
export const FillQuery = z.object({
  userId: RecordId.optional(),
  customerId: RecordId.optional(),
  siteId: RecordId.optional(),
});
