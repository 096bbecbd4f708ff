import assert from "node:assert/strict";
import { test } from "node:test";
import { googleError, usersPage } from "../testing/google.ts";
import { everything, isRefused, listIds, makeSource, startGoogle } from "../testing/google-source.ts";
import { createInstantClock } from "../testing/instant-clock.ts";

test("G3 lists every page of a part, with the least attributes, and ends after the last one", async () => {
  await using google = await startGoogle((got) => {
    const token = got.query.get("pageToken");
    if (token === null) return usersPage(0, 2, "p2");
    return token === "p2" ? { json: { kind: "admin#directory#users", nextPageToken: "p3" } } : usersPage(2, 1, null);
  });
  const { source } = makeSource(google);
  assert.deepEqual(await listIds(source, { part: "C03az79cb", attributes: ["customSchemas.HR", "customSchemas.IT", "phones"] }), [
    "1000",
    "1001",
    "1002",
  ]);
  const [first] = google.asked();
  assert.equal(first?.query.get("customer"), "C03az79cb");
  assert.equal(first?.query.get("maxResults"), "500");
  assert.equal(first?.query.get("projection"), "custom");
  assert.equal(first?.query.get("customFieldMask"), "HR,IT");
  assert.equal(first?.query.get("query"), null);
  assert.equal(
    first?.query.get("fields"),
    "kind,nextPageToken,users(id,primaryEmail,aliases,nonEditableAliases,name,suspended,archived,orgUnitPath,customSchemas,phones)",
  );
  assert.equal(first?.headers.authorization, "Bearer token-1");
  assert.equal(source.requestCount(), 4);
});

test("G3 asks for the next page while the caller still works on this one, and leaves it when the caller leaves", async () => {
  await using google = await startGoogle((got, count) => usersPage(count, 1, got.query.has("pageToken") ? "p3" : "p2"));
  const { source } = makeSource(google);
  for await (const _page of source.people(everything)) {
    while (google.asked().length < 2) await new Promise((resolve) => setImmediate(resolve));
    break;
  }
  assert.equal(google.asked().length, 2);
});

test("G2 renews the token once when it ends in mid-listing, and repeats the same page", async () => {
  await using google = await startGoogle((got) => {
    if (!got.query.has("pageToken")) return usersPage(0, 1, "p2");
    return got.headers.authorization === "Bearer token-1" ? googleError(401, "authError") : usersPage(1, 1, null);
  });
  const { source } = makeSource(google);
  assert.deepEqual(await listIds(source), ["1000", "1001"]);
  assert.deepEqual(
    google.asked().map((got) => got.query.get("pageToken")),
    [null, "p2", "p2"],
  );
});

test("G2 a sign-in that stays refused is renewed once only", async () => {
  await using google = await startGoogle(() => googleError(401, "authError"));
  const { source } = makeSource(google);
  await assert.rejects(listIds(source), isRefused("signIn", /connect again/));
  assert.equal(source.requestCount(), 4);
});

test("G2 never repeats a refused permission, and says which one is missing", async () => {
  for (const [reason, says] of [
    ["forbidden", /Users > Read/],
    ["insufficientPermissions", /user\.readonly/],
  ] as const) {
    await using google = await startGoogle(() => googleError(403, reason));
    const { source } = makeSource(google);
    await assert.rejects(listIds(source), isRefused("permission", says));
    assert.equal(google.asked().length, 1);
  }
});

test("G2 repeats a quota refused with 403, honours Retry-After of a 429, and sits out a failing back end", async () => {
  await using google = await startGoogle((_, count) => {
    if (count === 1) return googleError(403, "quotaExceeded");
    if (count === 2) return googleError(429, "rateLimitExceeded", { headers: { "retry-after": "7" } });
    if (count === 3) return googleError(503, "backendError");
    if (count === 4) return { status: 502, text: "<html>Bad Gateway</html>" };
    if (count === 5) return (response) => response.destroy();
    return usersPage(0, 1, null);
  });
  const { source, clock } = makeSource(google);
  assert.deepEqual(await listIds(source), ["1000"]);
  assert.deepEqual(clock.sleeps, [1500, 7000, 4500, 8500, 16500]);
});

test("G2 stops when Google is too slow for too long", async () => {
  await using google = await startGoogle(() => () => undefined);
  const { source } = makeSource(google, { timeoutMs: 20 });
  await assert.rejects(listIds(source), isRefused("unreachable", /did not answer within/));
});

test("G10 a list that repeats itself is not a complete one", async () => {
  await using google = await startGoogle((got, count) =>
    usersPage(0, 1, count > 20 ? null : got.query.get("pageToken") === "a" ? "b" : "a"),
  );
  await assert.rejects(listIds(makeSource(google).source), isRefused("answer", /twice/));
});

test("G10 a page mark that Google refuses twice ends the reading as incomplete; refused once, it goes on", async () => {
  let refusals = 0;
  await using google = await startGoogle((got, count) => {
    if (!got.query.has("pageToken")) return usersPage(0, 1, "p2");
    refusals += 1;
    return refusals === 1 || refusals > 2 ? googleError(400, "invalid", { message: "Invalid Input" }) : usersPage(count, 1, null);
  });
  assert.equal((await listIds(makeSource(google).source)).length, 2);
  await assert.rejects(listIds(makeSource(google).source), isRefused("answer", /next page/));
});

test("G2 a listing that Google ends after an hour is told apart from a short failure", async () => {
  const clock = createInstantClock();
  await using google = await startGoogle((got) => {
    if (!got.query.has("pageToken")) return usersPage(0, 1, "p2");
    clock.pass(30 * 60_000);
    return googleError(503, "backendError");
  });
  await assert.rejects(listIds(makeSource(google, { clock }).source), isRefused("unreachable", /allows 60 for one listing/));
});

test("G10 an answer that is not a list of users never counts as an empty directory", async () => {
  for (const json of [
    {},
    [],
    null,
    { kind: "admin#directory#groups" },
    { kind: "admin#directory#users", users: {} },
    { users: [], nextPageToken: 7 },
  ]) {
    await using google = await startGoogle(() => ({ json }));
    await assert.rejects(listIds(makeSource(google).source), isRefused("answer", /cannot be read/), JSON.stringify(json));
  }
  await using empty = await startGoogle(() => ({ json: { kind: "admin#directory#users" } }));
  assert.deepEqual(await listIds(makeSource(empty).source), []);
});

test("G5 an attribute that Google does not have is refused before anything is asked", async () => {
  await using google = await startGoogle(() => usersPage(0, 1, null));
  await assert.rejects(
    listIds(makeSource(google).source, { part: "my_customer", attributes: ["shoeSize"] }),
    isRefused("configuration", /"shoeSize"/),
  );
  assert.equal(google.got.length, 0);
});

test("G2 a cancelled reading stops with the reason", async () => {
  const cancel = new AbortController();
  await using google = await startGoogle((_, count) => {
    if (count === 2) cancel.abort(new Error("stopped by hand"));
    return count === 1 ? usersPage(0, 1, "p2") : () => undefined;
  });
  await assert.rejects(listIds(makeSource(google, { signal: cancel.signal }).source), /stopped by hand/);
});
