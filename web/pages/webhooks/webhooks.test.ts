import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventName } from "../../../src/model/event.ts";
import { sayEvent } from "./say-event.ts";

/** An event that is added to the model is missing here until it has words. */
const words: Readonly<Record<EventName, string>> = {
  "ticket.created": "A ticket is created",
  "ticket.updated": "A ticket is changed",
  "ticket.closed": "A ticket is closed",
  "ticket.action": "A ticket is answered or noted on",
  "user.created": "A user is created",
  "user.updated": "A user is changed",
  "user.deactivated": "A user becomes inactive",
  "user.deleted": "A user is deleted",
  "agent.created": "An agent is created",
  "agent.updated": "An agent is changed",
  "agent.deactivated": "An agent becomes inactive",
  "agent.deleted": "An agent is deleted",
  "asset.created": "An asset is created",
  "asset.updated": "An asset is changed",
  "asset.deleted": "An asset is deleted",
  "run.waiting": "A run waits for approval",
  "run.applied": "A run was applied",
  "run.failed": "A run failed",
  "run.undone": "A run was undone",
};

test("every event has words of its own", () => {
  assert.deepEqual(Object.fromEntries(Object.keys(words).map((name) => [name, sayEvent(name)])), words);
});
