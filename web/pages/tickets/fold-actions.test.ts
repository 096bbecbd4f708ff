import assert from "node:assert/strict";
import { test } from "node:test";
import type { TicketAction } from "../../../src/model/ticket-action.ts";
import { foldActions, sayChange } from "./fold-actions.ts";

const plain: TicketAction = {
  ticketId: 1,
  number: 1,
  kind: "change",
  outcomeId: null,
  outcome: null,
  at: "2026-11-21T10:00:00.000Z",
  by: "Owen",
  agentId: 1,
  userId: null,
  applicationId: null,
  note: "",
  isPrivate: true,
  isImportant: false,
  minutes: 0,
  statusId: null,
  status: null,
  changes: [],
  mailedTo: "",
};

test("changes that nobody wrote about fold into one entry between what was said", () => {
  const actions: TicketAction[] = [
    { ...plain, number: 1, kind: "opened" },
    { ...plain, number: 2 },
    { ...plain, number: 3, kind: "publicReply", note: "On my way" },
    { ...plain, number: 4, kind: "statusChange" },
    { ...plain, number: 5, kind: "statusChange", note: "Parts are ordered" },
  ];
  assert.deepEqual(
    foldActions(actions).map((entry) => (entry.kind === "words" ? entry.action.number : entry.actions.map(({ number }) => number))),
    [[1, 2], 3, [4], 5],
  );
});

test("a folded change says who, by which outcome, what from and what to", () => {
  const changes = [{ field: "statusId", label: "Status", from: "New", to: "In progress" }];
  assert.equal(
    sayChange({ ...plain, kind: "statusChange", outcome: "Start work", minutes: 5, changes }),
    "Owen: “Start work”, Status: New → In progress, 5 min of work",
  );
  assert.equal(
    sayChange({ ...plain, changes: [{ field: "agentId", label: "Agent", from: "", to: "Fatima" }] }),
    "Owen: Agent: nothing → Fatima",
  );
});
