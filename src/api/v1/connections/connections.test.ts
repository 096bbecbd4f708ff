import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { KyselyPlugin } from "kysely";
import { type GoogleSandbox, startGoogleSandbox } from "../../../../sandbox/google/server.ts";
import { consent, credentialsOf } from "../../../../sandbox/google/testing/sign-in.ts";
import { addUser } from "../../../../test/make.ts";
import { listStandings } from "../../../connections/list-standings.ts";
import { findSecret, openSecrets } from "../../../connections/secrets.ts";
import { defaultGoogleFields } from "../../../core/default-fields.ts";
import { createGoogleSource } from "../../../sources/google/create-google-source.ts";
import { parseServiceAccountKey } from "../../../sources/google/parse-service-account-key.ts";
import { listConsentScopes, readings } from "../../../sources/google/scopes.ts";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { createServer } from "../../server.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";
import { ConnectionCheck, ConnectionList, ConnectionView } from "../shapes/connection.ts";

const domain = "alderfinch.example";
let database: Database;
let sandbox: GoogleSandbox;
let needs: ApiDependencies;
let owen: SignedIn;
const said: string[] = [];
const clock = { now: new Date("2026-11-21T14:00:00Z") };
let names = 0;

before(async () => {
  [database, sandbox] = await Promise.all([openDatabase({ memory: true }), startGoogleSandbox({ pageCap: 25 })]);
  needs = makeNeeds(database, { now: () => clock.now });
  const context: ApiDependencies["context"] = {
    ...needs.context,
    openSource: async (connection, signal) =>
      createGoogleSource({ connection, secrets: await openSecrets(database.db, needs.vault, connection, parseServiceAccountKey), signal }),
  };
  needs = { ...needs, context };
  owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
});
beforeEach(() => {
  sandbox.control("POST", "/control/reset", {});
});
after(async () => {
  await sandbox.close();
  await database.close();
});

async function ask(method: string, path: string, body?: unknown) {
  const answer = await owen.ask(method, path, body);
  said.push(answer.text);
  return answer;
}

async function create(signIn: "oauthClient" | "serviceAccount"): Promise<ConnectionView> {
  names += 1;
  const answer = await ask("POST", "/connections", { name: `Connection ${names}`, signIn, sandbox: sandbox.url });
  assert.equal(answer.status, 201, answer.text);
  return ConnectionView.parse(answer.body);
}

async function createWithClient(): Promise<number> {
  const { id } = await create("oauthClient");
  const { clientId, clientSecret } = credentialsOf(sandbox, domain);
  const given = { kind: "oauthClient", oauthClientId: clientId, oauthClientSecret: clientSecret };
  assert.equal((await ask("PUT", `/connections/${id}/credentials`, given)).status, 200);
  return id;
}

/** Goes through Google's pages in the window that asked, and answers where the window ends. */
async function connectInWindow(id: number, answer: { scopes?: readonly string[]; decision?: string } = {}) {
  const offer = await ask("POST", `/connections/${id}/connect`);
  assert.equal(offer.status, 200, offer.text);
  const server = createServer(needs);
  const started = await server.request(offer.body.url, { headers: { accept: "text/html", cookie: owen.cookie } });
  const window = started.headers.get("set-cookie")?.split(";")[0] ?? "";
  const request = Object.fromEntries(new URL(started.headers.get("location") ?? "").searchParams);
  const consented = await consent(sandbox, request, { account: credentialsOf(sandbox, domain).adminEmail, ...answer });
  const back = consented.headers.get("location") ?? "";
  const finished = await server.request(back, { headers: { accept: "text/html", cookie: `${owen.cookie}; ${window}` } });
  return { status: finished.status, location: finished.headers.get("location"), back };
}

async function show(id: number): Promise<ConnectionView> {
  return ConnectionView.parse((await ask("GET", `/connections/${id}`)).body);
}

test("G1 a new connection starts with the default fields, as version 1 by whoever made it, and says what is missing", async () => {
  const view = await create("oauthClient");
  assert.deepEqual([view.state, view.health, view.says], ["new", "notConnected", "Not connected yet"]);
  assert.deepEqual(view.missing, ["credentials", "connect", "mappings", "firstImport"]);
  assert.equal(view.endpoints.admin, sandbox.url);
  assert.deepEqual(view.redirectUri, { uri: "http://localhost:7780/auth/connect/google", refusedBecause: null });
  assert.ok(view.scopes.every(({ why }) => why !== ""));
  assert.ok(view.consentProblems.some(({ code }) => code === "redirect_uri_mismatch"));
  const { body } = await ask("GET", `/connections/${view.id}/settings`);
  assert.deepEqual([body.version, body.savedBy], [1, "Owen"]);
  assert.deepEqual(body.settings.fieldMappings, defaultGoogleFields);
});

