import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeChange, makeGrant, makeLinkState, makeMapping, makeSettings } from "../../test/make.ts";
import type { Because, Change } from "../model/change.ts";
import { explainChange } from "./explain-change.ts";
import { createNames } from "./explain-names.ts";

const rooms = makeMapping({
  id: 1,
  sequence: 1,
  name: "Not people",
  destination: { kind: "leaveOut" },
  filter: { kind: "orgUnit", path: "/Rooms", includesBelow: true },
});
const leeds = makeMapping({ id: 2, sequence: 2, name: "Leeds studio", destination: { kind: "site", siteId: 1, userRoleId: null } });
const staff = makeMapping({ id: 3, sequence: 3, name: "Staff", destination: { kind: "agent", agentRoleId: 1 } });
const settings = makeSettings({ mappings: [rooms, leeds, staff] });
const names = createNames({ connection: { id: 1, provider: "google" }, settings }, makeCatalogue());

const byLeeds: Because = { kind: "placed", mappingId: 2, sequence: 2, name: "Leeds studio" };
const byStaff: Because = { kind: "placed", mappingId: 3, sequence: 3, name: "Staff" };
const title = {
  field: "title",
  before: "Architect",
  after: "Senior Architect",
  origin: { kind: "attribute", from: "organizations[primary].title", policy: "directory" },
  overwritesHandEdit: false,
} as const;
const newLink = { before: null, after: makeLinkState() };

function change(part: Partial<Change>): Change {
  return makeChange({ name: "Mary Okafor", email: "mary@example.test", mappingId: 2, because: [byLeeds], ...part });
}

const sentences: readonly (readonly [string, Partial<Change>, string])[] = [
  [
    "created",
    { kind: "create", recordId: null, match: { kind: "none" }, site: { before: null, after: 1 }, active: { before: null, after: true } },
    'Mary Okafor will be created as a user at Site 1, because mapping 2 "Leeds studio" is the first that fits.',
  ],
  [
    "created as agent",
    { kind: "create", entity: "agent", recordId: null, mappingId: 3, because: [byStaff] },
    'Mary Okafor will be created as an agent, with role Agent role 1, because mapping 3 "Staff" is the first that fits.',
  ],
  [
    "linked",
    { kind: "link", match: { kind: "byField", by: { kind: "alias" }, position: 2, value: "m.okafor@example.test" }, link: newLink },
    "Mary Okafor will be linked to user #7, because the alias m.okafor@example.test equals the desk's e-mail (2nd matching field). Nothing else changes.",
  ],
  ["changed", { fields: [title] }, 'Mary Okafor will be changed: Title follows Google. Mapping 2 "Leeds studio" is the first that fits.'],
  [
    "changed and linked",
    { fields: [title], link: newLink, match: { kind: "byField", by: { kind: "email" }, position: 1, value: "mary@example.test" } },
    'Mary Okafor will be changed: Title follows Google. Mapping 2 "Leeds studio" is the first that fits. Linked to user #7, because the e-mail mary@example.test is the same (1st matching field).',
  ],
  [
    "changed in roles",
    { gains: [makeGrant({ kind: "userRole", id: 1 })], losses: [makeGrant({ kind: "userRole", id: 2 })] },
    'Mary Okafor will be changed: gains user role User role 1; loses user role User role 2. Mapping 2 "Leeds studio" is the first that fits.',
  ],
  [
    "moved",
    { site: { before: 2, after: 1 } },
    'Mary Okafor moves from Site 2 to Site 1, because mapping 2 "Leeds studio" is the first that fits.',
  ],
  [
    "deactivated",
    { kind: "deactivate", active: { before: true, after: false }, because: [byLeeds, { kind: "standing", standing: "suspended" }] },
    "Mary Okafor will be deactivated, because the account is suspended in Google.",
  ],
  [
    "reactivated",
    { kind: "reactivate", active: { before: false, after: true }, because: [byLeeds, { kind: "backAgain", after: "archived" }] },
    "Mary Okafor will be reactivated, because the account is back: the record was made inactive when the account was archived.",
  ],
  [
    "left out on purpose",
    {
      kind: "leftOut",
      mappingId: 1,
      because: [
        { kind: "placed", mappingId: 1, sequence: 1, name: "Not people" },
        { kind: "leftOut", reason: "mappingLeavesOut", detail: null },
      ],
    },
    'Mary Okafor is left out on purpose: mapping 1 "Not people" is the first that fits (org unit is under /Rooms).',
  ],
  [
    "left out",
    { kind: "leftOut", mappingId: null, because: [{ kind: "leftOut", reason: "noMappingFits", detail: null }] },
    "Mary Okafor is left out: no mapping fits.",
  ],
  [
    "waits for you",
    { kind: "decide", because: [byLeeds, { kind: "question", reason: "severalCandidates", recordIds: [4, 9] }] },
    "Mary Okafor waits for you: 2 desk records fit equally well: #4 and #9.",
  ],
  [
    "held",
    { kind: "leftOut", because: [byLeeds, { kind: "leftOut", reason: "held", detail: "plan 2-C402 was rejected by Owen" }] },
    "Mary Okafor is held until the account changes in Google or somebody releases it: plan 2-C402 was rejected by Owen.",
  ],
  [
    "protected",
    { kind: "leftOut", because: [byLeeds, { kind: "leftOut", reason: "protected", detail: null }] },
    "Mary Okafor is left alone: the desk record is never touched.",
  ],
  [
    "changed meanwhile",
    {
      kind: "leftOut",
      because: [
        { kind: "undo", runId: 5, seq: 1 },
        { kind: "leftOut", reason: "changedSince", detail: null },
      ],
    },
    "Mary Okafor is left alone: run 5 is taken back (row 1) and the desk record was changed meanwhile.",
  ],
  [
    "broken",
    {
      kind: "leftOut",
      because: [
        { kind: "leftOut", reason: "broken", detail: null },
        { kind: "defect", defect: "noId" },
      ],
    },
    "Mary Okafor is left out: the record has no id.",
  ],
  [
    "not found",
    { kind: "notFound", because: [{ kind: "missing", readingId: 3, lookedUp: null }] },
    "Mary Okafor stays as it is, although Google has no account with this id: missing from complete reading 3; not looked up directly yet.",
  ],
  [
    "no longer mapped",
    { kind: "noLongerMapped", because: [] },
    "Mary Okafor stays as it is: no mapping fits any more, and that alone never takes anything away.",
  ],
  [
    "removed by an undo",
    { kind: "remove", because: [{ kind: "undo", runId: 5, seq: 2 }] },
    "Mary Okafor will be removed from the desk, because run 5 is taken back (row 2).",
  ],
  [
    "unlinked by an undo",
    { kind: "unlink", because: [{ kind: "undo", runId: 5, seq: 2 }] },
    "Mary Okafor will be unlinked from user #7, because run 5 is taken back (row 2).",
  ],
];

