import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ConnectionSettings, emptySettings, type Mapping } from "../model/settings.ts";
import { defaultGoogleFields } from "./default-fields.ts";
import { mergeSettings } from "./merge-settings.ts";

const leeds = rule(1, 1, "Leeds");
const porto = rule(2, 2, "Porto");
const remote = rule(3, 3, "Remote");
const base = make({ mappings: [leeds, porto, remote] });

describe("putting one person's changes on top of another's", () => {
  it("takes each change from whoever made it", () => {
    const mine = make({ mappings: [{ ...leeds, name: "Leeds studio" }, porto, remote] });
    const theirs = make({ mappings: [leeds, { ...porto, name: "Porto office" }, remote], keepsSiteOfExisting: true });
    const { settings, questions } = mergeSettings({ base, mine, theirs }, {});
    assert.deepEqual(names(settings), ["Leeds studio", "Porto office", "Remote"]);
    assert.equal(settings.keepsSiteOfExisting, true);
    assert.deepEqual(questions, []);
  });

  it("asks about a rule that both changed, and lets it stand as theirs until it is answered", () => {
    const three = {
      base,
      mine: make({ mappings: [{ ...leeds, name: "Mine" }, porto, remote] }),
      theirs: make({ mappings: [{ ...leeds, filter: { kind: "orgUnit", path: "/Leeds", includesBelow: true } }, porto, remote] }),
    };
    const asked = mergeSettings(three, {});
    const [question] = asked.questions;
    assert.equal(asked.questions.length, 1);
    assert.equal(question?.what, 'the rule "Mine"');
    assert.deepEqual([question?.mine, question?.theirs], ['changed its name to "Mine"', "changed its condition"]);
    assert.deepEqual([question?.rules?.mine?.name, question?.rules?.theirs?.name], ["Mine", "Leeds"]);
    assert.deepEqual(names(asked.settings), ["Leeds", "Porto", "Remote"]);
    assert.deepEqual(names(mergeSettings(three, { "rule 1": "mine" }).settings), ["Mine", "Porto", "Remote"]);
  });

  it("asks when one removed what the other changed", () => {
    const mine = make({ mappings: [leeds, remote] });
    const theirs = make({ mappings: [leeds, { ...porto, name: "Porto office" }, remote] });
    const { questions } = mergeSettings({ base, mine, theirs }, {});
    assert.deepEqual(
      questions.map(({ mine, theirs }) => [mine, theirs]),
      [["removed", 'changed its name to "Porto office"']],
    );
    assert.deepEqual(names(mergeSettings({ base, mine, theirs }, { "rule 2": "mine" }).settings), ["Leeds", "Remote"]);
  });

  it("asks nothing where both did the same", () => {
    const both = make({ mappings: [leeds, remote], deactivatesSuspendedUsers: true });
    const { settings, questions } = mergeSettings({ base, mine: both, theirs: both }, {});
    assert.deepEqual(names(settings), ["Leeds", "Remote"]);
    assert.deepEqual(questions, []);
  });

  it("keeps new rules of both, each behind the rule that it followed", () => {
    const mine = make({ mappings: [leeds, rule(-1, 2, "Mine"), rule(2, 3, "Porto"), rule(3, 4, "Remote")] });
    const theirs = make({ mappings: [rule(9, 1, "Theirs"), rule(1, 2, "Leeds"), rule(2, 3, "Porto"), rule(3, 4, "Remote")] });
    const { settings, questions } = mergeSettings({ base, mine, theirs }, {});
    assert.deepEqual(names(settings), ["Theirs", "Leeds", "Mine", "Porto", "Remote"]);
    assert.deepEqual(questions, []);
    assert.equal(new Set(settings.mappings.map(({ sequence }) => sequence)).size, 5);
  });

  it("takes the order from whoever moved rules, and asks when both did", () => {
    const mine = make({ mappings: [rule(2, 1, "Porto"), rule(1, 2, "Leeds"), remote] });
    assert.deepEqual(names(mergeSettings({ base, mine, theirs: base }, {}).settings), ["Porto", "Leeds", "Remote"]);
    assert.deepEqual(names(mergeSettings({ base, mine: base, theirs: mine }, {}).settings), ["Porto", "Leeds", "Remote"]);
    const theirs = make({ mappings: [leeds, rule(3, 2, "Remote"), rule(2, 3, "Porto")] });
    const asked = mergeSettings({ base, mine, theirs }, {});
    assert.deepEqual(
      asked.questions.map(({ key }) => key),
      ["order"],
    );
    assert.deepEqual(names(asked.settings), ["Leeds", "Remote", "Porto"]);
    assert.deepEqual(names(mergeSettings({ base, mine, theirs }, { order: "mine" }).settings), ["Porto", "Leeds", "Remote"]);
  });

  it("puts fields together by desk field, limits one by one", () => {
    const [first, ...others] = defaultGoogleFields;
    assert.ok(first !== undefined);
    const mine = make({ fieldMappings: [first, ...others.map((field, at) => (at === 5 ? { ...field, clearsWhenEmpty: true } : field))] });
    const theirs = make({
      fieldMappings: [first, ...others].filter(({ field }) => field !== "manager"),
      limits: { ...emptySettings.limits, deactivations: { count: 10, percent: null } },
    });
    const { settings, questions } = mergeSettings({ base: make({}), mine, theirs }, {});
    assert.equal(settings.fieldMappings[6]?.clearsWhenEmpty, true);
    assert.ok(!settings.fieldMappings.some(({ field }) => field === "manager"));
    assert.equal(settings.limits.deactivations.count, 10);
    assert.deepEqual(questions, []);
  });

  it("counts a group that both added once", () => {
    const gives = { kind: "agentRole" as const, roleId: 1 };
    const mine = make({ groupMappings: [{ id: -1, groupId: "g1", groupName: "IT", gives }] });
    const theirs = make({ groupMappings: [{ id: 7, groupId: "g1", groupName: "IT", gives }] });
    const { settings } = mergeSettings({ base: make({}), mine, theirs }, {});
    assert.deepEqual(
      settings.groupMappings.map(({ id }) => id),
      [7],
    );
  });
});

function rule(id: number, sequence: number, name: string): Mapping {
  return { id, sequence, name, part: null, destination: { kind: "leaveOut" }, filter: null };
}

function make(change: Partial<ConnectionSettings>): ConnectionSettings {
  return { ...emptySettings, fieldMappings: [...defaultGoogleFields], ...change };
}

function names(settings: ConnectionSettings): readonly string[] {
  return settings.mappings.toSorted((a, b) => a.sequence - b.sequence).map(({ name }) => name);
}
