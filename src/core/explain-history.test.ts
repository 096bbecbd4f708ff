import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeChange, makeGrant } from "../../test/make.ts";
import type { Change } from "../model/change.ts";
import { explainEvent, explainOrigin, findFieldSource, type RecordEvent } from "./explain-history.ts";
import type { Names } from "./explain-names.ts";

const names: Names = {
  connectionId: 1,
  directory: "Google",
  catalogue: makeCatalogue(),
  settings: { mappings: [], groupMappings: [] },
  groups: new Map(),
};
const at = new Date("2026-11-21T14:04:00Z");

function byRun(change: Partial<Change>, more: { runId?: number; isTakenBack?: boolean } = {}): RecordEvent {
  return {
    kind: "run",
    at,
    runId: 12,
    seq: 3,
    connectionId: 1,
    runKind: "manual",
    startedBy: "Owen",
    isTakenBack: false,
    canBeTakenBack: true,
    ...more,
    change: makeChange(change),
  };
}

const byHand = (after: Readonly<Record<string, string>>, action = "edit"): RecordEvent => ({
  kind: "hand",
  at,
  actor: "Priya",
  action,
  before: action === "create" ? null : Object.fromEntries(Object.keys(after).map((key) => [key, null])),
  after,
});

const attribute = (from: string) => ({ kind: "attribute", from, policy: "directory" }) as const;
const surname = {
  field: "lastName",
  before: "Duarte",
  after: "Duarte Reis",
  origin: attribute("name.familyName"),
  overwritesHandEdit: false,
};

test("a new surname comes with where it is from, and why it is the same person", () => {
  assert.deepEqual(explainEvent(byRun({ fields: [surname] }), names), {
    says: "Changed. Same Google id, so same person.",
    changes: [{ label: "Last name", before: "Duarte", after: "Duarte Reis", from: "Google name.familyName" }],
  });
});

test("another title needs no such sentence; what was taken back says so", () => {
  const title = { ...surname, field: "title" };
  assert.equal(explainEvent(byRun({ fields: [title] }, { isTakenBack: true }), names).says, "Changed. Taken back since.");
});

test("a link says by what the record was found", () => {
  const match = { kind: "byField", by: { kind: "alias" }, position: 2, value: "m.okafor@example.test" } as const;
  assert.equal(
    explainEvent(byRun({ kind: "link", match }), names).says,
    "Linked, because the alias m.okafor@example.test equals the desk's e-mail (2nd matching field).",
  );
});

test("an undo's line says which run it took back, and that values are as before", () => {
  const because = [{ kind: "undo", runId: 9, seq: 3 }] as const;
  const field = { ...surname, before: "Duarte Reis", after: "Duarte", origin: { kind: "undo", runId: 9 } as const };
  const { says, changes } = explainEvent(byRun({ because: [...because], fields: [field] }), names);
  assert.deepEqual(
    [says, changes[0]?.from],
    ["Changed, because run 9 is taken back (row 3). Same Google id, so same person.", "as before run 9"],
  );
});

test("a role comes from where it was given", () => {
  const gains = [makeGrant({ kind: "userRole", id: 1, source: "noManager", connectionId: 1 })];
  assert.deepEqual(explainEvent(byRun({ gains }), names).changes, [
    { label: "Gains", before: "—", after: "user role User role 1", from: "for people without a manager" },
  ]);
});

test("people and configuration files are named", () => {
  assert.deepEqual(explainEvent(byHand({ title: "Partner" }), names), {
    says: "Edited by hand, Priya.",
    changes: [{ label: "Title", before: "—", after: "Partner", from: "" }],
  });
  assert.equal(explainEvent(byHand({}, "create"), names).says, "Taken over from the configuration file.");
  assert.equal(explainEvent(byHand({ title: "x" }, "configure"), names).says, "Changed by the configuration file.");
});

test("a value comes from the newest event that touched it; what was taken back gave nothing", () => {
  const source = (field: string, events: readonly RecordEvent[]) => findFieldSource(field, events, () => names)?.says ?? null;
  const read = byRun({ fields: [surname] });
  assert.equal(source("lastName", [byHand({ title: "x" }), read]), "Google name.familyName, run 12");
  assert.equal(source("lastName", [byHand({ lastName: "Reis" }), read]), "typed by Priya");
  assert.equal(
    source("lastName", [byRun({ fields: [surname] }, { runId: 13, isTakenBack: true }), byHand({ lastName: "D" }, "create")]),
    "configuration file (Priya)",
  );
  assert.equal(
    source("site", [byRun({ site: { before: 1, after: 2 }, because: [{ kind: "placed", mappingId: 1, sequence: 2, name: "Leeds" }] })]),
    'mapping 2 "Leeds", run 12',
  );
  assert.equal(source("phone", [read]), null);
});

test("a record without a directory says where it came from", () => {
  assert.equal(explainOrigin(null), "It was on the desk before anything was recorded.");
  assert.equal(explainOrigin(byHand({}, "create")), "Taken over from the configuration file by Priya, 21 Nov 2026 14:04 UTC.");
  assert.equal(explainOrigin(byRun({ kind: "create" })), "Created by run 12, 21 Nov 2026 14:04 UTC.");
});
