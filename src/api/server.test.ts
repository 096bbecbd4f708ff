import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startGoogleSandbox } from "../../sandbox/google/server.ts";
import { saveConnection } from "../connections/save-connection.ts";
import { findSecret, saveSecret } from "../connections/secrets.ts";
import { defaultPace } from "../model/connection.ts";
import { endpointsAt } from "../sources/testing/google.ts";
import { type Database, openDatabase } from "../store/open-database.ts";
import { findOffer, offerConnect } from "./connect-google/offer-connect.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { createServer } from "./server.ts";
import { createFirstAdministrator } from "./sign-in/create-first-administrator.ts";
import { createSignInLink } from "./sign-in/create-sign-in-link.ts";
import { makeNeeds } from "./testing/make-needs.ts";

let database: Database;
let needs: ApiDependencies;
const clock = { now: new Date("2026-11-21T14:00:00Z") };
const publicUrl = "http://localhost:7780";

before(async () => {
  database = await openDatabase({ memory: true });
  needs = makeNeeds(database, { now: () => clock.now });
});
after(() => database.close());

/** What a browser gets, as a browser asks. */
async function visit(address: string, cookie = "", given: Partial<ApiDependencies> = {}) {
  const url = address.startsWith("http") ? address : `${publicUrl}${address}`;
  const answer = await createServer({ ...needs, ...given }).request(url, { headers: { accept: "text/html", cookie } });
  return {
    status: answer.status,
    text: await answer.text(),
    headers: answer.headers,
    cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "",
  };
}

async function makeLink() {
  await createFirstAdministrator(database.db);
  const agent = await database.db.selectFrom("agents").select("id").orderBy("id").executeTakeFirstOrThrow();
  return await createSignInLink(needs, agent.id);
}

async function makeConnection(name: string, sandboxUrl: string, own: { clientId: string; clientSecret: string }) {
  const id = await saveConnection(database.db, {
    id: null,
    name,
    provider: "google",
    signIn: { kind: "oauthClient", oauthClientId: own.clientId, hasSecret: true, account: null },
    endpoints: endpointsAt(sandboxUrl),
    pace: defaultPace,
    state: "new",
    pausedBecause: null,
  });
  await saveSecret(database.db, needs.vault, id, "oauthClientSecret", own.clientSecret);
  return id;
}

test("health tells the version and that the database answers", async () => {
  const { status, text } = await visit("/healthz");
  assert.deepEqual([status, JSON.parse(text)], [200, { name: "muster", version: "1.2.3", database: "answers" }]);
});

test("a desk without anybody gets one administrator, once", async () => {
  await createFirstAdministrator(database.db);
  assert.equal(await createFirstAdministrator(database.db), null);
});

