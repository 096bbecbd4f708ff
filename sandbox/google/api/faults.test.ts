import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { type GoogleSandbox, startGoogleSandbox } from "../server.ts";
import { allUsers, get, serviceToken } from "../testing/sign-in.ts";

describe("faults", () => {
  let sandbox: GoogleSandbox;
  let token: string;
  const list = "users?customer=my_customer&maxResults=500";

  before(async () => {
    sandbox = await startGoogleSandbox();
  });
  beforeEach(async () => {
    sandbox.control("POST", "/control/reset");
    token = await serviceToken(sandbox, "alderfinch.example");
  });
  after(() => sandbox.close());

  test("a status comes as often as asked, with its reason and Retry-After", async () => {
    sandbox.control("POST", "/control/faults", [
      { kind: "status", status: 403, reason: "quotaExceeded", message: "Request rate higher than configured.", retryAfter: 3, times: 2 },
    ]);
    const first = await get(sandbox, list, token);
    assert.deepEqual(
      [first.status, first.body.error?.errors[0], first.headers.get("retry-after")],
      [403, { message: "Request rate higher than configured.", domain: "usageLimits", reason: "quotaExceeded" }, "3"],
    );
    assert.equal((await get(sandbox, list, token)).status, 403);
    assert.equal((await get(sandbox, list, token)).status, 200);
  });

  test("a front end can answer HTML", async () => {
    sandbox.control("POST", "/control/faults", [{ kind: "status", status: 502, html: "<h1>Bad gateway</h1>" }]);
    const response = await fetch(`${sandbox.url}/admin/directory/v1/${list}`, { headers: { authorization: `Bearer ${token}` } });
    assert.deepEqual([response.status, await response.text()], [502, "<h1>Bad gateway</h1>"]);
  });

  test("a connection breaks in the middle of the second page", async () => {
    sandbox.control("POST", "/control/faults", [{ kind: "cut", match: { path: "/users$", pageIndex: 1 } }]);
    await assert.rejects(allUsers(sandbox, token));
    assert.equal((await allUsers(sandbox, token)).length, 903);
  });

  test("an answer is empty, with no users at all", async () => {
    sandbox.control("POST", "/control/faults", [{ kind: "empty" }]);
    const { status, body } = await get(sandbox, list, token);
    assert.deepEqual([status, Object.keys(body)], [200, ["kind", "etag"]]);
  });

  test("a listing ends too early, or never gets on", async () => {
    sandbox.control("POST", "/control/faults", [{ kind: "truncate" }, { kind: "repeatPageToken", match: { pageIndex: 1 }, times: 3 }]);
    assert.equal((await allUsers(sandbox, token)).length, 500);
    assert.equal((await allUsers(sandbox, token)).length, 500 + 4 * 403);
  });

  test("tokens expire in the middle of a listing", async () => {
    sandbox.control("POST", "/control/faults", [{ kind: "expireTokens", match: { pageIndex: 1 } }]);
    const first = await get(sandbox, list, token);
    const second = await get(sandbox, `${list}&pageToken=${encodeURIComponent(first.body.nextPageToken ?? "")}`, token);
    assert.deepEqual([second.status, second.body.error?.errors[0]?.reason], [401, "authError"]);
  });

  test("somebody renamed between two pages is missed by the listing", async () => {
    sandbox.control("POST", "/control/faults", [{ kind: "changeBetweenPages", match: { pageIndex: 1, customerId: "C0alderf1" } }]);
    const users = await allUsers(sandbox, token);
    assert.equal(users.length, 902);
    assert.equal((await allUsers(sandbox, token)).length, 903);
  });

  test("a slow answer doesn't hold up the others", async () => {
    sandbox.control("POST", "/control/faults", [{ kind: "slow", ms: 300 }]);
    const started = performance.now();
    const slow = get(sandbox, list, token);
    await get(sandbox, "users/zoe.cosic@alderfinch.example", token);
    assert.ok(performance.now() - started < 250);
    await slow;
    assert.ok(performance.now() - started >= 295);
  });

  test("faults that don't exist are refused, and all can be taken away", async () => {
    assert.throws(() => sandbox.control("POST", "/control/faults", [{ kind: "earthquake" }]), /There is no fault/);
    sandbox.control("POST", "/control/faults", [{ kind: "status", status: 503, times: "always" }]);
    sandbox.control("DELETE", "/control/faults");
    assert.equal((await get(sandbox, list, token)).status, 200);
  });

  test("requests are counted by kind", async () => {
    sandbox.control("DELETE", "/control/requests");
    await allUsers(sandbox, token);
    assert.deepEqual(sandbox.control("GET", "/control/requests"), { total: 2, byKind: { "users.list": 2 } });
  });
});
