import assert from "node:assert/strict";
import { test } from "node:test";
import { Conflict } from "../model/errors.ts";
import { createLiveRuns } from "./create-live-runs.ts";

test("a server that stops also stops what has no number yet, and starts nothing new", async () => {
  const live = createLiveRuns();
  const waiting = live.start(
    ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("Stopped on request.")))),
  );
  const refused = assert.rejects(waiting, /Stopped on request/);
  await live.close();
  await refused;
  await assert.rejects(
    live.start(() => assert.fail("nothing begins")),
    Conflict,
  );
});
