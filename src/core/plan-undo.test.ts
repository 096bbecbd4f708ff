import assert from "node:assert/strict";
import { test } from "node:test";
import { makeChange, makeGrant, makeLinkState, makeRecord } from "../../test/make.ts";
import type { Change, FieldChange } from "../model/change.ts";
import { planUndo, type UndoFacts } from "./plan-undo.ts";

const field = (name: string, before: string | null, after: string | null): FieldChange => ({
  field: name,
  before,
  after,
  origin: { kind: "attribute", from: name, policy: "directory" },
  overwritesHandEdit: false,
});
const role = makeGrant({ kind: "userRole", id: 1, source: "group", connectionId: 1 });
const given = (values: Record<string, string>) => makeLinkState({ given: values });
const retitled = makeChange({
  fields: [field("title", "Analyst", "Author")],
  link: { before: given({ title: "Analyst" }), after: given({ title: "Author" }) },
});

function undo(change: Change, now: Partial<UndoFacts> = {}): Change {
  return planUndo({
    runId: 4,
    seq: 1,
    change,
    record: makeRecord({ version: 4, values: { title: "Author" } }),
    state: change.link?.after ?? null,
    versionAfter: 4,
    isLinkTaken: false,
    ...now,
  });
}

function isSpared(line: Change): boolean {
  return line.kind === "leftOut" && line.because.some((because) => because.kind === "leftOut" && because.reason === "changedSince");
}

test("P4 taking an update back exchanges before and after, and expects the record as it stands now", () => {
  const line = undo(retitled, { record: makeRecord({ version: 6, values: { title: "Author", phone: "111" } }) });
  assert.deepEqual(
    [line.kind, line.expectsVersion, line.fields.map(({ field: name, before, after }) => [name, before, after])],
    ["update", 6, [["title", "Author", "Analyst"]]],
  );
  assert.deepEqual(line.because, [{ kind: "undo", runId: 4, seq: 1 }]);
});

test("P4 what the directory gave before counts as given again, and what it gave since in other fields stays given", () => {
  const line = undo(retitled, {
    state: given({ title: "Author", phone: "222" }),
    record: makeRecord({ version: 5, values: { title: "Author", phone: "222" } }),
  });
  assert.deepEqual(line.link?.after?.given, { title: "Analyst", phone: "222" });
});

test("P4 whoever had ceased to wait for a manager by the line waits again, and whoever was bound since does not", () => {
  const waiting = { ...given({}), waitsForManager: "b1" };
  const ended = makeChange({ ...retitled, link: { before: waiting, after: given({}) } });
  const went = makeChange({ ...retitled, link: { before: waiting, after: waiting } });
  const back = [undo(ended), undo(went, { state: given({}) })].map((line) => line.link?.after?.waitsForManager);
  assert.deepEqual(back, ["b1", null]);
});

test("P4 taking a deactivation back makes the record active and forgets why it was not", () => {
  const before = makeLinkState();
  const change = makeChange({
    kind: "deactivate",
    active: { before: true, after: false },
    link: { before, after: makeLinkState({ deactivatedBecause: "missing" }) },
  });
  const line = undo(change, { record: makeRecord({ isActive: false, version: 4 }) });
  assert.deepEqual([line.kind, line.active, line.link?.after], ["reactivate", { before: false, after: true }, before]);
});

test("P4 taking roles and a site back gives what was taken and takes what was given", () => {
  const lost = makeGrant({ kind: "userRole", id: 2, source: "group", connectionId: 1 });
  const line = undo(makeChange({ gains: [role], losses: [lost], site: { before: 1, after: 2 } }), {
    record: makeRecord({ version: 4, siteId: 2, grants: [role] }),
  });
  assert.deepEqual([line.gains, line.losses, line.site], [[lost], [role], { before: 2, after: 1 }]);
});

test("P4 taking a creation back removes the record and its link", () => {
  const create = makeChange({
    kind: "create",
    recordId: null,
    expectsVersion: null,
    active: { before: null, after: true },
    link: { before: null, after: makeLinkState() },
  });
  const line = undo(create, { record: makeRecord({ version: 1 }), versionAfter: 1 });
  assert.deepEqual([line.kind, line.recordId, line.link?.after], ["remove", 7, null]);
});

test("P4 taking a link back removes the link and nothing else", () => {
  const line = undo(makeChange({ kind: "link", link: { before: null, after: makeLinkState() } }));
  assert.deepEqual([line.kind, line.fields, line.link], ["unlink", [], { before: makeLinkState(), after: null }]);
});

const removed = makeChange({
  kind: "remove",
  fields: [field("title", "Author", null)],
  site: { before: 2, after: null },
  losses: [role],
  link: { before: makeLinkState(), after: null },
  expectsVersion: 1,
});

test("P4 taking the removal of a created record back restores it under its former number", () => {
  const line = undo(removed, { record: null, state: null });
  assert.deepEqual(
    [line.kind, line.recordId, line.site, line.gains, line.link],
    ["create", 7, { before: null, after: 2 }, [role], { before: null, after: makeLinkState() }],
  );
  assert.deepEqual(
    line.fields.map(({ field: name, after }) => [name, after]),
    [["title", "Author"]],
  );
});

test("P4 an agent that was created inactive comes back inactive from an undo of the undo", () => {
  const after = makeLinkState({ deactivatedBecause: "noActiveRole" });
  const create = makeChange({
    entity: "agent",
    kind: "create",
    recordId: null,
    expectsVersion: null,
    active: { before: null, after: false },
    link: { before: null, after },
  });
  const line = undo(create, { record: makeRecord({ entity: "agent", version: 1, isActive: false }), versionAfter: 1 });
  assert.equal(undo(line, { record: null, state: null }).active?.after, false);
});

const later: readonly { says: string; change: Change; now: Partial<UndoFacts> }[] = [
  { says: "a field that was edited since", change: retitled, now: { record: makeRecord({ version: 5, values: { title: "Poet" } }) } },
  { says: "a field that was emptied since", change: retitled, now: { record: makeRecord({ version: 5 }) } },
  {
    says: "a site that was changed since",
    change: makeChange({ site: { before: 1, after: 2 } }),
    now: { record: makeRecord({ version: 5, siteId: 1 }) },
  },
  {
    says: "activity that was changed since",
    change: makeChange({ kind: "deactivate", active: { before: true, after: false } }),
    now: { record: makeRecord({ version: 5, isActive: true }) },
  },
  { says: "a role that was taken since", change: makeChange({ gains: [role] }), now: {} },
  { says: "a record that is gone", change: retitled, now: { record: null } },
  { says: "a link that is gone", change: retitled, now: { state: null } },
  {
    says: "a created record that somebody edited since",
    change: makeChange({ kind: "create", recordId: null }),
    now: { record: makeRecord({ version: 2 }), versionAfter: 1 },
  },
  { says: "a removed record whose account is linked again", change: removed, now: { record: null, isLinkTaken: true } },
  { says: "a removed record whose number is taken", change: removed, now: {} },
];

for (const { says, change, now } of later) {
  test(`P4 an undo spares ${says}`, () => {
    assert.ok(isSpared(undo(change, now)));
  });
}

test("P4 an undo spares no line for an edit of something else", () => {
  const line = undo(retitled, { record: makeRecord({ version: 9, siteId: 2, values: { title: "Author", notes: "by hand" } }) });
  assert.equal(line.kind, "update");
});
