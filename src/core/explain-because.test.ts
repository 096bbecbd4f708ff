import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeSettings } from "../../test/make.ts";
import { type Because, ChangeKind, LeftOutReason, QuestionReason, Warning } from "../model/change.ts";
import { PersonDefect } from "../model/person.ts";
import { explainBecause, explainChangeKind, explainDefect, explainLeftOut, explainQuestion, explainWarning } from "./explain-because.ts";
import { createNames } from "./explain-names.ts";

const names = createNames({ connection: { id: 1, provider: "google" }, settings: makeSettings() }, makeCatalogue());

const reasons: readonly (readonly [Because, string])[] = [
  [{ kind: "placed", mappingId: 4, sequence: 2, name: "Leeds studio" }, 'mapping 2 "Leeds studio" is the first that fits'],
  [{ kind: "standing", standing: "suspended" }, "the account is suspended in Google"],
  [{ kind: "standing", standing: "archived" }, "the account is archived in Google"],
  [
    { kind: "missing", readingId: 12, lookedUp: "404 Resource Not Found: userKey" },
    "Google has no account with this id: missing from complete reading 12 and from a direct look-up (404 Resource Not Found: userKey)",
  ],
  [
    { kind: "missing", readingId: 12, lookedUp: null },
    "Google has no account with this id: missing from complete reading 12; not looked up directly yet",
  ],
  [{ kind: "backAgain", after: "suspended" }, "the account is back: the record was made inactive when the account was suspended"],
  [{ kind: "backAgain", after: "missing" }, "the account is back: the record was made inactive when the account was missing"],
  [{ kind: "activation", becomes: "active" }, "a role that makes an agent active is held"],
  [{ kind: "activation", becomes: "inactive" }, "no role that makes an agent active is held"],
  [{ kind: "leftOut", reason: "noMappingFits", detail: null }, "no mapping fits"],
  [{ kind: "leftOut", reason: "ignored", detail: "Owen" }, "the account is ignored, as Owen decided"],
  [
    { kind: "leftOut", reason: "held", detail: "plan 15-C402 was rejected by Owen" },
    "held until the account changes in Google or somebody releases it: plan 15-C402 was rejected by Owen",
  ],
  [{ kind: "question", reason: "severalCandidates", recordIds: [4, 9] }, "2 desk records fit equally well: #4 and #9"],
  [
    { kind: "question", reason: "privileged", recordIds: [4] },
    "desk record #4 has administrator rights, and is never taken over without asking",
  ],
  [{ kind: "defect", defect: "noNameNorAddress" }, "the record has neither a name nor an address"],
  [{ kind: "undo", runId: 12, seq: 3 }, "run 12 is taken back (row 3)"],
];

for (const [because, sentence] of reasons) {
  test(`P1 a reason reads: ${sentence}`, () => {
    assert.equal(explainBecause(because, names), sentence);
  });
}

test("P1 every reason of every list has words of its own", () => {
  const lists = [
    LeftOutReason.options.map((reason) => explainLeftOut(reason, null, names)),
    QuestionReason.options.map((reason) => explainQuestion(reason, [1])),
    Warning.options.map((warning) => explainWarning(warning, names)),
    PersonDefect.options.map((defect) => explainDefect(defect)),
    ChangeKind.options.map((kind) => explainChangeKind(kind)),
  ];
  for (const words of lists) {
    assert.equal(new Set(words).size, words.length);
    assert.ok(words.every((text) => text.length > 3 && !text.includes("undefined") && !text.includes("null")));
  }
});

test("P1 a warning is a whole sentence", () => {
  for (const warning of Warning.options) assert.match(explainWarning(warning, names), /^[A-Z].*\.$/);
});