test("a sign-in link works once, and leads to the web app with a session that scripts can't read", async () => {
  const { url } = await makeLink();
  assert.equal((await visit("/v1/me")).status, 401);
  const welcome = await visit(url);
  assert.deepEqual([welcome.status, welcome.headers.get("location")], [303, "/"]);
  assert.match(welcome.headers.get("set-cookie") ?? "", /^muster_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.equal((await visit("/v1/me", welcome.cookie)).status, 200);
  assert.equal((await visit(url)).status, 403);
});

test("a link that nobody opened within the hour is too old, and looking at it with HEAD does not use it up", async () => {
  const { url } = await makeLink();
  assert.equal((await createServer(needs).request(url, { method: "HEAD" })).status, 204);
  const late = { now: () => new Date(clock.now.getTime() + 61 * 60_000) };
  assert.equal((await visit(url, "", late)).status, 403);
  assert.equal((await visit(url)).status, 303);
});

test("behind https the session is bound to the host", async () => {
  const { url } = await makeLink();
  const welcome = await visit(url, "", { publicUrl: "https://desk.example.org" });
  assert.match(welcome.headers.get("set-cookie") ?? "", /^__Host-muster_session=.*; Secure/);
});

test("a session ends with its agent, and loses what the agent's roles no longer give", async () => {
  const { cookie } = await visit((await makeLink()).url);
  const permissions = async () => JSON.parse((await visit("/v1/me", cookie)).text).permissions;
  assert.ok((await permissions()).includes("directories:all"));
  await database.db.updateTable("agents").set({ is_active: false }).execute();
  assert.equal((await visit("/v1/me", cookie)).status, 401);
  await database.db.updateTable("agents").set({ is_active: true }).execute();
  await database.db.updateTable("agent_roles").set({ is_administrator: false }).execute();
  assert.deepEqual(await permissions(), []);
  assert.equal((await visit("/v1/home", cookie)).status, 403);
  await database.db.updateTable("agent_roles").set({ is_administrator: true }).execute();
});

test("signing out ends the session everywhere, not only in this browser", async () => {
  const { cookie } = await visit((await makeLink()).url);
  const out = await createServer(needs).request(`${publicUrl}/v1/sign-out`, { method: "POST", headers: { cookie } });
  assert.equal(out.status, 204);
  assert.match(out.headers.get("set-cookie") ?? "", /^muster_session=; Max-Age=0; Path=\//);
  assert.equal((await visit("/v1/me", cookie)).status, 401);
  const again = await createServer(needs).request(`${publicUrl}/v1/sign-out`, { method: "POST", headers: { cookie } });
  assert.equal(again.status, 401);
});

test("G1 connecting needs a key, the browser that opened it, and a state of ours; a declined consent is explained", async () => {
  const sandbox = await startGoogleSandbox({ org: { generated: { people: 5 } } });
  try {
    const own = sandbox.credentials()[0];
    assert.ok(own);
    const id = await makeConnection("Generated", sandbox.url, own);
    assert.equal((await visit(`/auth/connect/google/start?connection=${id}&key=guessed`)).status, 403);
    const { url, key } = await offerConnect(needs, id, "page");
    assert.equal((await visit(url.replace(`connection=${id}`, `connection=${id + 1}`))).status, 403);

    const started = await visit(url);
    assert.equal(started.status, 302);
    const state = new URL(started.headers.get("location") ?? "").searchParams.get("state") ?? "";
    assert.equal((await visit(url)).status, 403, "another browser may not use the key");
    assert.equal((await visit(url, started.cookie)).status, 302, "the same one may come again");
    assert.equal((await findOffer(needs, key)).kind, "opened");

    assert.equal((await visit(`/auth/connect/google?state=${state}&code=c`)).status, 403, "another browser may not finish it");
    assert.equal((await visit(`/auth/connect/google?state=${state}x&code=c`, started.cookie)).status, 403);
    const back = new URLSearchParams({ state, error: "access_denied", iss: sandbox.url });
    const declined = await visit(`/auth/connect/google?${back}`, started.cookie);
    assert.equal(declined.status, 400);
    assert.match(declined.text, /Generated is not connected/);
    assert.match(declined.text, /access_denied/);
    assert.equal((await visit(`/auth/connect/google?${back}`, started.cookie)).status, 403, "a return counts once");
    const offer = await findOffer(needs, key);
    assert.equal(offer.kind === "finished" && offer.outcome.isConnected, false);
    assert.equal(await findSecret(database.db, needs.vault, id, "refreshToken"), null);
  } finally {
    await sandbox.close();
  }
});

test("what is kept of an attempt holds no secret in the open, and is gone after a quarter of an hour", async () => {
  const id = await makeConnection("Patient", "http://127.0.0.1:1", { clientId: "2-a.apps.googleusercontent.com", clientSecret: "s" });
  const { url, key } = await offerConnect(needs, id, "page");
  const started = await visit(url);
  const state = new URL(started.headers.get("location") ?? "").searchParams.get("state") ?? "?";
  const rows = JSON.stringify(
    (await database.db.selectFrom("connect_attempts").selectAll().execute()).map((row) => row.sealed.toString("latin1")),
  );
  assert.equal(rows.includes(state) || rows.includes(key) || rows.includes("codeVerifier"), false);
  const late = { ...needs, now: () => new Date(clock.now.getTime() + 16 * 60_000) };
  assert.equal((await findOffer(late, key)).kind, "expired");
});

test("what is not there is a page for browsers and problem JSON for programs", async () => {
  assert.match((await visit("/auth/nowhere")).text, /<h1>Not here<\/h1>/);
  for (const path of ["/auth/nowhere", "/nowhere.js"]) {
    const answer = await createServer(needs).request(`${publicUrl}${path}`);
    assert.equal(answer.headers.get("content-type"), "application/problem+json");
    assert.equal(JSON.parse(await answer.text()).status, 404);
  }
});

test("our own mistake is answered under a number, without its innards", async () => {
  const broken = {
    ...database,
    db: new Proxy(database.db, {
      get: () => {
        throw new Error("secret innards");
      },
    }),
  };
  const { status, text } = await visit("/welcome/x", "", { database: broken });
  assert.equal(status, 500);
  assert.equal(text.includes("innards"), false);
  assert.match(text, /Quote number [0-9a-f]{8}/);
});
