import assert from "node:assert/strict";
import { test } from "node:test";
import { mayChange } from "./may-change.ts";

test("words on a ticket are changed by who wrote them, or by who has all of the right; what the desk wrote stays", () => {
  const edit = { agentId: 7, permissions: ["tickets:read", "tickets:edit"] } as const;
  const all = { agentId: 7, permissions: ["tickets:read", "tickets:edit", "tickets:all"] } as const;
  const read = { agentId: 7, permissions: ["tickets:read"] } as const;
  const note = (agentId: number | null) => ({ kind: "privateNote", agentId }) as const;
  assert.deepEqual(
    [mayChange(note(7), edit), mayChange(note(8), edit), mayChange(note(null), edit), mayChange(note(7), read)],
    [true, false, false, false],
  );
  assert.deepEqual([mayChange(note(8), all), mayChange(note(null), all)], [true, true]);
  for (const kind of ["opened", "change"] as const) assert.equal(mayChange({ kind, agentId: 7 }, all), false);
});
