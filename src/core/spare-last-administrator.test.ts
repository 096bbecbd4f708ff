import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makeChange, makeGrant, makeRecord } from "../../test/make.ts";
import type { Change } from "../model/change.ts";
import type { DeskRecord } from "../model/desk.ts";
import { type AdministratorChange, losesAdministration, spareLastAdministrator } from "./spare-last-administrator.ts";

const administration = new Set([2]);
const byHand = makeGrant({ kind: "agentRole", id: 2 });
const byGroup = makeGrant({ kind: "agentRole", id: 2, source: "group", connectionId: 1 });
const deactivates: Partial<Change> = { entity: "agent", kind: "deactivate", active: { before: true, after: false } };

function administrator(id: number, change: Partial<DeskRecord> = {}): DeskRecord {
  return makeRecord({ entity: "agent", id, isAdministrator: true, grants: [byHand], ...change });
}

function touched(id: number, change: Partial<Change> = deactivates, record: Partial<DeskRecord> = {}): AdministratorChange {
  return { seq: id * 10, change: makeChange({ entity: "agent", recordId: id, ...change }), record: administrator(id, record) };
}

const cases: readonly { says: string; of: AdministratorChange; loses: boolean }[] = [
  { says: "who becomes inactive loses", of: touched(1), loses: true },
  { says: "whose record is removed loses", of: touched(1, { kind: "remove" }), loses: true },
  { says: "whose only role of that kind goes loses", of: touched(1, { losses: [byHand] }), loses: true },
  {
    says: "who keeps the role from another source keeps",
    of: touched(1, { losses: [byGroup] }, { grants: [byHand, byGroup] }),
    loses: false,
  },
  { says: "who gains such a role in the same line keeps", of: touched(1, { losses: [byHand], gains: [byGroup] }), loses: false },
  { says: "who loses another role keeps", of: touched(1, { losses: [makeGrant({ kind: "agentRole", id: 1 })] }), loses: false },
  { says: "who was inactive has nothing to lose", of: touched(1, { losses: [byHand] }, { isActive: false }), loses: false },
  { says: "who was none has nothing to lose", of: touched(1, deactivates, { isAdministrator: false, grants: [] }), loses: false },
];

for (const { says, of, loses } of cases) {
  test(`G8 administrator rights: ${says}`, () => {
    assert.equal(losesAdministration(of.change, of.record, administration), loses);
  });
}

test("G8 while another active administrator remains, no line is given up", () => {
  assert.deepEqual(spareLastAdministrator([touched(1), touched(2)], 3, administration), []);
});

test("G8 where nobody would remain, the line of the agent with the lowest number is given up", () => {
  assert.deepEqual(spareLastAdministrator([touched(2), touched(1)], 2, administration), [10]);
});

test("G8 law: whatever lines a plan holds, one active administrator remains if there was one", () => {
  const line = fc.tuple(
    fc.integer({ min: 1, max: 6 }),
    fc.constantFrom(deactivates, { losses: [byHand] }, { losses: [byHand], gains: [byGroup] }, {}),
  );
  fc.assert(
    fc.property(fc.uniqueArray(line, { selector: ([id]) => id, maxLength: 6 }), fc.integer({ min: 0, max: 3 }), (lines, others) => {
      const all = lines.map(([id, change]) => touched(id, change));
      const before = all.length + others;
      const spared = spareLastAdministrator(all, before, administration);
      const lost = all.filter((one) => losesAdministration(one.change, one.record, administration) && !spared.includes(one.seq));
      assert.ok(before === 0 || before - lost.length > 0);
    }),
  );
});