test("G1 a connection is refused with the place and the cure: a name that is taken, plain http to elsewhere, what nobody asked for", async () => {
  const { name } = await create("oauthClient");
  const refuse = async (body: object) => {
    const answer = await ask("POST", "/connections", body);
    assert.equal(answer.status, 400, answer.text);
    return answer.body.faults.map((fault: { at: string }) => fault.at);
  };
  assert.deepEqual(await refuse({ name: name.toUpperCase(), signIn: "oauthClient" }), ["name"]);
  assert.deepEqual(await refuse({ name: " ", signIn: "oauthClient" }), ["name"]);
  assert.deepEqual(await refuse({ name: "x", signIn: "oauthClient", sandbox: "http://example.org" }), ["sandbox"]);
  assert.deepEqual(await refuse({ name: "x", signIn: "password" }), ["signIn"]);
  assert.equal((await refuse({ name: "x", signIn: "oauthClient", state: "connected" })).length, 1);
  assert.equal((await ask("GET", "/connections/9999")).status, 404);
});

test("G1 a connection is renamed and paced; the new name has to be free, too", async () => {
  const { id } = await create("oauthClient");
  const other = await create("oauthClient");
  const pace = { atOnce: 2, perMinute: 60 };
  const { status, body } = await ask("PATCH", `/connections/${id}`, { name: "Renamed", pace });
  assert.deepEqual([status, body.name, body.pace], [200, "Renamed", pace]);
  const taken = await ask("PATCH", `/connections/${other.id}`, { name: "renamed" });
  assert.deepEqual([taken.status, taken.body.faults[0].at], [400, "name"]);
  assert.equal((await ask("PATCH", `/connections/${id}`, { pace: { atOnce: 0, perMinute: 60 } })).body.faults[0].at, "pace.atOnce");
});

test("G2 credentials that are something else are refused with what they are", async () => {
  const { id } = await create("oauthClient");
  const refuse = async (body: object) => {
    const answer = await ask("PUT", `/connections/${id}/credentials`, body);
    assert.equal(answer.status, 400, answer.text);
    return answer.body.faults.map((fault: { at: string; says: string }) => `${fault.at}: ${fault.says}`).join("\n");
  };
  assert.match(
    await refuse({ kind: "oauthClient", oauthClientId: "GOCSPX-x", oauthClientSecret: "" }),
    /oauthClientId: This is the client secret.*\noauthClientSecret: Enter/,
  );
  assert.match(
    await refuse({ kind: "serviceAccount", key: '{"type":"authorized_user"}', subject: "x" }),
    /key: .*one person's own sign-in.*\nsubject: "x" is no e-mail/,
  );
  assert.match(await refuse({ kind: "serviceAccount", key: "-----BEGIN", subject: "" }), /key: .*bare private key.*\nsubject: Enter/);
});

test("G1 connecting in a window leads through Google's consent and back to the set-up, which knows how it came out", async () => {
  const id = await createWithClient();
  const done = await connectInWindow(id);
  assert.deepEqual([done.status, done.location], [303, `/directories/${id}/set-up`]);
  const view = await show(id);
  assert.equal(view.state, "connected");
  assert.deepEqual(view.missing, ["mappings", "firstImport"]);
  assert.deepEqual(view.lastAttempt, {
    isConnected: true,
    says: `Connected as ${credentialsOf(sandbox, domain).adminEmail}.`,
    missing: [],
    vendorCode: null,
  });
  const again = await createServer(needs).request(done.back, { headers: { accept: "text/html", cookie: owen.cookie } });
  assert.equal(again.status, 403, "a return counts once, and in its own window");
});

test("G2 a box left unticked is named in the set-up; a declined consent is explained there", async () => {
  const id = await createWithClient();
  const scopes = listConsentScopes(readings);
  await connectInWindow(id, { scopes: scopes.filter((scope) => !scope.includes("group")) });
  const partly = (await show(id)).lastAttempt;
  assert.equal(partly?.isConnected, true);
  assert.match(partly?.missing.join() ?? "", /^groups and their members.*admin\.directory\.group\.readonly/);
  clock.now = new Date(clock.now.getTime() + 60_000);
  const declined = await connectInWindow(id, { decision: "deny" });
  assert.deepEqual([declined.status, declined.location], [303, `/directories/${id}/set-up`]);
  const { lastAttempt, state } = await show(id);
  assert.deepEqual([lastAttempt?.isConnected, lastAttempt?.vendorCode, state], [false, "access_denied", "connected"]);
});

