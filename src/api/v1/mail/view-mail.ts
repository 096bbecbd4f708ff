import type { z } from "@hono/zod-openapi";
import { countMail, explainWaiting, type MailRow } from "../../../mail/list-mail.ts";
import { findMailSettings } from "../../../mail/mail-settings.ts";
import type { Db } from "../../../store/open-database.ts";
import type { MailSettingsView, MailView } from "../shapes/mail.ts";

/** The mail settings as they are answered. */
export async function viewMailSettings(db: Db): Promise<z.infer<typeof MailSettingsView>> {
  const kept = await findMailSettings(db);
  const { waiting, failed } = await countMail(db);
  return {
    settings: kept?.settings ?? null,
    hasPassword: kept?.hasPassword ?? false,
    version: kept?.version ?? 0,
    waiting,
    failed,
    says: await explainWaiting(db),
  };
}

/** A mail as it is answered. */
export function viewMail(row: MailRow): MailView {
  return { ...row, at: row.at.toISOString(), nextAt: row.nextAt?.toISOString() ?? null, sentAt: row.sentAt?.toISOString() ?? null };
}
