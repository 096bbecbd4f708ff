import { type Kysely, sql } from "kysely";
import { writeAnswerMail, writeAssignmentMail, writeMailSubject, writeReplyMail } from "../core/tickets/write-ticket-mail.ts";
import { queueMail } from "../mail/queue-mail.ts";
import type { Tables } from "../store/tables.ts";
import type { Ticket, TicketSaving } from "./ticket-saving.ts";

interface Addressee {
  readonly name: string;
  readonly email: string | null;
  readonly is_active: boolean;
}

/**
 * Leaves mail with an answer to the ticket's user, and to who opened it where that is another user. Answers whom it goes to, or why to
 * nobody: whoever is inactive or has no address gets none.
 */
export async function queueReplyMail(
  trx: Kysely<Tables>,
  ticket: Ticket,
  reply: { readonly note: string; readonly status: string | null },
  { by, now, caller }: TicketSaving,
): Promise<string> {
  const writer = caller?.kind === "user" ? caller.user.id : 0;
  const { rows } = await sql<Addressee>`
    select coalesce(u.name, u.email, '#' || u.id) as name, nullif(u.email, '') as email, u.is_active from users u
    where u.id <> ${writer} and (u.id = ${ticket.userId}::int
      or u.id = (select user_id from ticket_actions where ticket_id = ${ticket.id} and kind = 'opened' order by number limit 1))
    order by u.id`.execute(trx);
  if (rows.length === 0) return "Nobody: the ticket has no user.";
  const mail = rows.flatMap(({ name, email, is_active }) =>
    email === null || !is_active
      ? []
      : [{ to: email, text: writeReplyMail(ticket, { ...reply, to: name, by }), kind: "reply" as const, ticketId: ticket.id }],
  );
  await queueMail(
    trx,
    mail.map((one) => ({ ...one, subject: writeMailSubject(ticket) })),
    now,
  );
  return explainAddressees(rows);
}

/** Leaves mail for the agent who was given a ticket by somebody else. Answers whom it goes to; empty where nobody is told. */
export async function queueAssignmentMail(
  trx: Kysely<Tables>,
  { before, after }: { readonly before: Ticket | null; readonly after: Ticket },
  { by, now, caller }: TicketSaving,
): Promise<string> {
  const isOwnDoing = caller?.kind === "agent" && caller.application === null && caller.agent.id === after.agentId;
  if (after.agentId === null || after.agentId === before?.agentId || isOwnDoing) return "";
  const { rows } = await sql<Addressee>`
    select coalesce(name, email, '#' || id) as name, nullif(email, '') as email, is_active from agents
    where id = ${after.agentId} and not is_api_only`.execute(trx);
  const [agent] = rows;
  if (agent === undefined) return "";
  if (agent.email !== null && agent.is_active) {
    const { id, summary, details, labels } = after;
    const about = { id, summary, details, customer: labels.customerId ?? "", user: labels.userId ?? null };
    const text = writeAssignmentMail(about, { to: agent.name, by });
    await queueMail(trx, [{ to: agent.email, subject: writeMailSubject(after), text, kind: "assignment", ticketId: id }], now);
  }
  return explainAddressees(rows);
}

/** Leaves mail for the agent of a ticket whose user wrote. The user is not told whom it goes to. */
export async function queueAnswerMail(trx: Kysely<Tables>, ticket: Ticket, note: string, { by, now }: TicketSaving): Promise<void> {
  if (ticket.agentId === null) return;
  const { rows } = await sql<{ name: string; email: string }>`
    select coalesce(name, email) as name, email from agents
    where id = ${ticket.agentId} and is_active and not is_api_only and email <> ''`.execute(trx);
  const mail = rows.map(({ name, email }) => ({ to: email, text: writeAnswerMail(ticket, { to: name, by, note }), ticketId: ticket.id }));
  await queueMail(
    trx,
    mail.map((one) => ({ ...one, kind: "answer" as const, subject: writeMailSubject(ticket) })),
    now,
  );
}

function explainAddressees(people: readonly Addressee[]): string {
  return people
    .map(({ name, email, is_active }) => {
      if (!is_active) return `Not to ${name}, who is inactive.`;
      return email === null ? `Not to ${name}, who has no e-mail address.` : `To ${name}, ${email}.`;
    })
    .join(" ");
}
