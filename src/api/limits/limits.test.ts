import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Hono } from "hono";
import { type Database, openDatabase } from "../../store/open-database.ts";
import { answerError } from "../answer-error.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { findAddress } from "../find-address.ts";
import { createServer } from "../server.ts";
import { makeApplication, makeToken } from "../testing/make-application.ts";
import { makeNeeds } from "../testing/make-needs.ts";
import { signInAs } from "../testing/sign-in-as.ts";
import { limitRollingCalls } from "./limit-calls.ts";
import { createRollingWindow } from "./rolling-window.ts";

let database: Database;
before(async () => {
  database = await openDatabase({ memory: true });
});
after(() => database.close());

const from = (address: string, url = "http://localhost:7780/v1/me", headers: Record<string, string> = {}) =>
  [url, { headers }, { incoming: { socket: { remoteAddress: address } } }] as const;

describe("how often somebody may ask", () => {
  test("an address that is nobody has its allowance, says each answer; another address has its own", async () => {
    const server = createServer(makeNeeds(database, { limits: { perMinute: 2, perFiveMinutes: null } }));
    const ask = async (address: string) => await server.request(...from(address));
    const first = await ask("192.0.2.1");
    assert.deepEqual([first.status, first.headers.get("ratelimit-limit"), first.headers.get("ratelimit-remaining")], [401, "2", "1"]);
    await ask("192.0.2.1");
    const refused = await ask("192.0.2.1");
    assert.equal(refused.status, 429);
    assert.match(refused.headers.get("retry-after") ?? "", /^\d+$/);
    assert.equal(refused.headers.get("ratelimit-remaining"), "0");
    assert.equal(refused.headers.get("content-type"), "application/problem+json");
    assert.equal((await ask("192.0.2.2")).status, 401);
  });

  test("applications are counted each by itself, whatever address they come from; people have more", async () => {
    const needs = makeNeeds(database, { limits: { perMinute: 1, perFiveMinutes: null } });
    const owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
    const server = createServer(needs);
    const tokens = await Promise.all(
      [1, 2].map(async (n) => await makeToken(needs, await makeApplication(needs, { name: `Program ${n}`, agentId: owen.agentId }))),
    );
    const [one = "", two = ""] = tokens.map(({ authorization }) => authorization);
    const ask = async (address: string, headers: Record<string, string>) =>
      (await server.request(...from(address, undefined, headers))).status;
    assert.equal(await ask("192.0.2.1", { authorization: one }), 200);
    assert.equal(await ask("192.0.2.9", { authorization: one }), 429);
    assert.equal(await ask("192.0.2.1", { authorization: two }), 200);
    for (let n = 0; n < 5; n += 1) assert.equal(await ask("192.0.2.1", { cookie: owen.cookie }), 200);
    assert.equal(await ask("192.0.2.1", { cookie: owen.cookie }), 429);
  });

  test("a rolling window forgets calls one after the other, and does not count what it refused", () => {
    const take = createRollingWindow({ limit: 2, milliseconds: 1000 });
    const at = (ms: number) => take("a", new Date(ms));
    assert.deepEqual(at(0), { limit: 2, remaining: 1, resetSeconds: 1, isExceeded: false });
    assert.equal(at(600).isExceeded, false);
    assert.equal(at(900).isExceeded, true);
    assert.equal(take("b", new Date(900)).isExceeded, false);
    assert.equal(at(1000).isExceeded, false, "the first is a second old");
    assert.equal(at(1500).isExceeded, true);
    assert.equal(at(1600).isExceeded, false);
  });

  test("the limit of hosted desks holds where it is switched on, in any five minutes", async () => {
    const clock = { now: Date.UTC(2026, 10, 21, 14) };
    const build = (given: Partial<ApiDependencies>) => {
      const app = new Hono();
      app.use(limitRollingCalls(makeNeeds(database, { now: () => new Date(clock.now), ...given })));
      app.get("/", (c) => c.text("here"));
      app.onError((error, c) => answerError(c, error));
      return async () => (await app.request(...from("192.0.2.1", "http://localhost:7780/"))).status;
    };
    const limited = build({ limits: { perMinute: null, perFiveMinutes: 2 } });
    assert.deepEqual([await limited(), await limited(), await limited()], [200, 200, 429]);
    clock.now += 5 * 60_000;
    assert.equal(await limited(), 200);
    const open = build({});
    assert.deepEqual([await open(), await open(), await open()], [200, 200, 200]);
  });

  test("links that sign in can't be guessed on and on", async () => {
    const server = createServer(makeNeeds(database));
    const guess = async (address: string) => (await server.request(...from(address, "http://localhost:7780/welcome/guess"))).status;
    for (let n = 0; n < 30; n += 1) assert.equal(await guess("198.51.100.1"), 403);
    assert.equal(await guess("198.51.100.1"), 429);
    assert.equal(await guess("198.51.100.2"), 403);
  });
});

describe("where a request comes from", () => {
  const find = async (peer: string | null, forwarded: string | null, proxies: string[]) => {
    const app = new Hono();
    app.get("/", (c) => c.json(findAddress(c, { proxies })));
    const headers = forwarded === null ? {} : { "x-forwarded-for": forwarded };
    const env = peer === null ? {} : { incoming: { socket: { remoteAddress: peer } } };
    return await (await app.request("/", { headers }, env)).json();
  };

  test("is the other end of the line, unless a proxy that is known says more", async () => {
    assert.equal(await find("::ffff:192.0.2.1", null, []), "192.0.2.1");
    assert.equal(await find("192.0.2.1", "10.0.0.1", []), "192.0.2.1", "nobody's word is taken");
    assert.equal(await find("127.0.0.1", "203.0.113.7", ["127.0.0.0/8"]), "203.0.113.7");
    assert.equal(await find("127.0.0.1", "10.0.0.1, 203.0.113.7, 10.9.9.9", ["127.0.0.0/8", "10.9.0.0/16"]), "203.0.113.7");
    assert.equal(await find("127.0.0.1", null, ["127.0.0.0/8"]), "127.0.0.1");
    assert.equal(await find(null, "10.0.0.1", ["10.0.0.0/8"]), null);
  });
});
