import assert from "node:assert/strict";
import { test } from "node:test";
import { createInstantClock } from "../testing/instant-clock.ts";
import { createPace } from "./create-pace.ts";

const never = new AbortController().signal;

test("G1 never sends more requests at once than the pace allows, and lets the waiting in by turn", async () => {
  const gate = createPace({ atOnce: 2, perMinute: 100 }, createInstantClock());
  const order: string[] = [];
  const leaveFirst = await gate.enter(never);
  await gate.enter(never);
  const third = gate.enter(never).then((leave) => {
    order.push("third");
    leave();
  });
  const fourth = gate.enter(never).then(() => order.push("fourth"));
  await Promise.resolve();
  assert.deepEqual(order, []);
  leaveFirst();
  await Promise.all([third, fourth]);
  assert.deepEqual(order, ["third", "fourth"]);
});

test("G1 never sends more requests in any 60 seconds than the pace allows", async () => {
  const clock = createInstantClock();
  const gate = createPace({ atOnce: 1, perMinute: 10 }, clock);
  for (let count = 0; count < 10; count += 1) (await gate.enter(never))();
  assert.deepEqual(clock.sleeps, []);
  clock.pass(20_000);
  (await gate.enter(never))();
  assert.deepEqual(clock.sleeps, [40_000]);
});

test("G1 a cancelled wait for a turn ends with the reason and takes nobody's place", async () => {
  const gate = createPace({ atOnce: 1, perMinute: 100 }, createInstantClock());
  const cancel = new AbortController();
  const leave = await gate.enter(never);
  const waiting = gate.enter(cancel.signal);
  cancel.abort(new Error("stopped by hand"));
  await assert.rejects(waiting, /stopped by hand/);
  leave();
  (await gate.enter(never))();
});
