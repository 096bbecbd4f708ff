import { createRoute, z } from "@hono/zod-openapi";
import {
  type CustomFieldRecord,
  createCustomField,
  deleteCustomField,
  getCustomField,
  listCustomFieldRecords,
  updateCustomField,
} from "../../../desk/save-custom-field.ts";
import { CustomFieldOf, CustomFieldType } from "../../../model/desk.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion, writeVersion } from "../entity-tag.ts";
import { RecordId, WholeNumber } from "../shapes/common.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { expectFieldVersion } from "./expect-field-version.ts";

const tags = ["Custom fields"];
const params = z.object({ id: RecordId });
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, "is missing")
    .max(longest, `has more than ${longest} characters`)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "holds a character that is none");

/** A custom field; `values` is how many records have one in it. The version is the entity tag. */
export const CustomFieldView = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    entity: CustomFieldOf,
    key: z.string(),
    label: z.string(),
    type: CustomFieldType,
    options: z.array(z.string()),
    isRequired: z.boolean(),
    position: z.number().int(),
    values: z.number().int(),
  })
  .openapi("CustomField");

const editable = {
  label: line(100),
  type: CustomFieldType,
  options: z.array(line(200)).max(500),
  isRequired: z.boolean(),
  position: WholeNumber,
};

export const CustomFieldToCreate = z
  .strictObject({
    entity: CustomFieldOf,
    key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, "starts with a small letter and has letters and digits only"),
    ...editable,
    options: editable.options.default([]),
    isRequired: editable.isRequired.default(false),
    position: editable.position.default(0),
  })
  .openapi("CustomFieldToCreate");

export const CustomFieldChange = z
  .strictObject({
    label: editable.label.optional(),
    type: editable.type.optional(),
    options: editable.options.optional(),
    isRequired: editable.isRequired.optional(),
    position: editable.position.optional(),
  })
  .openapi("CustomFieldPatch");

const list = createRoute({
  method: "get",
  path: "/custom-fields",
  tags,
  summary: "Custom fields of all kinds of records, or of one",
  request: { query: z.object({ entity: CustomFieldOf.optional() }) },
  responses: { 200: answer(z.object({ items: z.array(CustomFieldView) }).openapi("CustomFields"), "In the order of their forms") },
});
const create = createRoute({
  method: "post",
  path: "/custom-fields",
  tags,
  summary: "Add a custom field; its key is for good",
  request: { body: body(CustomFieldToCreate) },
  responses: { 201: answer(CustomFieldView, "The new field") },
});
const get = createRoute({
  method: "get",
  path: "/custom-fields/{id}",
  tags,
  summary: "One custom field",
  request: { params },
  responses: { 200: answer(CustomFieldView, "The field") },
});
const patch = createRoute({
  method: "patch",
  path: "/custom-fields/{id}",
  tags,
  summary: "Change a custom field; options in use stay, and so does the type while there are values",
  request: { params, body: body(CustomFieldChange) },
  responses: { 200: answer(CustomFieldView, "The field as it is now") },
});
const remove = createRoute({
  method: "delete",
  path: "/custom-fields/{id}",
  tags,
  summary: "Delete a custom field; with values=delete its values too",
  request: { params, query: z.object({ values: z.enum(["keep", "delete"]).default("keep") }) },
  responses: { 204: { description: "The field is gone" } },
});

/** Custom fields (D6). */
export function customFieldsRoutes({ database, context }: ApiDependencies) {
  const { db } = database;
  const saving = (by: string) => ({ by, now: context.now() });
  return createV1App()
    .openapi(list, async (c) => {
      const fields = await listCustomFieldRecords(db, c.req.valid("query").entity ?? null);
      return c.json({ items: fields.map(view) }, 200);
    })
    .openapi(create, async (c) => {
      const field = await getCustomField(db, await createCustomField(db, c.req.valid("json"), saving(c.get("by"))));
      writeVersion(c, field.version);
      return c.json(view(field), 201);
    })
    .openapi(get, async (c) => {
      const field = await getCustomField(db, c.req.valid("param").id);
      writeVersion(c, field.version);
      return c.json(view(field), 200);
    })
    .openapi(patch, async (c) => {
      const seen = { id: c.req.valid("param").id, version: readVersion(c) };
      const given = c.req.valid("json");
      const change = {
        ...(given.label !== undefined && { label: given.label }),
        ...(given.type !== undefined && { type: given.type }),
        ...(given.options !== undefined && { options: given.options }),
        ...(given.isRequired !== undefined && { isRequired: given.isRequired }),
        ...(given.position !== undefined && { position: given.position }),
      };
      const field = await expectFieldVersion(db, seen, () =>
        updateCustomField(db, { id: seen.id, patch: change, expectsVersion: seen.version }, saving(c.get("by"))),
      );
      writeVersion(c, field.version);
      return c.json(view(field), 200);
    })
    .openapi(remove, async (c) => {
      const seen = { id: c.req.valid("param").id, version: readVersion(c) };
      const deletion = { id: seen.id, deletesValues: c.req.valid("query").values === "delete", expectsVersion: seen.version };
      await expectFieldVersion(db, seen, () => deleteCustomField(db, deletion, saving(c.get("by"))));
      return c.body(null, 204);
    });
}

function view(field: CustomFieldRecord) {
  return { ...field, options: [...field.options] };
}
