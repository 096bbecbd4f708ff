import { z } from "@hono/zod-openapi";

const Name = z
  .string()
  .trim()
  .min(1, "is missing")
  .max(100, "has more than 100 characters")
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "holds a character that is none");
const List = z.string().regex(/^[a-z][a-zA-Z-]{0,39}$/, "is the name of a list: letters and hyphens");
const Query = z
  .string()
  .max(8000, "has more than 8000 characters")
  .refine((text) => text.isWellFormed(), "holds a character that is none");

/** A filter and an order of a list under a name: one's own, or one that somebody shares. `query` is what stands in the address of the list. */
export const SavedView = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    list: z.string(),
    name: z.string(),
    query: z.string(),
    isShared: z.boolean(),
    isMine: z.boolean(),
    by: z.string(),
  })
  .openapi("SavedView");
export type SavedView = z.infer<typeof SavedView>;

export const SavedViewList = z.object({ items: z.array(SavedView) }).openapi("SavedViewList");
export const SavedViewFilter = z.object({ list: List.optional() });
export const SavedViewToCreate = z
  .strictObject({ list: List, name: Name, query: Query, isShared: z.boolean().default(false) })
  .openapi("SavedViewToCreate");
export const SavedViewPatch = z
  .strictObject({ name: Name.optional(), query: Query.optional(), isShared: z.boolean().optional() })
  .openapi("SavedViewPatch");
