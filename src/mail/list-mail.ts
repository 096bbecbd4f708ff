import { type Kysely, sql } from "kysely";
import { Conflict, NotFound } from "../model/errors.ts";
import type { MailState } from "../model/mail-settings.ts";
import type { Tables } from "../store/tables.ts";
import { findMailSettings } from "./mail-settings.ts";

/** A mail as it is listed: not its words, which the ticket has. */
export interface MailRow {
  readonly id: number;
  readonly to: string;
  readonly subject: string;
  readonly kind: string;
  readonly ticketId: number | null;
  readonly state: MailState;
  readonly tries: number;
  readonly at: Date;
  readonly nextAt: Date | null;
  readonly sentAt: Date | null;
  readonly says: string;
}

/** Which mail is asked for. */
export interface MailQuery {
  readonly state?: MailState | undefined;
  readonly ticketId?: number | undefined;
  readonly from: number;
  readonly limit: number;
}

/** One sheet of mail, newest first. Mail that waits says what it waits for. */
export async function listMail(
  db: Kysely<Tables>,
  { state, ticketId, from, limit }: MailQuery,
): Promise<{ readonly items: readonly MailRow[]; readonly total: number }> {
  const where = sql`(${state ?? null}::text is null or state = ${state ?? null}) and (${ticketId ?? null}::int is null or ticket_id = ${ticketId ?? null})`;
  const { rows } = await sql<MailRow>`
    select id, "to", subject, kind, ticket_id as "ticketId", state, tries, at, case when state = 'waiting' then next_at end as "nextAt",
      sent_at as "sentAt", says
    from outgoing_mail where ${where} order by id desc limit ${limit} offset ${from}`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n from outgoing_mail where ${where}`.execute(db);
  const waits = await explainWaiting(db);
  const items = rows.map((row) =>
    row.state === "waiting" ? { ...row, says: [waits, row.says].filter((one) => one !== "").join(" ") } : row,
  );
  return { items, total: counted.rows[0]?.n ?? 0 };
}

/** How much mail waits, and how much was given up. */
export async function countMail(db: Kysely<Tables>): Promise<{ readonly waiting: number; readonly failed: number }> {
  const counted = await sql<{ waiting: number; failed: number }>`
    select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'failed')::int as failed
    from outgoing_mail`.execute(db);
  return counted.rows[0] ?? { waiting: 0, failed: 0 };
}

/** Why all mail waits at the moment; empty where it is sent. */
export async function explainWaiting(db: Kysely<Tables>): Promise<string> {
  const kept = await findMailSettings(db);
  if (kept === null) return "There are no mail settings: it is sent when there are.";
  return kept.settings.isActive ? "" : "Mail is switched off: it is sent when that ends.";
}

/** Sends mail once more that was given up, or waits for its next try. @throws NotFound, Conflict for mail that was sent */
export async function retryMail(db: Kysely<Tables>, id: number, now: Date): Promise<void> {
  const row = await db.selectFrom("outgoing_mail").select("state").where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no mail ${id}.`);
  if (row.state === "sent") throw new Conflict("This mail was sent already.");
  // It counts as new from now on, or it would be given up again at once.
  await db
    .updateTable("outgoing_mail")
    .set({ state: "waiting", tries: 0, at: now, next_at: now, says: "" })
    .where("id", "=", id)
    .where("state", "!=", "sent")
    .execute();
}
