import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Membership } from "../mirror/save-members.ts";
import { createNesting } from "./nesting.ts";

/** `a>b` says that group b stands in group a; `a>C1` that a holds everyone of customer directory C1. */
function nest(...arrows: string[]): readonly Membership[] {
  return arrows.map((arrow) => {
    const [groupId = "", memberId = ""] = arrow.split(">");
    return { groupId, memberId, kind: memberId.startsWith("C") ? "everyone" : "group" };
  });
}

const cases: readonly { says: string; arrows: string[]; roots: string[]; direct: string[]; groups: string[] }[] = [
  { says: "a direct member belongs", arrows: [], roots: ["a"], direct: ["a"], groups: ["a"] },
  { says: "a member of a nested group belongs", arrows: ["a>b", "b>c"], roots: ["a"], direct: ["c"], groups: ["a"] },
  { says: "a member of the outer group does not belong to the inner", arrows: ["a>b"], roots: ["a", "b"], direct: ["a"], groups: ["a"] },
  { says: "two ways to one group count once", arrows: ["a>b", "a>c", "b>d", "c>d"], roots: ["a"], direct: ["d"], groups: ["a"] },
  { says: "one group leads to several", arrows: ["a>c", "b>c"], roots: ["a", "b"], direct: ["c"], groups: ["a", "b"] },
  {
    says: "a circle is no obstacle, and all in it belong to one another",
    arrows: ["a>b", "b>c", "c>a"],
    roots: ["a", "c"],
    direct: ["b"],
    groups: ["a", "c"],
  },
  { says: "a group in itself is no obstacle", arrows: ["a>a"], roots: ["a"], direct: ["a"], groups: ["a"] },
  { says: "a group that nothing names leads nowhere", arrows: ["a>b"], roots: ["a"], direct: ["x"], groups: [] },
  { says: "a group that holds everyone has somebody without any group", arrows: ["a>C1"], roots: ["a", "b"], direct: [], groups: ["a"] },
  { says: "everyone in a nested group is everyone in the outer", arrows: ["a>b", "b>C1"], roots: ["a"], direct: [], groups: ["a"] },
  { says: "everyone of another customer directory is not everyone of this one", arrows: ["a>C2"], roots: ["a"], direct: [], groups: [] },
];

for (const { says, arrows, roots, direct, groups } of cases) {
  test(`G6 nested membership: ${says}`, () => {
    assert.deepEqual([...createNesting(nest(...arrows), roots).groupsFor(direct, "C1")].sort(), groups);
  });
}

test("G6 a thousand groups deep is no obstacle", () => {
  const arrows = Array.from({ length: 1000 }, (_, depth) => `g${depth}>g${depth + 1}`);
  assert.deepEqual([...createNesting(nest(...arrows), ["g0"]).groupsFor(["g1000"], "C1")], ["g0"]);
});

test("G6 everyone of one's own directory is meant by its customer id too, unless that is read as a directory beside it", () => {
  const own = (parts: readonly string[]) => [...createNesting(nest("a>C1"), ["a"], parts).groupsFor([], "my_customer")];
  assert.deepEqual([own(["my_customer"]), own(["my_customer", "C1"])], [["a"], []]);
});

test("P1 the way from a direct group up to the one asked about is told, the shortest one", () => {
  const nesting = createNesting(nest("a>b", "b>c", "a>c", "z>C1"), ["a", "z"]);
  assert.deepEqual(
    [nesting.pathTo("a", ["c"]), nesting.pathTo("a", ["a"]), nesting.pathTo("a", ["x"]), nesting.pathTo("z", [])],
    [["c", "a"], ["a"], null, ["z"]],
  );
});

test("G6 everything inside some groups is listed, themselves included", () => {
  assert.deepEqual([...createNesting(nest("a>b", "b>a", "b>c", "x>y"), []).inside(["a"])].sort(), ["a", "b", "c"]);
});

const id = fc.constantFrom("a", "b", "c", "d", "e");
const tangle = fc.array(
  fc.tuple(id, id).map(([from, to]) => `${from}>${to}`),
  { maxLength: 12 },
);

test("G6 law: in any tangle of groups one belongs exactly where a path leads, and the path is a path", () => {
  fc.assert(
    fc.property(tangle, fc.uniqueArray(id, { minLength: 1 }), fc.uniqueArray(id), (arrows, roots, direct) => {
      const nesting = createNesting(nest(...arrows), roots);
      const groups = nesting.groupsFor(direct, "C1");
      for (const root of roots) {
        const path = nesting.pathTo(root, direct);
        assert.equal(groups.has(root), path !== null);
        if (path === null) continue;
        assert.ok(direct.some((groupId) => groupId === path[0]) && path.at(-1) === root);
        for (const [index, inner] of path.slice(0, -1).entries()) assert.ok(arrows.includes(`${path[index + 1]}>${inner}`));
      }
    }),
  );
});
