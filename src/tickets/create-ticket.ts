import { type Kysely, sql, type Transaction } from "kysely";
import { noteEvent } from "../desk/events/note-event.ts";
import { getRecordOf } from "../desk/records/list-records-of.ts";
import { createRecordOf } from "../desk/records/save-record-of.ts";
import { must } from "../model/errors.ts";
import { ticketKind } from "../model/records/tickets.ts";
import { fillTemplateText } from "../model/template-fields.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { fillTemplate } from "./fill-template.ts";
import { findPlaces, type GivenFields } from "./find-places.ts";
import { narrowToUser } from "./narrow-to-user.ts";
import { prepareTicket } from "./prepare-ticket.ts";
import { queueAssignmentMail } from "./queue-ticket-mail.ts";
import { plainAction, saveAction } from "./save-action.ts";
import type { Ticket, TicketSaving } from "./ticket-saving.ts";

/**
 * What makes a ticket. Customer and site follow from the user where they are not given, status, priority, SLA, team and category from the
 * type. Values win over those of a template, and the template's over the type's.
 */
export type TicketToCreate = { readonly [name in keyof GivenFields]?: GivenFields[name] | undefined } & {
  readonly templateId?: number | undefined;
};

/**
 * Opens a ticket, in the transaction that is open or in one of its own. A user opens it for themselves, with few of its fields.
 * @throws Invalid with every fault and its place
 */
export async function createTicket(db: Kysely<Tables>, input: TicketToCreate, saving: TicketSaving): Promise<Ticket> {
  const { by, now, caller } = saving;
  return await withinTransaction(db, async (trx) => {
    const { templateId, ...given } = caller?.kind === "user" ? await narrowToUser(trx, input, caller) : input;
    // What is undefined is not given.
    const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as GivenFields;
    const filled = templateId === undefined ? await findPlaces(trx, fields) : await fillTemplate(trx, { templateId, given: fields });
    const values = await addDefaults(trx, filled);
    const id = await createRecordOf(trx, ticketKind, values, { by, now, prepare: prepareTicket(saving, { isAnswer: false }) });
    if (templateId !== undefined) await numberTexts(trx, id);
    const ticket = await getRecordOf(trx, ticketKind, id);
    const mailedTo = await queueAssignmentMail(trx, { before: null, after: ticket }, saving);
    const opened = { ...plainAction, kind: "opened", isPrivate: false, statusId: ticket.statusId, changes: [], mailedTo } as const;
    await saveAction(trx, { ...opened, ticketId: id }, saving);
    await noteEvent(trx, { event: "ticket.created", recordId: id, by, at: now });
    if (ticket.isClosed) await noteEvent(trx, { event: "ticket.closed", recordId: id, by, at: now });
    return ticket;
  });
}

/** What the type of a ticket says for everything that is not given. A type that is not there is refused when the ticket is written. */
async function addDefaults(trx: Kysely<Tables>, given: GivenFields): Promise<GivenFields> {
  const found = await sql<Pick<Ticket, "statusId" | "priorityId" | "slaId" | "teamId" | "categoryId">>`
    select coalesce(y.first_status_id, (select id from ticket_statuses where state = 'open' order by position, id limit 1)) as "statusId",
      y.priority_id as "priorityId", y.sla_id as "slaId", y.team_id as "teamId", y.category_id as "categoryId"
    from ticket_types y where y.id = ${given.typeId ?? null}::int`.execute(trx);
  const [type] = found.rows;
  if (type === undefined) return given;
  const kept = Object.entries(given).filter(([name, value]) => name !== "statusId" || value !== null);
  return { ...type, ...Object.fromEntries(kept) };
}

/** Texts of a template name the ticket's own number, which is known only now. */
async function numberTexts(trx: Transaction<Tables>, id: number): Promise<void> {
  const row = await trx.selectFrom("tickets").select(["summary", "details"]).where("id", "=", id).executeTakeFirst();
  const { summary, details } = must(row, "the ticket that was made");
  const number = { "ticket.id": String(id) };
  await trx
    .updateTable("tickets")
    .set({ summary: fillTemplateText(summary, number).slice(0, 300), details: fillTemplateText(details, number) })
    .where("id", "=", id)
    .execute();
}
