import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Change } from "../model/change.ts";
import { decodeLine, encodeLine } from "./line-text.ts";

const text = fc.string({ maxLength: 12 });
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { maxLength: 3 }));
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const number = fc.nat(1000);
const policy = fc.constantFrom("directory", "keepHandEdits", "onlyWhenEmpty");
const fieldName = fc.constantFrom("name", "firstName", "title", "custom.code", "phone");

const field = fc.record({
  field: fieldName,
  before: orNull(value),
  after: orNull(value),
  origin: fc.oneof(
    fc.record({ kind: fc.constant("attribute"), from: text, policy }),
    fc.record({ kind: fc.constant("undo"), runId: number }),
  ),
  overwritesHandEdit: fc.boolean(),
});
const state = fc.record({
  sinceRunId: orNull(number),
  given: fc.dictionary(fieldName, value),
  deactivatedBecause: orNull(fc.constantFrom("suspended", "archived", "missing", "noActiveRole")),
  waitsForManager: orNull(text),
});
const grant = fc.record({
  kind: fc.constantFrom("userRole", "agentRole", "cab"),
  id: number,
  cabRoleId: orNull(number),
  source: fc.constantFrom("hand", "mapping", "group", "noManager"),
  connectionId: orNull(number),
});

const change = fc.record({
  entity: fc.constantFrom("user", "agent"),
  kind: fc.constantFrom("create", "update", "link", "deactivate", "remove", "unlink", "reactivate", "leftOut", "decide", "notFound"),
  externalId: orNull(text.filter((id) => id !== "")),
  recordId: orNull(number),
  expectsVersion: orNull(number),
  name: text,
  email: text,
  mappingId: orNull(number),
  match: fc.oneof(
    fc.constant({ kind: "none" }),
    fc.record({ kind: fc.constant("byId"), sinceRunId: orNull(number) }),
    fc.record({ kind: fc.constant("byField"), by: fc.constant({ kind: "alias" }), position: number, value: text }),
  ),
  because: fc.array(fc.record({ kind: fc.constant("placed"), mappingId: number, sequence: number, name: text }), { maxLength: 2 }),
  warnings: fc.uniqueArray(fc.constantFrom("addressReused", "invalidValue", "inactiveByHand"), { maxLength: 2 }),
  fields: fc.uniqueArray(field, { selector: (one) => one.field, maxLength: 5 }),
  site: orNull(fc.record({ before: orNull(number), after: orNull(number) })),
  active: orNull(fc.record({ before: orNull(fc.boolean()), after: fc.boolean() })),
  manager: orNull(
    fc.record({
      before: orNull(number),
      after: orNull(fc.oneof(fc.record({ externalId: text, name: text }), fc.record({ recordId: number }))),
    }),
  ),
  gains: fc.array(grant, { maxLength: 2 }),
  losses: fc.array(grant, { maxLength: 2 }),
  link: orNull(fc.record({ before: orNull(state), after: orNull(state) })),
});

test("P3 law: the stored text of a line gives back that very line", () => {
  fc.assert(
    fc.property(change, (made) => {
      const line = Change.parse(made);
      assert.deepEqual(decodeLine(encodeLine(line)), line);
    }),
    { numRuns: 2000 },
  );
});

test("a line without anything unusual is stored in less than half the text", () => {
  const usual = { kind: "attribute", from: "organizations[primary].title", policy: "directory" } as const;
  const fields = ["name", "firstName", "lastName", "email", "title"].map((name) => ({
    field: name,
    before: null,
    after: `${name} of somebody`,
    origin: usual,
    overwritesHandEdit: false,
  }));
  const given = Object.fromEntries(fields.map((one) => [one.field, one.after]));
  const line = Change.parse({
    entity: "user",
    kind: "create",
    externalId: "108",
    recordId: null,
    expectsVersion: null,
    name: "Somebody",
    email: "somebody@example.test",
    mappingId: 1,
    match: { kind: "none" },
    because: [],
    warnings: [],
    fields,
    site: { before: null, after: 1 },
    active: { before: null, after: true },
    manager: null,
    gains: [],
    losses: [],
    link: { before: null, after: { sinceRunId: 1, given, deactivatedBecause: null, waitsForManager: null } },
  });
  assert.ok(encodeLine(line).length * 2 < JSON.stringify(line).length);
});
