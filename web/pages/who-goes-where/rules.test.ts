import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Mapping } from "../../../src/model/settings.ts";
import { noSettings } from "../../draft/no-settings.ts";
import { addRule, listRules, moveRule, nextRuleId } from "./rules.ts";

const some = make([rule(1, 10, "Leeds"), rule(2, 20, "Porto"), rule(3, 30, "Everyone")]);

describe("the order of rules", () => {
  it("moves a rule and keeps the numbers where they are", () => {
    const moved = moveRule(some, 3, 0);
    assert.deepEqual(inWords(moved), ["10 Everyone", "20 Leeds", "30 Porto"]);
    assert.deepEqual(inWords(moveRule(moved, 3, 2)), inWords(some));
  });

  it("stays inside the list, and leaves everything alone for a rule that is not there", () => {
    assert.deepEqual(inWords(moveRule(some, 1, 9)), ["10 Porto", "20 Everyone", "30 Leeds"]);
    assert.equal(moveRule(some, 99, 0), some);
  });

  it("counts anew where two rules had the same number", () => {
    const doubled = make([rule(1, 1, "Leeds"), rule(2, 1, "Porto")]);
    assert.deepEqual(inWords(moveRule(doubled, 2, 0)), ["1 Porto", "2 Leeds"]);
  });

  it("puts a new rule before one that takes everyone, behind which it would never be reached", () => {
    const added = addRule(some, { ...rule(nextRuleId(some), 1, "New"), filter: { kind: "orgUnit", path: "/x", includesBelow: true } });
    assert.deepEqual(inWords(added), ["1 Leeds", "2 Porto", "3 New", "4 Everyone"]);
  });

  it("puts a copy behind its original, and the first rule first", () => {
    assert.deepEqual(inWords(addRule(some, rule(-1, 1, "Leeds (copy)"), 1)), ["1 Leeds", "2 Leeds (copy)", "3 Porto", "4 Everyone"]);
    assert.deepEqual(inWords(addRule(make([]), rule(-1, 7, "Everyone"))), ["1 Everyone"]);
  });

  it("gives every unpublished rule a number of its own", () => {
    const once = addRule(some, rule(nextRuleId(some), 1, "A"));
    assert.equal(nextRuleId(once), -2);
  });
});

function make(mappings: Mapping[]) {
  return { ...noSettings, mappings };
}

function rule(id: number, sequence: number, name: string): Mapping {
  const filter = name === "Everyone" ? null : ({ kind: "orgUnit", path: `/${name}`, includesBelow: true } as const);
  return { id, sequence, name, part: null, destination: { kind: "leaveOut" }, filter };
}

function inWords(settings: ReturnType<typeof make>): readonly string[] {
  return listRules(settings).map(({ sequence, name }) => `${sequence} ${name}`);
}