test("G1 connecting without a client, or with a service account, says what to do instead", async () => {
  const { id } = await create("oauthClient");
  assert.equal((await ask("POST", `/connections/${id}/connect`)).body.faults[0].at, "oauthClientSecret");
  assert.match((await ask("POST", `/connections/${id}/check`)).body.says, /is not connected yet: connect it first/);
  const delegated = await create("serviceAccount");
  assert.match((await ask("POST", `/connections/${delegated.id}/connect`)).text, /check the connection, and it is connected/);
  assert.match((await ask("POST", `/connections/${delegated.id}/check`)).body.says, /has no service account key/);
});

test("G1 a service account is connected by a check that can read users; five people are shown as read", async () => {
  const { id } = await create("serviceAccount");
  const { serviceAccount, adminEmail } = credentialsOf(sandbox, domain);
  const key = JSON.stringify(serviceAccount);
  assert.equal((await ask("PUT", `/connections/${id}/credentials`, { kind: "serviceAccount", key, subject: adminEmail })).status, 200);
  assert.equal((await show(id)).state, "new");
  const check = ConnectionCheck.parse((await ask("POST", `/connections/${id}/check`)).body);
  assert.deepEqual(
    check.abilities.map(({ label, isGranted, isNeeded }) => [label, isGranted, isNeeded]),
    [
      ["Account", true, true],
      ["Users", true, true],
      ["Groups", true, false],
      ["Org units", true, false],
      ["Custom attributes", true, false],
    ],
  );
  assert.equal(check.sample.length, 5);
  assert.ok(check.sample.every((one) => one.id !== "" && one.orgUnit.startsWith("/")));
  assert.equal((await show(id)).state, "connected");
});

