import { z } from "@hono/zod-openapi";
import { CustomFieldType } from "../../../model/desk.ts";
import { Right } from "../../../model/permission.ts";

/** A field of a kind of record, as forms and lists need it. */
const KindField = z
  .object({
    name: z.string(),
    label: z.string(),
    kind: z.enum(["text", "longText", "number", "money", "flag", "date", "moment", "choice", "reference", "references", "structured"]),
    /** Of a choice. */
    options: z.array(z.string()).nullable(),
    /** The name of the kind that a reference means. */
    refersTo: z.string().nullable(),
    hint: z.string().nullable(),
    /** Kept by Muster: answered, never taken. */
    isComputed: z.boolean(),
    isRequired: z.boolean(),
    isSortable: z.boolean(),
    isFilterable: z.boolean(),
    /** What a new record has where nothing is given. */
    fallback: z.unknown().optional(),
  })
  .openapi("KindField");

/** A kind of record: its place in the API, the right it needs, its fields. */
export const KindView = z
  .object({
    name: z.string(),
    one: z.string(),
    many: z.string(),
    path: z.string(),
    right: Right,
    labelFields: z.array(z.string()),
    /** By which field lists are sorted where nobody says. */
    sortedBy: z.string(),
    fields: z.array(KindField),
    customFields: z.array(
      z.object({ key: z.string(), label: z.string(), type: CustomFieldType, options: z.array(z.string()), isRequired: z.boolean() }),
    ),
  })
  .openapi("Kind");
export type KindView = z.infer<typeof KindView>;

export const KindList = z.object({ items: z.array(KindView) }).openapi("KindList");
