import type { ZodType } from "zod";
import { listCustomFields } from "../../desk/list-custom-fields.ts";
import { type CustomFieldPatch, createCustomField, deleteCustomField, updateCustomField } from "../../desk/save-custom-field.ts";
import { Invalid, NotFound, writePath } from "../../model/errors.ts";
import { sayIssue } from "../../model/say-issue.ts";
import { CustomFieldToCreate } from "../v1/custom-fields/routes.ts";
import { parseSent } from "./check-values.ts";
import type { HaloCall, HaloItem, HaloResource } from "./halo-resource.ts";
import { readId, readItem } from "./shapes.ts";
import { readFieldInfo, readFieldOwner, writeFieldInfo } from "./shapes-field-info.ts";

/** Custom fields. One that is filled or used by a connection is not deleted. */
export const fieldInfoResource: HaloResource = {
  path: "fieldinfo",
  right: "settings",
  listKey: null,
  isReadByAll: true,
  list: async (call, { from, limit, search }) => {
    const sought = search?.toLowerCase() ?? "";
    const fields = (await listFields(call)).filter(({ label }) => label.toLowerCase().includes(sought));
    return { items: fields.slice(from, from + limit).map(writeFieldInfo), total: fields.length };
  },
  get: async (call, id) => await getField(call, readId(id, "custom field")),
  save: async (call, item) => await saveField(call, item),
  delete: async (call, id) => {
    const before = await getField(call, readId(id, "custom field"));
    await deleteCustomField(call.db, { id: before.id, deletesValues: false, expectsVersion: null }, call);
    return before;
  },
};

async function listFields({ db, query }: HaloCall) {
  const typeId = query.number("typeid");
  if (typeId === null) return await listCustomFields(db, null);
  const owner = readFieldOwner(typeId);
  return owner === null ? [] : await listCustomFields(db, owner);
}

async function getField({ db }: HaloCall, id: number) {
  const field = (await listCustomFields(db, null)).find((one) => one.id === id);
  if (field === undefined) throw new NotFound(`There is no custom field ${id}.`);
  return writeFieldInfo(field);
}

async function saveField(call: HaloCall, item: HaloItem): Promise<object> {
  const sent = readItem(item);
  const id = sent.id("id");
  const { entity, key, ...said } = readFieldInfo(sent);
  // Every value was parsed by the schema of its property.
  const patch: CustomFieldPatch = parseSent((name) => schemas.get(name), said);
  if (typeof id === "number") {
    await updateCustomField(call.db, { id, patch, expectsVersion: null }, call);
    return await getField(call, id);
  }
  if (entity === undefined)
    throw new Invalid([{ at: "typeid", says: "is missing: 1 ticket, 2 client, 3 site, 4 user, 5 asset, 1002 agent" }]);
  const parsed = CustomFieldToCreate.safeParse({ type: "text", ...patch, entity, key });
  if (!parsed.success) throw new Invalid(parsed.error.issues.map((issue) => ({ at: writePath(issue.path), says: sayIssue(issue) })));
  return await getField(call, await createCustomField(call.db, parsed.data, call));
}

const schemas: ReadonlyMap<string, ZodType> = new Map(Object.entries(CustomFieldToCreate.shape));
