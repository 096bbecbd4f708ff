import { z } from "zod";

/** A file that belongs to a ticket, without its content. Its type is what the sender said it was. */
export const Attachment = z.object({
  id: z.number().int(),
  ticketId: z.number().int(),
  /** The action that it came with; null where it came by itself. */
  actionNumber: z.number().int().nullable(),
  fileName: z.string(),
  contentType: z.string(),
  /** In bytes. */
  size: z.number().int(),
  isPrivate: z.boolean(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type Attachment = z.infer<typeof Attachment>;
