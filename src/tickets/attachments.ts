import { type Kysely, sql } from "kysely";
import { Forbidden, Invalid, NotFound } from "../model/errors.ts";
import type { Attachment } from "../model/ticket-attachment.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import type { TicketSaving } from "./ticket-saving.ts";
import { assertVisible, visibleTickets } from "./visible-tickets.ts";

/** The largest file that a ticket takes, in bytes. */
export const largestAttachment = 20 * 1024 * 1024;

/** A file as somebody sends it; `fileName` and `contentType` are what they say, and believed by nobody. */
export interface AttachmentToSave {
  readonly ticketId: number;
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Buffer;
  /** The action that it belongs to; null for the ticket itself. */
  readonly actionNumber: number | null;
  readonly isPrivate: boolean;
}

/** Keeps a file with a ticket. @throws NotFound where the caller may not see the ticket, Invalid */
export async function saveAttachment(db: Kysely<Tables>, file: AttachmentToSave, saving: TicketSaving): Promise<Attachment> {
  const { by, now, caller } = saving;
  const { ticketId, content, actionNumber, isPrivate } = file;
  return await withinTransaction(db, async (trx) => {
    await assertVisible(trx, ticketId, caller);
    const isUser = caller?.kind === "user";
    if (content.length === 0) throw new Invalid([{ at: "body", says: "is empty: send a file" }]);
    if (content.length > largestAttachment) throw new Invalid([{ at: "body", says: "is larger than 20 MB" }]);
    if (isUser && isPrivate) throw new Invalid([{ at: "private", says: "is for agents" }]);
    const hidden = await findActionPrivacy(trx, { ticketId, actionNumber, isUser });
    const { id } = await trx
      .insertInto("attachments")
      .values({
        ticket_id: ticketId,
        action_number: actionNumber,
        file_name: sanitizeFileName(file.fileName),
        content_type: sanitizeContentType(file.contentType),
        size: content.length,
        content,
        is_private: isPrivate || hidden,
        by_name: by,
        at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const saved = await findAttachment(trx, id);
    await note(trx, { before: null, after: saved }, saving);
    return saved;
  });
}

/** The files of a ticket, oldest first. @throws NotFound where the caller may not see the ticket */
export async function listAttachments(
  db: Kysely<Tables>,
  ticketId: number,
  { caller }: Pick<TicketSaving, "caller">,
): Promise<readonly Attachment[]> {
  await assertVisible(db, ticketId, caller);
  const { rows } = await select(db, sql`f.ticket_id = ${ticketId} and ${caller?.kind === "user" ? sql`not f.is_private` : sql`true`}`);
  return rows.map(toAttachment);
}

/** A file with its content. @throws NotFound where there is none that the caller may see */
export async function getAttachment(
  db: Kysely<Tables>,
  id: number,
  { caller }: Pick<TicketSaving, "caller">,
): Promise<Attachment & { readonly content: Buffer }> {
  const seen = visibleTickets(caller);
  const found = await sql<AttachmentRow & { content: Uint8Array }>`
    select ${columns}, f.content from attachments f join tickets t on t.id = f.ticket_id
    where f.id = ${id}::int and ${seen === null ? sql`true` : sql`${seen} and not f.is_private`}`.execute(db);
  const [row] = found.rows;
  if (row === undefined) throw new NotFound(`There is no attachment ${id}.`);
  const { content, ...head } = row;
  return { ...toAttachment(head), content: Buffer.from(content) };
}

/** Deletes a file. @throws NotFound, Forbidden for users */
export async function deleteAttachment(db: Kysely<Tables>, id: number, saving: TicketSaving): Promise<void> {
  if (saving.caller?.kind === "user") throw new Forbidden("Attachments are deleted by agents.");
  await withinTransaction(db, async (trx) => {
    const attachment = await findAttachment(trx, id);
    await trx.deleteFrom("attachments").where("id", "=", id).execute();
    await note(trx, { before: attachment, after: null }, saving);
  });
}

type AttachmentRow = Omit<Attachment, "at"> & { readonly at: Date };

const columns = sql`f.id, f.ticket_id as "ticketId", f.action_number as "actionNumber", f.file_name as "fileName",
  f.content_type as "contentType", f.size, f.is_private as "isPrivate", f.by_name as by, f.at`;

async function select(db: Kysely<Tables>, where: ReturnType<typeof sql>) {
  return await sql<AttachmentRow>`select ${columns} from attachments f where ${where} order by f.id`.execute(db);
}

async function findAttachment(db: Kysely<Tables>, id: number): Promise<Attachment> {
  const [row] = (await select(db, sql`f.id = ${id}::int`)).rows;
  if (row === undefined) throw new NotFound(`There is no attachment ${id}.`);
  return toAttachment(row);
}

function toAttachment(row: AttachmentRow): Attachment {
  return { ...row, at: row.at.toISOString() };
}

/** Whether the action that a file belongs to is hidden from users. @throws Invalid where there is no such action */
async function findActionPrivacy(
  trx: Kysely<Tables>,
  { ticketId, actionNumber, isUser }: { readonly ticketId: number; readonly actionNumber: number | null; readonly isUser: boolean },
): Promise<boolean> {
  if (actionNumber === null) return false;
  const action = await trx
    .selectFrom("ticket_actions")
    .select("is_private")
    .where("ticket_id", "=", ticketId)
    .where("number", "=", actionNumber)
    .executeTakeFirst();
  if (action === undefined || (isUser && action.is_private))
    throw new Invalid([{ at: "actionNumber", says: `ticket ${ticketId} has no action ${actionNumber}` }]);
  return action.is_private;
}

/** A name without folders, and without what file systems and headers take amiss. */
export function sanitizeFileName(name: string): string {
  const bare = name.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const safe = bare
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "_")
    .replace(/^[.\s]+/, "")
    .replace(/[.\s]+$/, "");
  if (safe === "") return "attachment";
  const [, stem = safe, ending = ""] = /^(.*?)(\.[^.]{1,16})?$/su.exec(safe) ?? [];
  return `${[...stem].slice(0, 180).join("")}${ending}`;
}

/** A type that is one by its form; anything else is just bytes. */
function sanitizeContentType(type: string): string {
  const bare = type.split(";")[0]?.trim().toLowerCase() ?? "";
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}$/.test(bare) ? bare : "application/octet-stream";
}

/** Files come and go as changes of their ticket. */
async function note(
  trx: Kysely<Tables>,
  { before, after }: { readonly before: Attachment | null; readonly after: Attachment | null },
  { by, now }: TicketSaving,
): Promise<void> {
  const tell = (file: Attachment | null) => (file === null ? null : JSON.stringify({ attachment: file.fileName }));
  await trx
    .insertInto("audit")
    .values({
      at: now,
      actor: by,
      entity: "ticket",
      record_id: (before ?? after)?.ticketId ?? null,
      action: "edit",
      before: tell(before),
      after: tell(after),
    })
    .execute();
}
