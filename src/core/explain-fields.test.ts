import assert from "node:assert/strict";
import { test } from "node:test";
import {
  makeCatalogue,
  makeFacts,
  makeLinkState,
  makeMapping,
  makePerson,
  makePlanContext,
  makeRecord,
  makeSettings,
} from "../../test/make.ts";
import type { FieldMapping, FieldPolicy } from "../model/settings.ts";
import { explainFields } from "./explain-fields.ts";
import { createNames } from "./explain-names.ts";
import { planPerson } from "./plan-person.ts";

const names = createNames({ connection: { id: 1, provider: "google" }, settings: makeSettings() }, makeCatalogue());

interface Case {
  readonly says: string;
  readonly policy?: FieldPolicy;
  readonly clearsWhenEmpty?: boolean;
  readonly inDirectory: string | null;
  readonly onDesk: string | null;
  readonly given: string | null;
  /** Outcome, after, note. */
  readonly expected: readonly [string, string, string];
}

const cases: readonly Case[] = [
  { says: "a new value is taken", inDirectory: "Partner", onDesk: "Architect", given: "Architect", expected: ["changes", "Partner", ""] },
  {
    says: "an edit by hand that goes is named",
    inDirectory: "Partner",
    onDesk: "Boss",
    given: "Architect",
    expected: ["changes", "Partner", "edited by hand: overwritten"],
  },
  {
    says: "an edit by hand that stays is named",
    policy: "keepHandEdits",
    inDirectory: "Partner",
    onDesk: "Boss",
    given: "Partner",
    expected: ["stays", "Boss", '"Partner" in Google; edited by hand'],
  },
  {
    says: "a value that is there already stays",
    policy: "onlyWhenEmpty",
    inDirectory: "Partner",
    onDesk: "Architect",
    given: "Architect",
    expected: ["stays", "Architect", '"Partner" in Google; filled already'],
  },
  {
    says: "a blank erases nothing",
    inDirectory: null,
    onDesk: "Architect",
    given: "Architect",
    expected: ["stays", "Architect", "blank in Google: a blank never erases"],
  },
  {
    says: "a blank empties where the mapping says so",
    clearsWhenEmpty: true,
    inDirectory: null,
    onDesk: "Architect",
    given: "Architect",
    expected: ["changes", "—", "blank in Google: emptied, as the field mapping says"],
  },
  {
    says: "a blank that may not empty an edit by hand is told",
    policy: "keepHandEdits",
    clearsWhenEmpty: true,
    inDirectory: null,
    onDesk: "Boss",
    given: "Architect",
    expected: ["stays", "Boss", "blank in Google; edited by hand"],
  },
  {
    says: "a value emptied by hand stays empty",
    policy: "keepHandEdits",
    inDirectory: "Partner",
    onDesk: null,
    given: "Partner",
    expected: ["stays", "—", '"Partner" in Google; edited by hand'],
  },
  {
    says: "an equal value is the same",
    inDirectory: "Architect",
    onDesk: "Architect",
    given: "Architect",
    expected: ["same", "Architect", ""],
  },
];

for (const { says, policy = "directory", clearsWhenEmpty = false, inDirectory, onDesk, given, expected } of cases) {
  test(`P1 why tells of a field: ${says}`, () => {
    const mapping: FieldMapping = { entity: "user", field: "title", from: "organizations[primary].title", policy, clearsWhenEmpty };
    const attributes = inDirectory === null ? {} : { organizations: [{ title: inDirectory, primary: true }] };
    const person = makePerson("p1", { attributes });
    const record = makeRecord({ values: onDesk === null ? {} : { title: onDesk } });
    const state = makeLinkState({ given: given === null ? {} : { title: given } });
    const plan = makePlanContext({ fieldMappings: [mapping] });
    const link = { record, state };
    const facts = makeFacts(person, {
      entities: { user: { link, answer: null, candidates: [], heldBecause: null, isPresentElsewhere: false } },
    });
    const change = planPerson(facts, plan)[0] ?? null;
    const to = makeMapping({ id: 1, destination: { kind: "site", siteId: 1, userRoleId: null } });
    const fields = explainFields(
      { person, manager: null, record, given: state.given, change, mapping: to, compiled: plan.compiled, userNames: new Map() },
      names,
    );
    const title = fields.find((field) => field.field === "title");
    assert.deepEqual([title?.outcome, title?.after, title?.note], expected);
    assert.equal(title?.label, "Title");
    assert.equal(title?.from, "title");
  });
}

test("P1 a site that is kept says which one the mapping names", () => {
  const plan = makePlanContext({ keepsSiteOfExisting: true });
  const record = makeRecord({ siteId: 2 });
  const to = makeMapping({ id: 1, destination: { kind: "site", siteId: 1, userRoleId: null } });
  const [site] = explainFields(
    {
      person: makePerson("p1"),
      manager: null,
      record,
      given: {},
      change: null,
      mapping: to,
      compiled: plan.compiled,
      userNames: new Map(),
    },
    names,
  );
  assert.deepEqual(
    [site?.outcome, site?.before, site?.owner, site?.note],
    ["stays", "Site 2", "site of existing users is kept", "Site 1 by the mapping"],
  );
});
