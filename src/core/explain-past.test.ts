import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeChange, makeSettings } from "../../test/make.ts";
import { createNames } from "./explain-names.ts";
import { explainApplied, explainAudit } from "./explain-past.ts";

const names = createNames({ connection: { id: 1, provider: "google" }, settings: makeSettings({}) }, makeCatalogue());
const edited = { actor: "Owen", before: { title: "Temp" }, after: { title: "Architect" } };

test("P1 an edit by hand is told with its values", () => {
  assert.equal(explainAudit({ ...edited, action: "edit" }, names), "by hand, Owen: Title Temp → Architect");
});

test("P1 what a configuration file changed is told with its values, and is not called an edit by hand", () => {
  assert.equal(explainAudit({ ...edited, action: "configure" }, names), "by the configuration file, Owen: Title Temp → Architect");
});

test("P1 a person taken over from the configuration file is one short line", () => {
  assert.equal(explainAudit({ ...edited, action: "create", before: null }, names), "taken over from the configuration file by Owen");
});

test("P1 a record that a run deleted is told without a row of blanks", () => {
  const change = makeChange({ kind: "remove", site: { before: 1, after: null }, active: { before: true, after: false } });
  assert.equal(explainApplied(change, names), "deleted");
});