for (const [variant, part, sentence] of sentences) {
  test(`P1 in one sentence, ${variant}: ${sentence}`, () => {
    assert.equal(explainChange(change(part), names).sentence, sentence);
  });
}

test("G10 a preview row shows every value that changes, before and after", () => {
  const row = explainChange(change({ site: { before: 2, after: 1 }, fields: [title] }), names);
  assert.equal(row.what, "update 2");
  assert.equal(row.before, "Site Site 2, Title Architect");
  assert.equal(row.after, "Site Site 1, Title Senior Architect");
  assert.equal(row.goesTo, "Site 1 ← Site 2");
  assert.equal(row.because, "mapping 2 is the first that fits");
});

test("G10 a preview row of a new person shows the address and where it goes", () => {
  const row = explainChange(
    change({
      kind: "create",
      recordId: null,
      match: { kind: "none" },
      site: { before: null, after: 1 },
      fields: [{ ...title, before: null }],
    }),
    names,
  );
  assert.deepEqual(
    [row.what, row.before, row.after, row.goesTo, row.because],
    ["create", "—", "mary@example.test Senior Architect", "Site 1", "mapping 2"],
  );
});

test("P4 a preview row of a record that an undo deletes says who goes, and that the record is deleted", () => {
  const removed = change({
    kind: "remove",
    because: [{ kind: "undo", runId: 5, seq: 2 }],
    site: { before: 1, after: null },
    active: { before: true, after: false },
    fields: [{ ...title, before: "Architect", after: null }],
  });
  const row = explainChange(removed, names);
  assert.deepEqual(
    [row.what, row.before, row.after, row.goesTo],
    ["remove", "mary@example.test Architect", "deleted (it was created by run 5)", "—"],
  );
});

test("G4 a preview row of somebody left out on purpose names the mapping", () => {
  const because: Change["because"] = [
    { kind: "placed", mappingId: 1, sequence: 1, name: "Not people" },
    { kind: "leftOut", reason: "mappingLeavesOut", detail: null },
  ];
  assert.equal(explainChange(change({ kind: "leftOut", mappingId: 1, because }), names).because, "mapping 1");
});

test("G9 a preview row of an undecided match counts the candidates and goes nowhere", () => {
  const row = explainChange(
    change({ kind: "decide", because: [byLeeds, { kind: "question", reason: "severalCandidates", recordIds: [4, 9] }] }),
    names,
  );
  assert.deepEqual([row.what, row.before, row.goesTo], ["decide", "2 candidates", "—"]);
});
