import assert from "node:assert/strict";
import { test } from "node:test";
import { explainMail, explainWait } from "./explain-mail.ts";
import { emptyReply, readReply } from "./reply-draft.ts";

const reply = { kind: "publicReply", sendsMail: true } as const;
const marta = { name: "Marta", email: "marta@example.com", isActive: true };

test("a reply says before it is sent whom it goes to by mail, or why to nobody", () => {
  assert.equal(explainMail({ outcome: reply, isPrivate: false, user: marta }), "Goes by mail to Marta, marta@example.com.");
  assert.match(explainMail({ outcome: reply, isPrivate: true, user: marta }), /only agents see it/);
  assert.match(explainMail({ outcome: { ...reply, sendsMail: false }, isPrivate: false, user: marta }), /this outcome sends none/);
  assert.match(explainMail({ outcome: reply, isPrivate: false, user: null }), /has no user/);
  assert.match(explainMail({ outcome: reply, isPrivate: false, user: { ...marta, email: "" } }), /no e-mail address/);
  assert.match(explainMail({ outcome: reply, isPrivate: false, user: { ...marta, isActive: false } }), /inactive/);
});

test("a reply says when it can't be mailed yet, to those who may know", () => {
  const waits = explainWait({ settings: null, says: "" });
  assert.match(explainMail({ outcome: reply, isPrivate: false, user: marta, waits }), /It waits at first: no mail server is set up yet/);
  assert.match(explainWait({ settings: { isActive: false }, says: "" }), /switched off/);
  assert.equal(explainWait({ settings: { isActive: true }, says: "" }), "");
  assert.equal(explainWait(undefined), "");
});

test("a reply that was kept comes back, and one that can't be read is no reason to fail", () => {
  const kept = { outcomeId: 2, note: "Half a sen", minutes: 5, isPrivate: true, isImportant: false };
  assert.deepEqual(readReply(JSON.stringify(kept)), kept);
  for (const broken of [null, "", "{", "null", "[]", '{"note":7,"minutes":-1}']) assert.deepEqual(readReply(broken), emptyReply);
});
