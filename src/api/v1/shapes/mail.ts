import { z } from "@hono/zod-openapi";
import { MailSettings, MailState } from "../../../model/mail-settings.ts";
import { PageQuery, pageOf, RecordId } from "./common.ts";

/** How the desk sends mail. The password is never answered. */
export const MailSettingsView = z
  .object({
    /** Null where nobody has said so yet; the version is 0 then. */
    settings: MailSettings.nullable(),
    hasPassword: z.boolean(),
    version: z.number().int(),
    waiting: z.number().int(),
    failed: z.number().int(),
    /** Why everything waits; empty where it is sent. */
    says: z.string(),
  })
  .openapi("MailSettings");

export const MailSettingsBody = MailSettings.extend({
  password: z.string().max(1000).nullable().optional().openapi({ description: "Left out: stays. null: forgotten" }),
}).openapi("MailSettingsToSave");

export const MailTest = z.strictObject({ to: z.email("is no e-mail address").max(254) }).openapi("MailTest");
export const MailTestResult = z.object({ isSent: z.boolean(), says: z.string() }).openapi("MailTestResult");

export const MailView = z
  .object({
    id: z.number().int(),
    to: z.string(),
    subject: z.string(),
    kind: z.string(),
    ticketId: z.number().int().nullable(),
    state: MailState,
    tries: z.number().int(),
    at: z.iso.datetime(),
    nextAt: z.iso.datetime().nullable(),
    sentAt: z.iso.datetime().nullable(),
    says: z.string(),
  })
  .openapi("OutgoingMail");
export type MailView = z.infer<typeof MailView>;
export const MailPage = pageOf(MailView).openapi("OutgoingMailPage");
export const MailListQuery = PageQuery.extend({ state: MailState.optional(), ticketId: RecordId.optional() });
