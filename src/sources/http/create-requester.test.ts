import assert from "node:assert/strict";
import { test } from "node:test";
import { DirectoryRefused } from "../../model/errors.ts";
import { createInstantClock } from "../testing/instant-clock.ts";
import { startServer } from "../testing/start-server.ts";
import { createRequester, type RequesterOptions, type Retry } from "./create-requester.ts";

const retryReason: RequesterOptions["retryReason"] = ({ status }) => (status >= 500 ? `status ${status}` : null);

function make(given: Partial<RequesterOptions> = {}) {
  const clock = createInstantClock();
  const signal = new AbortController().signal;
  return { clock, requester: createRequester({ pace: { atOnce: 10, perMinute: 1000 }, signal, retryReason, clock, ...given }) };
}

test("G2 repeats what the source judges worth repeating, counts every request, and returns the first answer that stands", async () => {
  await using server = await startServer((_, count) => (count < 3 ? { status: 503, json: {} } : { json: { ok: true } }));
  const retries: Retry[] = [];
  const { clock, requester } = make({ onRetry: (retry) => retries.push(retry) });
  const answer = await requester.get(`${server.url}/x`);
  assert.deepEqual(answer.json, { ok: true });
  assert.equal(requester.requestCount(), 3);
  assert.deepEqual(clock.sleeps, [1500, 2500]);
  assert.deepEqual(
    retries.map(({ attempt, why }) => [attempt, why]),
    [
      [1, "status 503"],
      [2, "status 503"],
    ],
  );
});

test("G2 returns the last answer after six requests", async () => {
  await using server = await startServer(() => ({ status: 500, text: "<html>down</html>" }));
  const { requester } = make();
  const answer = await requester.get(server.url);
  assert.deepEqual([answer.status, answer.json, answer.excerpt], [500, undefined, "<html>down</html>"]);
  assert.equal(requester.requestCount(), 6);
});

test("G2 repeats a request whose connection was cut, before or in the middle of the answer", async () => {
  await using server = await startServer((_, count) => {
    if (count === 1) return (response) => response.destroy();
    if (count === 2) return (response) => void response.writeHead(200, { "content-length": "100" }).write("{", () => response.destroy());
    return { json: 1 };
  });
  const { requester } = make();
  assert.equal((await requester.get(server.url)).json, 1);
  assert.equal(requester.requestCount(), 3);
});

test("G2 gives up a request that brings no answer in time, repeats it, and says what to do in the end", async () => {
  await using server = await startServer(() => () => undefined);
  const { requester } = make({ timeoutMs: 20 });
  await assert.rejects(
    requester.get(server.url),
    (error) => error instanceof DirectoryRefused && error.because === "unreachable" && /did not answer within/.test(error.message),
  );
  assert.equal(requester.requestCount(), 6);
});

test("G2 says that nothing listens there, without naming more than the host", async () => {
  const { requester } = make();
  const refused = await requester.get("http://127.0.0.1:9/path?secret=s3cret").catch((error: unknown) => error);
  assert.ok(refused instanceof DirectoryRefused);
  assert.match(refused.message, /127\.0\.0\.1:9 could not be reached/);
  assert.doesNotMatch(refused.message, /s3cret|path/);
});

test("G2 stops at once when cancelled: in a request, in a wait, and before one", async () => {
  await using server = await startServer((got) => (got.path === "/slow" ? () => undefined : { status: 503, json: {} }));
  const cancel = new AbortController();
  const { requester } = make({
    signal: cancel.signal,
    clock: {
      ...createInstantClock(),
      sleep: (_, signal) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    },
  });
  const inRequest = requester.get(`${server.url}/slow`);
  const inWait = requester.get(`${server.url}/busy`);
  while (server.got.length < 2) await new Promise((resolve) => setImmediate(resolve));
  cancel.abort(new Error("stopped by hand"));
  await assert.rejects(inRequest, /stopped by hand/);
  await assert.rejects(inWait, /stopped by hand/);
  await assert.rejects(requester.get(server.url), /stopped by hand/);
  assert.equal(server.got.length, 2);
});

test("A6 follows no redirect, so that no token reaches another host", async () => {
  await using other = await startServer(() => ({ json: {} }));
  await using server = await startServer(() => ({ status: 302, text: "", headers: { location: other.url } }));
  const { requester } = make();
  assert.equal((await requester.get(server.url, { headers: { authorization: "Bearer secret" } })).status, 302);
  assert.equal(other.got.length, 0);
});

test("G2 refuses an answer that is larger than any page, announced or not", async () => {
  await using server = await startServer((got) =>
    got.path === "/announced" ? { text: "x".repeat(2000) } : (response) => void response.write("x".repeat(2000), () => response.end()),
  );
  const { requester } = make({ bodyLimit: 1000 });
  for (const path of ["/announced", "/not"]) await assert.rejects(requester.get(server.url + path), /larger than any page/);
  assert.equal(requester.requestCount(), 2);
});

test("G1 keeps connections open from one request to the next", async () => {
  const ports = new Set<number | undefined>();
  await using server = await startServer(() => (response) => {
    ports.add(response.socket?.remotePort);
    response.writeHead(200, { "content-type": "application/json" }).end("[]");
  });
  const { requester } = make();
  for (let count = 0; count < 20; count += 1) await requester.get(server.url);
  assert.ok(ports.size <= 2, `used ${ports.size} connections`);
});
