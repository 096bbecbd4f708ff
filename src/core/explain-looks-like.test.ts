import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeSettings } from "../../test/make.ts";
import { explainLooksLike, type TrippedPerson } from "./explain-looks-like.ts";
import { createNames } from "./explain-names.ts";

const names = createNames(
  { connection: { id: 1, provider: "google" }, settings: makeSettings() },
  makeCatalogue(),
  new Map([["g1", "it-admins"]]),
);

function people(n: number, of: (index: number) => Partial<TrippedPerson>): TrippedPerson[] {
  const usual: TrippedPerson = { orgUnit: "/", standing: "active", missingSince: null, groupIds: [], mapping: null, losses: [] };
  return Array.from({ length: n }, (_, index) => ({ ...usual, ...of(index) }));
}

const cases: readonly (readonly [string, readonly TrippedPerson[], string | null])[] = [
  [
    "everybody of an org unit who was suspended",
    people(61, (i) => ({ orgUnit: i % 2 === 0 ? "/Porto/Studio" : "/Porto", standing: "suspended" })),
    "Looks like: all 61 are in org unit /Porto, and all are suspended in Google.",
  ],
  [
    "the deepest org unit that holds them all",
    people(30, () => ({ orgUnit: "/Porto/Studio", missingSince: 14 })),
    "Looks like: all 30 are in org unit /Porto/Studio, and all are missing from Google since reading 14.",
  ],
  [
    "nearly everybody, with how many",
    people(20, (i) => ({ orgUnit: i === 0 ? "/Leeds" : "/Porto", standing: i < 2 ? "active" : "suspended" })),
    "Looks like: 19 of 20 are in org unit /Porto, and 18 of 20 are suspended in Google.",
  ],
  [
    "a role that goes with a group",
    people(8, () => ({ losses: ['agent role Technician (group "it-admins")'], groupIds: ["g2"] })),
    'Looks like: all 8 lose agent role Technician (group "it-admins"), and all are in group "g2".',
  ],
  [
    "a group by its name, where no org unit holds them",
    people(8, (i) => ({ orgUnit: `/Unit ${i}`, groupIds: ["g1"], standing: "archived" })),
    'Looks like: all 8 are in group "it-admins", and all are archived in Google.',
  ],
  [
    "the mapping, where nothing else holds them together",
    people(60, (i) => ({ orgUnit: `/Unit ${i}`, mapping: { id: 3, says: 'mapping 3 "Porto"' } })),
    'Looks like: all 60 are placed by mapping 3 "Porto".',
  ],
  [
    "two people are both",
    people(2, () => ({ orgUnit: "/Porto", standing: "suspended" })),
    "Looks like: both are in org unit /Porto, and both are suspended in Google.",
  ],
  ["people who share nothing", people(40, (i) => ({ orgUnit: `/Unit ${i}` })), null],
  ["one person alone has nothing to share", people(1, () => ({ orgUnit: "/Porto", standing: "suspended" })), null],
  ["nobody", [], null],
];

for (const [says, tripped, expected] of cases) {
  test(`P3 what tripped a limit looks like: ${says}`, () => {
    assert.equal(explainLooksLike({ people: tripped, newSettings: null }, names), expected);
  });
}

test("P3 settings that changed since the last import are told, whatever else is shared", () => {
  const tripped = { people: people(3, () => ({})), newSettings: { version: 4, by: "Owen" } };
  assert.equal(explainLooksLike(tripped, names), "The settings changed since the last import: version 4, by Owen.");
});
