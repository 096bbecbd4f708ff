import assert from "node:assert/strict";
import { test } from "node:test";
import { explainMatchingEffect } from "./explain-matching-effect.ts";

const effect = { entity: "user", isEmpty: true, unlinked: 148, accountsWithoutRecord: 830, wouldFind: 129, ambiguous: 0 } as const;

test("G9 an empty list while desk records have no link warns how many would be there twice", () => {
  assert.deepEqual(explainMatchingEffect(effect), [
    "148 users of the desk are linked to no account, and nothing says how to recognise them. An import would create 830 users, and 129 of them would be there twice, as e-mail, aliases and names tell. Begin with e-mail.",
  ]);
  assert.match(explainMatchingEffect({ ...effect, wouldFind: 0 })[0] ?? "", /none of them is an account that would be imported/);
  assert.match(explainMatchingEffect({ ...effect, entity: "agent", unlinked: 1 })[0] ?? "", /^1 agent of the desk is linked to no account/);
});

test("G9 nobody without a link, nobody to import, or a list that finds them: nothing to warn of", () => {
  assert.deepEqual(explainMatchingEffect({ ...effect, unlinked: 0 }), []);
  assert.deepEqual(explainMatchingEffect({ ...effect, accountsWithoutRecord: 0 }), []);
  assert.deepEqual(explainMatchingEffect({ ...effect, isEmpty: false }), []);
  assert.deepEqual(explainMatchingEffect({ ...effect, isEmpty: false, ambiguous: 2 }), [
    "2 users can't be recognised for sure: somebody will have to decide.",
  ]);
});
