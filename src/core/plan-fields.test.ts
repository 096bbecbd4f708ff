import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makeCustomField, makePerson, makeSettings } from "../../test/make.ts";
import type { Values } from "../model/desk.ts";
import type { FieldMapping } from "../model/settings.ts";
import { compileSettings } from "./compile-settings.ts";
import { planFields } from "./plan-fields.ts";

/** Plans one field, `title` filled from the attribute `title`, unless told otherwise. */
function plan(input: { has?: string; desk?: string; given?: string; mapping?: Partial<FieldMapping>; fallback?: string }) {
  const mapping: FieldMapping = {
    entity: "user",
    field: "title",
    from: "title",
    policy: "directory",
    clearsWhenEmpty: false,
    ...input.mapping,
  };
  const { fields } = compileSettings(makeSettings({ fieldMappings: [mapping] }), [makeCustomField({ key: "size", type: "number" })]);
  const person = makePerson("p1", { attributes: input.has === undefined ? {} : { title: input.has } });
  const holding = (value: string | undefined): Values => (value === undefined ? {} : { [mapping.field]: value });
  return planFields(
    person,
    fields.user,
    holding(input.desk),
    holding(input.given),
    input.fallback === undefined ? {} : { title: input.fallback },
  );
}

type Case = { says: string; writes: string | null | "nothing"; input: Parameters<typeof plan>[0] };
const clears = { clearsWhenEmpty: true };
const keeps = { policy: "keepHandEdits" } as const;
const fills = { policy: "onlyWhenEmpty" } as const;

const cases: readonly Case[] = [
  { says: "a new value is written", input: { has: "Analyst" }, writes: "Analyst" },
  { says: "the same value is not written again", input: { has: "Analyst", desk: "Analyst" }, writes: "nothing" },
  { says: "a changed value is written", input: { has: "Author", desk: "Analyst", given: "Analyst" }, writes: "Author" },
  { says: "a value that the directory lacks erases nothing", input: { desk: "Analyst", given: "Analyst" }, writes: "nothing" },
  { says: "a value of spaces erases nothing", input: { has: "  ", desk: "Analyst", given: "Analyst" }, writes: "nothing" },
  { says: "clear when empty erases", input: { desk: "Analyst", given: "Analyst", mapping: clears }, writes: null },
  { says: "clear when empty leaves an empty field alone", input: { mapping: clears }, writes: "nothing" },
  { says: "the directory decides over an edit by hand", input: { has: "Author", desk: "Poet", given: "Analyst" }, writes: "Author" },
  { says: "keep hand edits keeps one", input: { has: "Author", desk: "Poet", given: "Analyst", mapping: keeps }, writes: "nothing" },
  {
    says: "keep hand edits keeps what the desk had before the first match",
    input: { has: "Author", desk: "Poet", mapping: keeps },
    writes: "nothing",
  },
  {
    says: "keep hand edits follows the directory where nobody edited",
    input: { has: "Author", desk: "Analyst", given: "Analyst", mapping: keeps },
    writes: "Author",
  },
  {
    says: "keep hand edits keeps one even from being cleared",
    input: { desk: "Poet", given: "Analyst", mapping: { ...keeps, ...clears } },
    writes: "nothing",
  },
  {
    says: "keep hand edits keeps a field that was emptied by hand",
    input: { has: "Analyst", given: "Analyst", mapping: keeps },
    writes: "nothing",
  },
  { says: "keep hand edits fills a field that never had a value", input: { has: "Analyst", mapping: keeps }, writes: "Analyst" },
  { says: "only when empty fills", input: { has: "Author", mapping: fills }, writes: "Author" },
  {
    says: "only when empty leaves a value, even the directory's own",
    input: { has: "Author", desk: "Analyst", given: "Analyst", mapping: fills },
    writes: "nothing",
  },
  {
    says: "only when empty never clears",
    input: { desk: "Analyst", given: "Analyst", mapping: { ...fills, ...clears } },
    writes: "nothing",
  },
  { says: "a fallback fills what would be empty", input: { fallback: "Unknown" }, writes: "Unknown" },
  { says: "a fallback does not stand against a value", input: { has: "Author", fallback: "Unknown" }, writes: "Author" },
  { says: "a fallback overwrites nothing", input: { desk: "Analyst", fallback: "Unknown" }, writes: "nothing" },
];

for (const { says, input, writes } of cases) {
  test(`G5 a field: ${says}`, () => {
    assert.deepEqual(
      plan(input).changes.map((change) => change.after),
      writes === "nothing" ? [] : [writes],
    );
  });
}

test("G5 a value that the field can't hold is warned about and erases nothing, even where empty ones clear", () => {
  const mapping = { field: "custom.size", ...clears };
  const { changes, warnings } = plan({ has: "large", desk: "3", given: "3", mapping });
  assert.deepEqual({ changes, warnings }, { changes: [], warnings: ["invalidValue"] });
});

test("G5 the preview names the edit by hand that a line would overwrite", () => {
  const edited = plan({ has: "Author", desk: "Poet", given: "Analyst" });
  const untouched = plan({ has: "Author", desk: "Analyst", given: "Analyst" });
  assert.deepEqual([edited.changes[0]?.overwritesHandEdit, edited.warnings], [true, ["overwritesHandEdit"]]);
  assert.deepEqual([untouched.changes[0]?.overwritesHandEdit, untouched.warnings], [false, []]);
});

test("G5 a line says the value before, the value after and the attribute that it came from", () => {
  const { changes } = plan({ has: "Author", desk: "Analyst", given: "Analyst" });
  const origin = { kind: "attribute", from: "title", policy: "directory" };
  assert.deepEqual(changes, [{ field: "title", before: "Analyst", after: "Author", origin, overwritesHandEdit: false }]);
});

const value = fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined });
const policy = fc.constantFrom("directory" as const, "keepHandEdits" as const, "onlyWhenEmpty" as const);

test("G5 law: once a plan of fields is carried out, planning again writes nothing", () => {
  fc.assert(
    fc.property(value, value, value, policy, fc.boolean(), (has, desk, given, chosen, clearsWhenEmpty) => {
      const mapping = { policy: chosen, clearsWhenEmpty };
      const input = { ...(has !== undefined && { has }), ...(desk !== undefined && { desk }), ...(given !== undefined && { given }) };
      const first = plan({ ...input, mapping });
      const after = first.changes.length === 0 ? desk : (first.changes[0]?.after ?? undefined);
      const given2 = first.given.title;
      const again = {
        ...(has !== undefined && { has }),
        ...(typeof after === "string" && { desk: after }),
        ...(typeof given2 === "string" && { given: given2 }),
      };
      assert.deepEqual(plan({ ...again, mapping }).changes, []);
    }),
  );
});

test("G5 law: without clear when empty no plan ever erases a value", () => {
  fc.assert(
    fc.property(value, value, value, policy, (has, desk, given, chosen) => {
      const input = { ...(has !== undefined && { has }), ...(desk !== undefined && { desk }), ...(given !== undefined && { given }) };
      assert.ok(plan({ ...input, mapping: { policy: chosen } }).changes.every((change) => change.after !== null));
    }),
  );
});
