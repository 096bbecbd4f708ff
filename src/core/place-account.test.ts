import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makeMapping } from "../../test/make.ts";
import type { Destination, Mapping } from "../model/settings.ts";
import { placeAccount } from "./place-account.ts";
import { placePerson } from "./place-person.ts";

const goals: readonly Destination[] = [
  { kind: "site", siteId: 1, userRoleId: null },
  { kind: "agent", agentRoleId: null },
  { kind: "leaveOut" },
];
const rule = (destination: Destination, sequence: number): Mapping => makeMapping({ id: sequence, sequence, destination });
const subject = {
  person: { id: "p", part: "my_customer", email: "", aliases: [], name: "", standing: "active", orgUnit: "/", attributes: {} },
  groups: new Set<string>(),
} as const;

test("G4 an account is where the two imports put it, one by one", () => {
  const lists = fc.array(fc.record({ goal: fc.constantFrom(...goals), fits: fc.boolean() }), { maxLength: 6 });
  fc.assert(
    fc.property(lists, (drawn) => {
      const mappings = drawn.map(({ goal }, index) => rule(goal, index + 1));
      const fits = drawn.map((one) => one.fits);
      const compiled = mappings.map((mapping, index) => ({ mapping, fits: () => fits[index] === true }));
      const found = (["user", "agent"] as const).map((entity) => placePerson(subject, entity, compiled));
      const placed = found.flatMap((one) => (one.kind === "placed" ? [one.mapping] : []));
      const placement = placeAccount(mappings, fits);
      if (placed.length > 0) assert.deepEqual(placement, { kind: "placed", mappings: placed });
      else assert.equal(placement.kind, found.some((one) => one.kind === "leftOut") ? "leftOut" : "unmapped");
    }),
  );
});

test("G4 somebody who is left out after a mapping took them stays placed", () => {
  const [site, , out] = goals.map((goal, index) => rule(goal, index + 1));
  assert.ok(site && out);
  assert.deepEqual(placeAccount([site, out], [true, true]), { kind: "placed", mappings: [site] });
  assert.deepEqual(placeAccount([out, site], [true, true]), { kind: "leftOut", mapping: out });
});
