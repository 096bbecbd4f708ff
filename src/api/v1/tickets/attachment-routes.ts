import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { Invalid } from "../../../model/errors.ts";
import type { AttachmentToSave } from "../../../tickets/attachments.ts";
import { deleteAttachment, getAttachment, listAttachments, saveAttachment } from "../../../tickets/attachments.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { RecordId } from "../shapes/common.ts";
import { AttachmentList, AttachmentQuery, AttachmentView } from "../shapes/tickets.ts";
import { answer, createV1App, type V1Env } from "../v1-app.ts";
import { savingOf } from "./saving-of.ts";

const params = z.object({ id: RecordId });
const tags = ["Tickets"];
const bytes = z.string().openapi({ format: "binary" });

const list = createRoute({
  method: "get",
  path: "/tickets/{id}/attachments",
  tags,
  summary: "The files of a ticket, oldest first. Users see what is public",
  request: { params },
  responses: { 200: answer(AttachmentList, "All of them, without their contents") },
});

const upload = createRoute({
  method: "post",
  path: "/tickets/{id}/attachments",
  tags,
  summary: "Attach a file of up to 20 MB: as the body itself, or as `file` of a form",
  request: { params, query: AttachmentQuery, body: { content: { "application/octet-stream": { schema: bytes } } } },
  responses: { 201: answer(AttachmentView, "The attachment, under the name that it is kept by") },
});

const download = createRoute({
  method: "get",
  path: "/attachments/{id}",
  tags,
  summary: "A file, always to be saved and never to be shown",
  request: { params },
  responses: { 200: { description: "Its bytes", content: { "application/octet-stream": { schema: bytes } } } },
});

const remove = createRoute({
  method: "delete",
  path: "/attachments/{id}",
  tags,
  summary: "Delete a file",
  request: { params },
  responses: { 204: { description: "It is gone" } },
});

/** Files of tickets. */
export function attachmentRoutes(needs: ApiDependencies) {
  const { db } = needs.database;
  return createV1App()
    .openapi(list, async (c) => c.json({ items: [...(await listAttachments(db, c.req.valid("param").id, savingOf(c, needs)))] }, 200))
    .openapi(upload, async (c) => {
      const { fileName, actionNumber = null, isPrivate } = c.req.valid("query");
      const file = await readFile(c, fileName);
      const saved = await saveAttachment(
        db,
        { ...file, ticketId: c.req.valid("param").id, actionNumber, isPrivate: isPrivate === "true" },
        savingOf(c, needs),
      );
      return c.json(saved, 201);
    })
    .openapi(download, async (c) => {
      const { fileName, contentType, content } = await getAttachment(db, c.req.valid("param").id, savingOf(c, needs));
      // Whatever it is, and whatever it says it is: browsers save it, run nothing of it, and don't guess.
      c.header("content-type", contentType);
      c.header("content-disposition", `attachment; filename="${toAscii(fileName)}"; filename*=UTF-8''${encodeName(fileName)}`);
      c.header("content-security-policy", "default-src 'none'; sandbox");
      c.header("x-content-type-options", "nosniff");
      return c.body(new Uint8Array(content), 200);
    })
    .openapi(remove, async (c) => {
      await deleteAttachment(db, c.req.valid("param").id, savingOf(c, needs));
      return c.body(null, 204);
    });
}

type Sent = Pick<AttachmentToSave, "fileName" | "contentType" | "content">;

/** The file that a request carries: its `file` where it is a form, or else its body. @throws Invalid */
async function readFile(c: Context<V1Env>, fileName: string | undefined): Promise<Sent> {
  const contentType = c.req.header("content-type") ?? "";
  if (!contentType.startsWith("multipart/form-data"))
    return { fileName: fileName ?? "attachment", contentType, content: Buffer.from(await c.req.arrayBuffer()) };
  const form = await c.req.formData().catch(() => {
    throw new Invalid([{ at: "body", says: "is no form" }]);
  });
  const file = form.get("file");
  if (file === null || typeof file === "string") throw new Invalid([{ at: "file", says: "is missing: send a file under this name" }]);
  return { fileName: fileName ?? file.name, contentType: file.type, content: Buffer.from(await file.arrayBuffer()) };
}

function toAscii(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
}

/** As RFC 5987 wants it; `encodeURIComponent` leaves some characters that it does not. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
