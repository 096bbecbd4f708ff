import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";
import type { MailProblem } from "./explain-mail-problem.ts";

/** A mail that this process sends, and nobody else meanwhile. */
export interface ClaimedMail {
  readonly id: number;
  readonly messageId: string;
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly ticketId: number | null;
  readonly at: Date;
  readonly tries: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Far longer than sending takes: a claim that is older is that of a process that died, and its mail is sent again. */
const claimMs = 5 * minute;
const retryMinutes = [1, 5, 15, 60, 240, 720, 1440];
/** What tells of last week helps nobody. */
const staleMs = 3 * day;
const keptMs = 30 * day;

/** Claims the oldest mail that is due; null where none is. Of several processes that ask, each gets another. */
export async function claimMail(db: Kysely<Tables>, now: Date): Promise<ClaimedMail | null> {
  const until = new Date(now.getTime() + claimMs);
  const claimed = await sql<ClaimedMail>`
    update outgoing_mail set claimed_until = ${until}, tries = tries + 1
    where id = (
      select id from outgoing_mail where state = 'waiting' and next_at <= ${now} and (claimed_until is null or claimed_until < ${now})
      order by next_at, id limit 1 for update skip locked)
    returning id, message_id as "messageId", kind, "to", subject, text, ticket_id as "ticketId", at, tries`.execute(db);
  return claimed.rows[0] ?? null;
}

/** Notes that a mail was sent. */
export async function settleSent(db: Kysely<Tables>, { id }: Pick<ClaimedMail, "id">, now: Date): Promise<void> {
  await db.updateTable("outgoing_mail").set({ state: "sent", sent_at: now, claimed_until: null, says: "" }).where("id", "=", id).execute();
}

/** Notes why a mail was not sent: it is tried again after a while that grows, or given up. */
export async function settleProblem(
  db: Kysely<Tables>,
  { id, tries }: Pick<ClaimedMail, "id" | "tries">,
  problem: MailProblem,
  now: Date,
): Promise<void> {
  const wait = retryMinutes[tries - 1];
  const isGivenUp = problem.kind === "never" || wait === undefined;
  await db
    .updateTable("outgoing_mail")
    .set({
      state: isGivenUp ? "failed" : "waiting",
      next_at: new Date(now.getTime() + (wait ?? 0) * minute),
      claimed_until: null,
      says: problem.says,
    })
    .where("id", "=", id)
    .execute();
}

/** Gives a claim back, as if the mail had not been tried. */
export async function releaseMail(db: Kysely<Tables>, { id, tries }: Pick<ClaimedMail, "id" | "tries">): Promise<void> {
  await db
    .updateTable("outgoing_mail")
    .set({ claimed_until: null, tries: tries - 1 })
    .where("id", "=", id)
    .where("state", "=", "waiting")
    .execute();
}

/** Gives up what has waited for days, and forgets what was sent or given up a month ago. */
export async function forgetOldMail(db: Kysely<Tables>, now: Date): Promise<void> {
  await sql`
    update outgoing_mail set state = 'failed', claimed_until = null,
      says = 'It waited for three days and was given up.' || case when says = '' then '' else ' ' || says end
    where state = 'waiting' and at < ${new Date(now.getTime() - staleMs)} and (claimed_until is null or claimed_until < ${now})`.execute(
    db,
  );
  await db
    .deleteFrom("outgoing_mail")
    .where("state", "!=", "waiting")
    .where("at", "<", new Date(now.getTime() - keptMs))
    .execute();
}
