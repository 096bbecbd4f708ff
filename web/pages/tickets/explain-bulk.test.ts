import assert from "node:assert/strict";
import { test } from "node:test";
import { explainBulk } from "./explain-bulk.ts";
import type { TicketRecord } from "./ticket-record.ts";

// Of a ticket only what the preview reads.
const ticket = (agentId: number | null, name?: string) =>
  ({ agentId, labels: name === undefined ? {} : { agentId: name } }) as unknown as TicketRecord;

test("the preview of a change says what tickets have now, and counts those that have the value already", () => {
  const tickets = [ticket(1, "Owen"), ticket(2, "Callum"), ticket(null), ticket(2, "Callum")];
  assert.deepEqual(explainBulk(tickets, { field: "agentId", value: 1 }), {
    lines: [
      { from: "Callum", n: 2 },
      { from: "nothing", n: 1 },
    ],
    changes: 3,
    same: 1,
  });
});

test("taking a value away leaves alone who has none", () => {
  assert.equal(explainBulk([ticket(null), ticket(2, "Callum")], { field: "agentId", value: null }).same, 1);
});