test("G2 what the directory refuses is an answer of the check, with its cure and the vendor's code, and connects nobody", async () => {
  const { id } = await create("serviceAccount");
  const { serviceAccount } = credentialsOf(sandbox, domain);
  const given = { kind: "serviceAccount", key: JSON.stringify(serviceAccount), subject: "nobody@alderfinch.example" };
  await ask("PUT", `/connections/${id}/credentials`, given);
  const answer = await ask("POST", `/connections/${id}/check`);
  assert.equal(answer.status, 200);
  const check = ConnectionCheck.parse(answer.body);
  assert.equal(check.sample.length, 0);
  assert.ok(check.abilities.every((ability) => !ability.isGranted && ability.says !== ""));
  assert.ok(check.abilities.some((ability) => ability.vendorCode !== null));
  assert.match(check.says, /can't read users/);
  assert.equal((await show(id)).state, "new");
});

test("G1 another client means to connect again; a new secret of the same client does not", async () => {
  const id = await createWithClient();
  await connectInWindow(id);
  const { clientId, clientSecret } = credentialsOf(sandbox, domain);
  await ask("PUT", `/connections/${id}/credentials`, { kind: "oauthClient", oauthClientId: clientId, oauthClientSecret: clientSecret });
  assert.equal((await show(id)).state, "connected");
  assert.ok(await findSecret(database.db, needs.vault, id, "refreshToken"));
  const other = { kind: "oauthClient", oauthClientId: "1-other.apps.googleusercontent.com", oauthClientSecret: "GOCSPX-other" };
  await ask("PUT", `/connections/${id}/credentials`, other);
  const view = await show(id);
  assert.deepEqual([view.state, view.lastAttempt], ["new", null]);
  assert.equal(await findSecret(database.db, needs.vault, id, "refreshToken"), null);
});

test("G1 disconnecting takes the permission back and forgets it; settings stay", async () => {
  const id = await createWithClient();
  await connectInWindow(id);
  const answer = await ask("POST", `/connections/${id}/disconnect`);
  assert.deepEqual([answer.status, answer.body.isRevoked], [200, true]);
  assert.match(answer.body.says, /is disconnected\. Its settings, links and history are kept\./);
  assert.equal(await findSecret(database.db, needs.vault, id, "refreshToken"), null);
  const view = await show(id);
  assert.deepEqual([view.health, view.settingsVersion, view.lastAttempt], ["disconnected", 1, null]);
});

test("A list of 120 connections is sorted worst first and takes a handful of queries", async () => {
  const first = (await show(1)).endpoints;
  for (let index = 0; index < 120; index += 1) {
    await database.db
      .insertInto("connections")
      .values({
        name: `Many ${index}`,
        provider: "google",
        sign_in: JSON.stringify({ kind: "serviceAccount", subject: "a@b.example", account: null }),
        endpoints: JSON.stringify(first),
        pace: JSON.stringify({ atOnce: 1, perMinute: 10 }),
        state: index === 7 ? "paused" : "connected",
        paused_because: index === 7 ? "the key was deleted" : null,
        settings: JSON.stringify({}),
      })
      .execute();
  }
  const { items } = ConnectionList.parse((await ask("GET", "/connections")).body);
  assert.deepEqual([items[0]?.name, items[0]?.says, items[0]?.action.verb], ["Many 7", "Paused: the key was deleted", "Reconnect"]);
  let queries = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await listStandings(database.db.withPlugin(counting), needs.now(), null);
  assert.ok(queries <= 8, `${queries} queries`);
});

test("A connection counts accounts and people, and says since when its readings fail", async () => {
  const { id } = await create("serviceAccount");
  const { db } = database;
  const run = (kind: string, state: string, at: string, says: string | null = null) =>
    db
      .insertInto("runs")
      .values({
        connection_id: id,
        kind,
        entities: '["user"]',
        state,
        started_by: "test",
        started_at: new Date(at),
        finished_at: new Date(at),
        undoes_run_id: null,
        settings_version: 1,
        reading_id: null,
        reading: null,
        counts: null,
        plan_hash: null,
        result: state === "applied" ? '{"applied":3,"failed":0,"changedSince":0,"unticked":0}' : null,
        says,
      })
      .execute();
  await db.updateTable("connections").set({ state: "connected" }).where("id", "=", id).execute();
  await db.insertInto("plan_marks").values({ connection_id: id, entity: "user", reading_id: 1, settings_version: 1 }).execute();
  const customer = await db.insertInto("customers").values({ name: "Of the list" }).returning("id").executeTakeFirstOrThrow();
  const site = await db
    .insertInto("sites")
    .values({ name: "Main", customer_id: customer.id, is_main: true })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("mappings")
    .values({ connection_id: id, sequence: 1, name: "All", part: null, destination: "{}", site_id: site.id, filter: null })
    .execute();
  for (const [externalId, isActive] of [
    ["a", true],
    ["b", false],
    ["c", true],
  ] as const) {
    const recordId = await addUser(db, { siteId: site.id, name: externalId, isActive });
    await db
      .insertInto("links")
      .values({
        connection_id: id,
        entity: "user",
        external_id: externalId,
        record_id: recordId,
        since_run_id: null,
        given: "{}",
        deactivated_because: null,
        waits_for_manager: null,
      })
      .execute();
  }
  await run("manual", "applied", "2026-11-10T10:00:00Z");
  await run("scheduled", "failed", "2026-11-17T10:00:00Z", "Google did not answer. Nothing was written to the desk.");
  await run("scheduled", "stopped", "2026-11-18T10:00:00Z", "Stopped before the first change.");
  await run("manual", "failed", "2026-11-21T10:00:00Z", "Stopped on request. Nothing was written to the desk.");
  const { items } = ConnectionList.parse((await ask("GET", "/connections")).body);
  const row = items.find((one) => one.id === id);
  assert.deepEqual(
    [row?.health, row?.says, row?.people, row?.lastChange, row?.customers],
    ["failing", "Failing since Tuesday", 2, "2026-11-10T10:00:00.000Z", [{ id: customer.id, name: "Of the list" }]],
  );
  assert.equal(items[0]?.id, id, "failing comes first");
  await run("scheduled", "nothingToDo", "2026-11-21T11:00:00Z");
  assert.deepEqual([(await show(id)).health, (await show(id)).people], ["healthy", 2]);
});

test("No answer ever held a secret", () => {
  const { clientSecret, serviceAccount } = credentialsOf(sandbox, domain);
  assert.ok(said.length > 40);
  const all = said.join("\n");
  for (const secret of [clientSecret, serviceAccount.private_key.slice(40, 80), "PRIVATE KEY", "GOCSPX-other"])
    assert.equal(all.includes(secret), false);
});
