/** A ticket as its mail names it. */
export interface MailedTicket {
  readonly id: number;
  readonly summary: string;
}

/** The subject that ties mail to its ticket: `[#123] Printer on fire`. */
export function writeMailSubject({ id, summary }: MailedTicket): string {
  return `[#${id}] ${summary.replaceAll(/\s+/g, " ").trim()}`;
}

/** What a user reads of an answer. */
export function writeReplyMail(
  ticket: MailedTicket,
  reply: { readonly to: string; readonly by: string; readonly note: string; readonly status: string | null },
): string {
  return [
    `Hello ${reply.to},`,
    `${reply.by} answered your ticket #${ticket.id}, ${ticket.summary}:`,
    reply.note.trim() === "" ? "(no words)" : reply.note.trim(),
    ...(reply.status === null ? [] : [`Status: ${reply.status}`]),
  ].join("\n\n");
}

/** What the agent of a ticket reads when its user writes. */
export function writeAnswerMail(ticket: MailedTicket, answer: { readonly to: string; readonly by: string; readonly note: string }): string {
  return [`Hello ${answer.to},`, `${answer.by} wrote on ticket #${ticket.id}, ${ticket.summary}:`, answer.note.trim()].join("\n\n");
}

/** What an agent reads who was given a ticket. */
export function writeAssignmentMail(
  ticket: MailedTicket & { readonly customer: string; readonly user: string | null; readonly details: string },
  given: { readonly to: string; readonly by: string },
): string {
  const about = [`Customer: ${ticket.customer}`, ...(ticket.user === null ? [] : [`User: ${ticket.user}`])].join("\n");
  return [
    `Hello ${given.to},`,
    `${given.by} gave you ticket #${ticket.id}, ${ticket.summary}.`,
    about,
    ...(ticket.details.trim() === "" ? [] : [ticket.details.trim()]),
  ].join("\n\n");
}
