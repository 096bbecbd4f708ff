import { Invalid } from "../../model/errors.ts";
import { deleteAttachment, getAttachment, listAttachments, saveAttachment } from "../../tickets/attachments.ts";
import { readFile } from "./attach-files.ts";
import type { HaloCall, HaloItem, HaloResource } from "./halo-resource.ts";
import { readId, readItem } from "./shapes.ts";
import { writeAttachment } from "./shapes-actions.ts";

/** Files of tickets. A single one is answered as it is, never for a browser to show. */
export const attachmentResource: HaloResource = {
  path: "attachment",
  right: "tickets",
  listKey: "attachments",
  isOpenToUsers: true,
  list: async (call, { from, limit }) => {
    const { query } = call;
    const ticketId = query.number("ticket_id") ?? query.number("unique_id");
    if (ticketId === null || ticketId < 1) throw new Invalid([{ at: "ticket_id", says: "is missing: files belong to a ticket" }]);
    const action = query.number("action_id");
    const files = (await listAttachments(call.db, ticketId, call)).filter((file) => action === null || file.actionNumber === action);
    return { items: files.slice(from, from + limit).map(writeAttachment), total: files.length };
  },
  get: async (call, id) => {
    const { content, contentType, fileName } = await getAttachment(call.db, readId(id, "attachment"), call);
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": contentType,
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll(/['()*]/g, escapeSign)}`,
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      },
    });
  },
  save: async (call, item) => await save(call, item),
  delete: async (call, id) => {
    const { content: _, ...file } = await getAttachment(call.db, readId(id, "attachment"), call);
    await deleteAttachment(call.db, file.id, call);
    return writeAttachment(file);
  },
};

async function save(call: HaloCall, item: HaloItem): Promise<object> {
  const sent = readItem(item);
  const ticketId = sent.id("ticket_id");
  if (typeof sent.id("id") === "number") throw new Invalid([{ at: "id", says: "a file is never changed: delete it, and send another" }]);
  if (typeof ticketId !== "number") throw new Invalid([{ at: "ticket_id", says: "is missing: files belong to a ticket" }]);
  const isPrivate = sent.flag("showforusers") === false;
  const file = { ticketId, actionNumber: sent.id("action_id") ?? null, isPrivate, ...readFile(item, "") };
  return writeAttachment(await saveAttachment(call.db, file, call));
}

function escapeSign(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
