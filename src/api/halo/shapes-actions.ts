import type { TicketAction } from "../../model/ticket-action.ts";
import type { Attachment } from "../../model/ticket-attachment.ts";
import { textToHtml } from "./html-to-text.ts";
import { writeGuid } from "./numbered-guid.ts";
import type { ItemReader } from "./shapes.ts";
import { none } from "./shapes-ticket-setup.ts";
import { readNote } from "./shapes-tickets.ts";

/** An action. Its number counts within its ticket; what the desk wrote itself has an outcome of its kind's name. */
export function writeAction(action: TicketAction, attachments: readonly Attachment[] | null) {
  const note = action.note === "" ? action.changes.map(({ label, from, to }) => `${label}: ${from} → ${to}`).join("\n") : action.note;
  return {
    id: action.number,
    ticket_id: action.ticketId,
    guid: writeGuid("action", action.ticketId, action.number),
    outcome: action.outcome ?? systemOutcomes[action.kind] ?? "",
    outcome_id: action.outcomeId ?? none,
    who: action.by,
    who_type: action.userId === null ? 1 : 0,
    who_agentid: action.agentId ?? 0,
    actionby_agent_id: action.agentId ?? 0,
    actionby_user_id: action.userId ?? 0,
    actionby_application_id: action.applicationId === null ? "" : String(action.applicationId),
    note,
    note_html: textToHtml(note),
    datetime: action.at,
    actiondatecreated: action.at,
    hiddenfromuser: action.isPrivate,
    important: action.isImportant,
    emailto: readAddresses(action.mailedTo),
    timetaken: Math.round((action.minutes / 60) * 10_000) / 10_000,
    new_status: action.statusId ?? none,
    new_status_name: action.status ?? "",
    attachments: attachments?.filter((one) => one.actionNumber === action.number).map(writeAttachment) ?? [],
  };
}

const systemOutcomes: Readonly<Record<string, string>> = {
  opened: "Logged",
  change: "Changed",
  statusChange: "Status Change",
  publicReply: "User Reply",
};

export function writeAttachment(attachment: Attachment) {
  return {
    id: attachment.id,
    ticket_id: attachment.ticketId,
    action_id: attachment.actionNumber ?? 0,
    filename: attachment.fileName,
    filesize: attachment.size,
    content_type: attachment.contentType,
    showforusers: !attachment.isPrivate,
    datecreated: attachment.at,
    who: attachment.by,
  };
}

/** What a posted action says, but for its outcome and what it changes of the ticket. */
export function readAction(sent: ItemReader) {
  const hours = sent.number("timetaken");
  return {
    note: readNote(sent, "note", "note_html"),
    minutes: hours === undefined || hours === null || hours < 0 ? undefined : Math.round(hours * 60),
    isImportant: sent.flag("important"),
    isPrivate: sent.flag("hiddenfromuser"),
    sendsMail: sent.flag("sendemail"),
  };
}

/** The addresses in what the desk says of whom mail goes to: `To Ada Okafor, ada@example.org.` */
function readAddresses(mailedTo: string): string {
  return [...mailedTo.matchAll(/, (\S+@\S+?)\.(?=\s|$)/g)].map(([, address]) => address).join("; ");
}
