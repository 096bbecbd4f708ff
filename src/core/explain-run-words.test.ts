import assert from "node:assert/strict";
import { test } from "node:test";
import type { LimitVerdict } from "../model/run.ts";
import { explainApproval } from "./explain-approval.ts";
import { explainStop, explainWaiting, raiseLimit } from "./explain-limits.ts";
import { explainRequests } from "./explain-requests.ts";
import { explainNothingToDo, explainResult, explainUndoPlan, explainUndoResult } from "./explain-result.ts";
import { explainSideEffects, type SideEffects } from "./explain-side-effects.ts";
import { explainSpared, type Hand } from "./explain-spared.ts";

const porto: LimitVerdict = { name: "deactivations", value: 61, count: 25, percent: 5, share: 7.0115, base: 870, isTripped: true };
const roles: LimitVerdict = { name: "roleLosses", value: 6, count: 5, percent: null, share: 0.69, base: 870, isTripped: true };
const calm: LimitVerdict = { name: "siteMoves", value: 9, count: 50, percent: null, share: 1, base: 870, isTripped: false };

test("P3 a plan over a limit says who would be hit, what the limit is, and that not even the first were written", () => {
  assert.equal(
    explainWaiting([porto, calm]),
    "Waiting for you. 61 people would be deactivated: 7.0 % of 870. Your limit is 25 people or 5 %. Nothing has been written, not even the first 25.",
  );
  assert.equal(
    explainWaiting([{ ...porto, value: 2, count: null, share: 20, base: 10 }]),
    "Waiting for you. 2 people would be deactivated: 20.0 % of 10. Your limit is 5 %. Nothing has been written, not even the first.",
  );
  assert.equal(
    explainStop([porto, roles]),
    "Stopped before the first change: 61 people would be deactivated, your limit is 25 people or 5 % (7.0 % of 870) and 6 people would lose a role, your limit is 5 people (0.7 % of 870).",
  );
});

test("P3 the limit that would let a plan through is the smallest one", () => {
  assert.deepEqual(raiseLimit(porto), { count: 61, percent: 8 });
  assert.deepEqual(raiseLimit(roles), { count: 6, percent: null });
});

test("P3 a plan that waits answers what administrators ask", () => {
  const approval = explainApproval({
    runId: 15,
    limits: [porto],
    looksLike: null,
    tripped: 61,
    expiresAt: new Date("2026-11-22T14:29:00Z"),
  });
  assert.equal(
    approval.untilThen,
    "Until you answer, this connection's runs read and compare, but write nothing. Approving concerns this plan only; the limit stays. Unanswered, it expires 22 Nov 2026 14:29 UTC.",
  );
  assert.match(approval.told, /^Nobody was sent a mail: it is shown on Home/);
  assert.equal(approval.recorded, "Recorded as run 15, with whoever answers and why.");
  assert.match(approval.rejecting, /^Nothing is written\. The 61 people over the limit are held until the directory changes again/);
});

test("G10 a run says how its lines came out, with what waits for a decision", () => {
  const all = { applied: 859, failed: 0, changedSince: 0, unticked: 0 };
  assert.equal(explainResult(all, { kinds: { decide: 2 } }), "859 applied, 0 failed, 2 wait for a decision.");
  assert.equal(
    explainResult({ applied: 65, failed: 1, changedSince: 1, unticked: 3 }, { kinds: { decide: 1 } }),
    "65 applied, 1 failed, 1 left out because changed meanwhile, 3 not chosen, 1 waits for a decision.",
  );
  assert.equal(explainNothingToDo(903, 1100), "Nothing to do. 903 read, 0 changes, 0 writes, 1.1 s.");
});

test("P4 an undo says what it takes back, whom it leaves alone, and how it came out", () => {
  const directory = "Google";
  const rui = { says: "Rui Costa was edited by hand at 14:33 UTC (Owen)" };
  assert.equal(
    explainUndoPlan({ changes: 64, spared: { count: 1, first: [rui] }, directory }),
    "64 changes will be taken back. 1 is left alone: Rui Costa was edited by hand at 14:33 UTC (Owen). Nothing is sent to Google.",
  );
  assert.equal(
    explainUndoPlan({ changes: 1, spared: { count: 4, first: [rui, { says: "b" }, { says: "c" }] }, directory }),
    "1 change will be taken back. 4 are left alone: Rui Costa was edited by hand at 14:33 UTC (Owen); b; 2 more. Nothing is sent to Google.",
  );
  assert.equal(
    explainUndoPlan({ changes: 0, spared: { count: 0, first: [] }, directory }),
    "Nothing can be taken back. Nothing is sent to Google.",
  );
  const result = { applied: 64, failed: 0, changedSince: 0, unticked: 0 };
  assert.equal(explainUndoResult({ undoesRunId: 15, result, spared: 1, isWhole: true }), "As before run 15, except 1.");
  assert.equal(explainUndoResult({ undoesRunId: 15, result, spared: 0, isWhole: true }), "As before run 15.");
  assert.equal(
    explainUndoResult({ undoesRunId: 15, result: { ...result, applied: 2 }, spared: 1, isWhole: false }),
    "2 changes of run 15 taken back, 1 left alone.",
  );
});

