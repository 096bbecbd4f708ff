import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createSeenTable, digestOf, type Sighting } from "./seen-table.ts";

/** The same table, told plainly. */
function createPlainTable() {
  const items = new Map<string, { content: string; isSeen: boolean }>();
  return {
    load: (id: string, content: string) => void items.set(id, { content, isSeen: false }),
    see(id: string, content: string): Sighting {
      const held = items.get(id);
      items.set(id, { content, isSeen: true });
      if (held === undefined) return "new";
      if (held.content !== content) return "changed";
      return held.isSeen ? "again" : "same";
    },
    unseen: () => [...items].filter(([, item]) => !item.isSeen).map(([id, { content }]) => digestOf(id, content).toString("hex")),
    seenCount: () => [...items.values()].filter((item) => item.isSeen).length,
  };
}

const item = fc.tuple(fc.nat({ max: 30 }).map(String), fc.constantFrom("a", "b"));

test("I1 law: the table of what was seen answers as a plain map would, in every order of pages", () => {
  fc.assert(
    fc.property(fc.uniqueArray(item, { selector: ([id]) => id }), fc.array(item), (held, sightings) => {
      const table = createSeenTable(0);
      const plain = createPlainTable();
      table.load(Buffer.concat(held.map(([id, content]) => digestOf(id, content))));
      for (const [id, content] of held) plain.load(id, content);
      for (const [id, content] of sightings) assert.equal(table.see(digestOf(id, content)), plain.see(id, content));
      assert.deepEqual(
        table
          .listUnseen()
          .map((digest) => digest.toString("hex"))
          .sort(),
        plain.unseen().sort(),
      );
      assert.equal(table.seenCount(), plain.seenCount());
    }),
  );
});

test("I1 the table grows as far as a directory needs, and forgets nobody on the way", () => {
  const table = createSeenTable(0);
  const all = Array.from({ length: 20_000 }, (_, index) => digestOf(`person ${index}`, "content"));
  table.load(Buffer.concat(all.slice(0, 10_000)));
  for (const digest of all.slice(5_000)) table.see(digest);
  assert.deepEqual([table.seenCount(), table.listUnseen().length], [15_000, 5_000]);
  for (const digest of all.slice(5_000)) assert.equal(table.see(digest), "again");
});
