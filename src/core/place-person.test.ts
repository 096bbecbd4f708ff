import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMapping, makePerson, makeSettings } from "../../test/make.ts";
import type { Entity } from "../model/desk.ts";
import type { Mapping } from "../model/settings.ts";
import { compileSettings } from "./compile-settings.ts";
import { placePerson } from "./place-person.ts";

const site = (id: number, sequence: number, change: Partial<Mapping> = {}) =>
  makeMapping({ id, sequence, destination: { kind: "site", siteId: id, userRoleId: null }, ...change });
const agent = (id: number, sequence: number, change: Partial<Mapping> = {}) =>
  makeMapping({ id, sequence, destination: { kind: "agent", agentRoleId: null }, ...change });
const leaveOut = (id: number, sequence: number, change: Partial<Mapping> = {}) =>
  makeMapping({ id, sequence, destination: { kind: "leaveOut" }, ...change });
const nobody = { filter: { kind: "orgUnit", path: "/Nowhere", includesBelow: true } } as const;

const cases: readonly { says: string; mappings: readonly Mapping[]; entity: Entity; lands: string; part?: string }[] = [
  {
    says: "the lowest sequence that fits wins, in whatever order mappings are saved",
    mappings: [site(1, 20), site(2, 10)],
    entity: "user",
    lands: "placed 2",
  },
  { says: "a mapping that does not fit is passed over", mappings: [site(1, 1, nobody), site(2, 2)], entity: "user", lands: "placed 2" },
  { says: "nobody fits means no mapping", mappings: [site(1, 1, nobody)], entity: "user", lands: "unmapped" },
  { says: "the user import passes over agent mappings", mappings: [agent(1, 1), site(2, 2)], entity: "user", lands: "placed 2" },
  { says: "the agent import passes over site mappings", mappings: [site(1, 1), agent(2, 2)], entity: "agent", lands: "placed 2" },
  { says: "leave out counts for users", mappings: [leaveOut(1, 1), site(2, 2)], entity: "user", lands: "leftOut 1" },
  { says: "leave out counts for agents", mappings: [leaveOut(1, 1), agent(2, 2)], entity: "agent", lands: "leftOut 1" },
  { says: "leave out behind a mapping that fits does nothing", mappings: [site(1, 1), leaveOut(2, 2)], entity: "user", lands: "placed 1" },
  {
    says: "a mapping of a customer directory takes its people",
    mappings: [site(1, 1, { part: "C1" })],
    entity: "user",
    part: "C1",
    lands: "placed 1",
  },
  {
    says: "a mapping of another customer directory does not",
    mappings: [site(1, 1, { part: "C2" }), site(2, 2, { part: "C1" })],
    entity: "user",
    part: "C1",
    lands: "placed 2",
  },
];

for (const { says, mappings, entity, lands, part } of cases) {
  test(`G4 placing a person: ${says}`, () => {
    const { mappings: compiled } = compileSettings(makeSettings({ mappings: [...mappings] }), []);
    const person = makePerson("p1", part === undefined ? {} : { part });
    const placement = placePerson({ person, groups: new Set() }, entity, compiled);
    assert.equal(placement.kind === "unmapped" ? "unmapped" : `${placement.kind} ${placement.mapping.id}`, lands);
  });
}

test("G9 one person can be an agent by one mapping and a user of a site by another", () => {
  const { mappings } = compileSettings(makeSettings({ mappings: [agent(1, 1), site(2, 2)] }), []);
  const subject = { person: makePerson("p1"), groups: new Set<string>() };
  assert.deepEqual([placePerson(subject, "agent", mappings).kind, placePerson(subject, "user", mappings).kind], ["placed", "placed"]);
});
