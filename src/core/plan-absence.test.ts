import assert from "node:assert/strict";
import { test } from "node:test";
import { makeEntityFacts, makeFacts, makeLinkState, makePerson, makePlanContext, makeRecord } from "../../test/make.ts";
import type { DeskRecord, Entity } from "../model/desk.ts";
import { planAbsence } from "./plan-absence.ts";
import type { EntityFacts } from "./plan-person.ts";

interface Absence {
  readonly entity?: Entity;
  readonly proof?: string | null;
  readonly isScheduled?: boolean;
  readonly switches?: { users: boolean; agents: boolean };
  readonly record?: Partial<DeskRecord>;
  readonly facts?: Partial<EntityFacts>;
}

/** Somebody who is gone beyond doubt, in a scheduled run with both switches on, unless told otherwise. */
function plan({
  entity = "user",
  proof = "404",
  isScheduled = true,
  switches = { users: true, agents: true },
  record = {},
  facts = {},
}: Absence) {
  const known = makeEntityFacts({ link: { state: makeLinkState(), record: makeRecord({ entity, ...record }) }, ...facts });
  const person = makePerson("p1");
  const context = makePlanContext({ deactivatesMissing: switches }, { isScheduled });
  return planAbsence(
    makeFacts(person, { absence: { readingId: 3, proof }, entities: { [entity]: known } }),
    person,
    entity,
    known,
    context,
  );
}

const cases: readonly { says: string; of: Absence; is: string | null }[] = [
  { says: "gone beyond doubt, scheduled, switched on", of: {}, is: "deactivate" },
  { says: "an agent, likewise", of: { entity: "agent" }, is: "deactivate" },
  { says: "a manual run never deactivates", of: { isScheduled: false }, is: "notFound" },
  { says: "without a direct look-up nobody is deactivated", of: { proof: null }, is: "notFound" },
  { says: "the users' switch is off", of: { switches: { users: false, agents: true } }, is: "notFound" },
  { says: "the agents' switch is off", of: { entity: "agent", switches: { users: true, agents: false } }, is: "notFound" },
  { says: "a connection that shares its people still shows the person", of: { facts: { isPresentElsewhere: true } }, is: "notFound" },
  { says: "a protected record", of: { record: { isProtected: true } }, is: "leftOut" },
  { says: "a person who is held", of: { facts: { heldBecause: "plan 4 was rejected" } }, is: "leftOut" },
  { says: "an inactive record has nothing to lose", of: { record: { isActive: false } }, is: null },
  { says: "somebody whom this connection does not own", of: { facts: { link: null } }, is: null },
];

for (const { says, of, is } of cases) {
  test(`G15 absence: ${says}`, () => {
    assert.equal(plan(of)?.kind ?? null, is);
  });
}

test("G15 the line says which reading missed the person and what the look-up answered, and remembers why for the way back", () => {
  const line = plan({});
  assert.deepEqual(line?.because, [{ kind: "missing", readingId: 3, lookedUp: "404" }]);
  assert.deepEqual(line?.active, { before: true, after: false });
  assert.equal(line?.link?.after?.deactivatedBecause, "missing");
});