const quiet: SideEffects = {
  kind: "manual",
  directory: "Google",
  isFirstImport: false,
  waitingForManager: 0,
  agentsShutOut: 0,
  missing: { count: 0, names: [] },
  deactivatesMissing: true,
  noLongerMapped: { count: 0, names: [] },
  held: [],
};

test("G10 a plan says what else happens, and what does not", () => {
  assert.deepEqual(explainSideEffects(quiet), ["0 onboarding tickets", "no mail is sent to anybody", "nothing is sent to Google"]);
  const says = explainSideEffects({
    ...quiet,
    isFirstImport: true,
    waitingForManager: 3,
    agentsShutOut: 1,
    missing: { count: 1, names: ["Helena Brandt"] },
    noLongerMapped: { count: 2, names: [] },
    held: [{ because: "run 1 was undone by run 4", people: 46 }],
  });
  assert.deepEqual(says, [
    "0 onboarding tickets (first import)",
    "no mail is sent to anybody",
    "nothing is sent to Google",
    "1 agent can no longer sign in",
    "3 managers follow when their manager is imported",
    "1 linked person isn't in Google any more (Helena Brandt): a manual import never deactivates; the schedule would, after a direct look-up",
    "2 linked people are reached by no mapping any more, and left as they are",
    "46 people are held back, because run 1 was undone by run 4",
  ]);
});

test("G15 who is gone is told as the switch and the kind of import have it", () => {
  const missing = { count: 5, names: ["A", "B", "C"] };
  const about = (change: Partial<SideEffects>) => explainSideEffects({ ...quiet, missing, ...change }).at(-1);
  assert.equal(
    about({ deactivatesMissing: false }),
    "5 linked people aren't in Google any more (A, B, C and 2 more): left as they are, deactivating people who are gone is switched off",
  );
  assert.equal(
    about({ kind: "scheduled" }),
    "5 linked people aren't in Google any more (A, B, C and 2 more): left as they are until a direct look-up finds no such account",
  );
});

const planAt = new Date("2026-11-21T14:29:00Z");
const owen: Hand = { kind: "hand", by: "Owen", at: new Date("2026-11-21T14:31:00Z") };
const kofi = { change: { name: "Kofi Mensah", email: "", externalId: null, because: [] }, state: "planned", says: null, hand: owen };

const spared: readonly (readonly [string, Parameters<typeof explainSpared>[0], number | null, string])[] = [
  [
    "whoever edited a row that an import leaves out",
    kofi,
    null,
    "Kofi Mensah was changed by Owen at 14:31 UTC after this plan was made; the row is left out and will be planned again",
  ],
  [
    "another day in full",
    { ...kofi, hand: { ...owen, at: new Date("2026-11-22T09:00:00Z") } },
    null,
    "Kofi Mensah was changed by Owen at 22 Nov 2026 09:00 UTC after this plan was made; the row is left out and will be planned again",
  ],
  ["whoever edited a row that an undo leaves alone", kofi, 15, "Kofi Mensah was edited by hand at 14:31 UTC (Owen)"],
  [
    "a later run",
    { ...kofi, hand: { kind: "run", runId: 8, title: "scheduled import", at: planAt } },
    15,
    "Kofi Mensah was changed by run 8 (scheduled import)",
  ],
  [
    "what the database said",
    { ...kofi, state: "failed", says: "The database refused this line: no." },
    null,
    "Kofi Mensah: The database refused this line: no",
  ],
  [
    "a reason of the plan itself",
    { ...kofi, change: { ...kofi.change, because: [{ kind: "leftOut", reason: "lastAdministrator", detail: null }] } },
    15,
    "Kofi Mensah: nobody with administrator rights would be left",
  ],
  ["nobody knows who", { ...kofi, hand: null }, 15, "Kofi Mensah was changed since"],
];

for (const [says, line, undoesRunId, expected] of spared) {
  test(`P4 a line that is left alone names ${says}`, () => {
    assert.equal(explainSpared(line, { run: { undoesRunId, startedAt: planAt }, directory: "Google" }), expected);
  });
}

test("E12 what was asked of a directory is told most first", () => {
  assert.deepEqual(explainRequests({ token: 1, users: 2, members: 4 }, "Google"), [
    { what: "Lists of group members", n: 4 },
    { what: "Lists of accounts", n: 2 },
    { what: "Sign-ins of Muster to Google", n: 1 },
  ]);
  assert.deepEqual(explainRequests({}, "Google"), []);
});
