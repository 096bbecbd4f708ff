import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultGoogleFields } from "../../../src/core/default-fields.ts";
import { noSettings } from "../../draft/no-settings.ts";
import { addField, changeField, removeField } from "./edit-fields.ts";
import { findExpressionFault } from "./find-expression-fault.ts";

const settings = { ...noSettings, fieldMappings: [...defaultGoogleFields] };
const of = (now: typeof settings, entity: string, field: string) =>
  now.fieldMappings.find((mapping) => mapping.entity === entity && mapping.field === field);

test("A field is added, changed and removed for users, and agents keep theirs", () => {
  const added = addField("user", "notes", "notes.value")(settings);
  assert.equal(of(added, "user", "notes")?.clearsWhenEmpty, false);
  const title = of(settings, "user", "title");
  assert.ok(title);
  const changed = changeField(title, { policy: "onlyWhenEmpty" })(settings);
  assert.equal(of(changed, "user", "title")?.policy, "onlyWhenEmpty");
  assert.equal(of(changed, "agent", "title")?.policy, "directory");
  const removed = removeField(title)(settings);
  assert.equal(of(removed, "user", "title"), undefined);
  assert.ok(of(removed, "agent", "title"));
});

test("What somebody types as an attribute is refused with an example of how to write it", () => {
  assert.equal(findExpressionFault("customSchemas.HR.costCentre"), null);
  assert.match(findExpressionFault("phones[work") ?? "", /phones\[type=mobile\]/);
});
