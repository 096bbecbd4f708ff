import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldView, KindView } from "../record-types.ts";
import { listBulkFields } from "./bulk-fields.ts";

function field(name: string, change: Partial<FieldView> = {}): FieldView {
  const plain = { label: name, kind: "text", options: null, refersTo: null, hint: null, isComputed: false, isRequired: false } as const;
  return { name, ...plain, isSortable: true, isFilterable: true, fallback: "", ...change };
}

function kind(change: Partial<KindView>): KindView {
  const plain = { one: "asset", many: "assets", path: "assets", right: "assets", labelFields: ["name"], sortedBy: "name" } as const;
  return { name: "asset", ...plain, labelFields: [...plain.labelFields], fields: [], customFields: [], ...change };
}

const may = () => true;
const floor = { key: "floor", label: "Floor", type: "text", options: [], isRequired: false } as const;

test("many are not given one name, nor what Muster keeps itself", () => {
  const fields = [
    field("name"),
    field("notes", { kind: "longText" }),
    field("used", { isComputed: true }),
    field("isActive", { kind: "flag" }),
  ];
  const listed = listBulkFields(kind({ fields }), may);
  assert.deepEqual(
    listed.map(({ key }) => key),
    ["isActive", "notes"],
  );
});

test("a value makes the patch that the server takes: a field, a custom field, and people's below values", () => {
  const customFields = [{ ...floor, options: [] }];
  const asset = listBulkFields(kind({ fields: [field("statusId")], customFields }), may);
  assert.deepEqual(
    asset.map((one) => one.patchOf("x")),
    [{ statusId: "x" }, { custom: { floor: "x" } }],
  );
  const fields = [field("department"), field("email"), field("isActive", { kind: "flag" })];
  const user = listBulkFields(kind({ name: "user", fields, customFields }), may);
  assert.deepEqual(
    user.map((one) => one.patchOf("x")),
    [{ isActive: "x" }, { values: { department: "x" } }, { addsRoles: "x" }, { removesRoles: "x" }, { values: { "custom.floor": "x" } }],
  );
});

test("roles of agents are for those who may give them", () => {
  const keys = (rights: readonly string[]) =>
    listBulkFields(kind({ name: "agent" }), (permission) => rights.includes(permission)).map(({ key }) => key);
  assert.deepEqual(keys([]), ["addsTeams", "removesTeams"]);
  assert.deepEqual(keys(["access:edit"]), ["addsRoles", "removesRoles", "addsTeams", "removesTeams"]);
});
