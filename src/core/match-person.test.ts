import assert from "node:assert/strict";
import { test } from "node:test";
import { makeEntityFacts, makeLinkState, makePerson, makeRecord, makeSettings } from "../../test/make.ts";
import type { MatchingField } from "../model/settings.ts";
import { compileSettings } from "./compile-settings.ts";
import {
  claimKey,
  type FoundCandidate,
  listMatchKeys,
  type Match,
  type MatchContext,
  type MatchFacts,
  matchPerson,
} from "./match-person.ts";

const context: MatchContext = { connectionId: 1, sharesPeopleWith: [], contested: new Set() };

function candidate(id: number, change: Partial<FoundCandidate> = {}): FoundCandidate {
  return { by: { kind: "email" }, position: 1, value: "p1@example.test", record: makeRecord({ id }), ownedBy: null, ...change };
}

function inShort(match: Match): string {
  if (match.kind === "record") return `record ${match.record.id} ${match.reason.kind}`;
  if (match.kind === "nobody") return `nobody ${match.reason.kind}${match.isAddressReused ? " reused" : ""}`;
  if (match.kind === "question") return `question ${match.reason} ${match.candidates.map((found) => found.record.id).join(" ")}`;
  return `ignored by ${match.by}`;
}

const link = { state: makeLinkState(), record: makeRecord({ id: 4 }) };
const same = { answer: { kind: "same", recordId: 5 }, by: "kim", record: makeRecord({ id: 5 }) } as const;
const name: MatchingField = { kind: "name" };

const cases: readonly { says: string; facts: Partial<MatchFacts>; context?: Partial<MatchContext>; is: string }[] = [
  {
    says: "the directory id wins over an address that fits another record",
    facts: { link, candidates: [candidate(5)] },
    is: "record 4 byId",
  },
  { says: "the directory id wins over what somebody decided", facts: { link, answer: same }, is: "record 4 byId" },
  {
    says: "what somebody decided wins over the matching fields",
    facts: { answer: same, candidates: [candidate(6), candidate(7)] },
    is: "record 5 byAnswer",
  },
  {
    says: "somebody decided: a new person",
    facts: { answer: { answer: { kind: "newPerson" }, by: "kim", record: null }, candidates: [candidate(6)] },
    is: "nobody newPerson",
  },
  {
    says: "somebody decided: ignore",
    facts: { answer: { answer: { kind: "ignore" }, by: "kim", record: null }, candidates: [candidate(6)] },
    is: "ignored by kim",
  },
  {
    says: "the record that somebody chose is gone: asked as if nobody had",
    facts: { answer: { ...same, record: null }, candidates: [candidate(6)] },
    is: "record 6 byField",
  },
  { says: "nothing fits", facts: {}, is: "nobody none" },
  { says: "the one record that fits", facts: { candidates: [candidate(5)] }, is: "record 5 byField" },
  {
    says: "an earlier field wins over a later one",
    facts: { candidates: [candidate(5), candidate(6, { by: name, position: 2 })] },
    is: "record 5 byField",
  },
  {
    says: "a later field decides where the earlier finds nothing",
    facts: { candidates: [candidate(6, { by: name, position: 2 })] },
    is: "record 6 byField",
  },
  {
    says: "one record found by two values is one",
    facts: { candidates: [candidate(5), candidate(5, { value: "other@example.test" })] },
    is: "record 5 byField",
  },
  {
    says: "two records found by one field are a question",
    facts: { candidates: [candidate(5), candidate(6)] },
    is: "question severalCandidates 5 6",
  },
  {
    says: "two records found by an earlier field are a question, whatever a later one finds",
    facts: { candidates: [candidate(5), candidate(6), candidate(5, { by: name, position: 2 })] },
    is: "question severalCandidates 5 6",
  },
  {
    says: "a record with administrator rights is a question",
    facts: { candidates: [candidate(5, { record: makeRecord({ id: 5, isAdministrator: true }) })] },
    is: "question privileged 5",
  },
  {
    says: "a record that another connection owns is a question",
    facts: { candidates: [candidate(5, { ownedBy: 2 })] },
    is: "question ownedByOtherConnection 5",
  },
  {
    says: "a record of a connection that shares its people is the same person",
    facts: { candidates: [candidate(5, { ownedBy: 2 })] },
    context: { sharesPeopleWith: [2] },
    is: "record 5 byField",
  },
  {
    says: "a record that another account claims as well is a question",
    facts: { candidates: [candidate(5)] },
    context: { contested: new Set([claimKey(makeRecord({ id: 5 }))]) },
    is: "question claimedTwice 5",
  },
  {
    says: "an address that another account of this connection owns belongs to a new person",
    facts: { candidates: [candidate(5, { ownedBy: 1 })] },
    is: "nobody none reused",
  },
  {
    says: "an owned record does not stand in the way of a free one",
    facts: { candidates: [candidate(5, { ownedBy: 1 }), candidate(6)] },
    is: "record 6 byField",
  },
  {
    says: "an inactive record is recognised too",
    facts: { candidates: [candidate(5, { record: makeRecord({ id: 5, isActive: false }) })] },
    is: "record 5 byField",
  },
];

for (const { says, facts, context: change, is } of cases) {
  test(`G9 recognising a person: ${says}`, () => {
    assert.equal(inShort(matchPerson(makeEntityFacts(facts), { ...context, ...change })), is);
  });
}

test("G9 a user whom two accounts claim casts no doubt on the agent with the same number", () => {
  const facts = makeEntityFacts({ candidates: [candidate(5, { record: makeRecord({ entity: "agent", id: 5 }) })] });
  assert.equal(inShort(matchPerson(facts, { ...context, contested: new Set([claimKey(makeRecord({ id: 5 }))]) })), "record 5 byField");
});

test("G9 the matching fields of users and of agents are separate lists, in their order, folded, without empty ones", () => {
  const settings = makeSettings({
    matching: {
      users: [{ kind: "name" }, { kind: "alias" }, { kind: "email" }, { kind: "field", field: "phone" }],
      agents: [{ kind: "email" }],
    },
  });
  const compiled = compileSettings(settings, []);
  const person = makePerson("p1", {
    name: " Ada BYRON",
    email: "Ada@Example.test",
    attributes: { phones: [{ type: "work", value: "111" }] },
  });
  assert.deepEqual(listMatchKeys(person, "user", compiled), [
    { position: 1, field: "name", values: ["ada byron"] },
    { position: 3, field: "email", values: ["ada@example.test"] },
    { position: 4, field: "phone", values: ["111"] },
  ]);
  assert.deepEqual(listMatchKeys(person, "agent", compiled), [{ position: 1, field: "email", values: ["ada@example.test"] }]);
});
