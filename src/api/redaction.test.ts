import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type GoogleSandbox, startGoogleSandbox } from "../../sandbox/google/server.ts";
import { consent, credentialsOf } from "../../sandbox/google/testing/sign-in.ts";
import { addAgent } from "../../test/make.ts";
import { loadSigningKeys } from "../access/oauth-keys.ts";
import { exportConfig } from "../config/export-config.ts";
import { findSecret, openSecrets } from "../connections/secrets.ts";
import { createVault } from "../connections/vault.ts";
import { must } from "../model/errors.ts";
import { createGoogleSource } from "../sources/google/create-google-source.ts";
import { parseServiceAccountKey } from "../sources/google/parse-service-account-key.ts";
import { type Database, openDatabase } from "../store/open-database.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { createLog } from "./log-requests.ts";
import { createServer } from "./server.ts";
import { createSignInLink } from "./sign-in/create-sign-in-link.ts";
import { makeNeeds } from "./testing/make-needs.ts";
import { settled } from "./testing/make-run-scene.ts";

/** The only answers that hold a secret, each once and of its own. */
const showsOnce = [
  /^POST \/v1\/applications$/,
  /^POST \/v1\/applications\/\d+\/secrets$/,
  /^POST \/auth\/token$/,
  /^POST \/v1\/webhooks$/,
  /^POST \/v1\/webhooks\/\d+\/secret$/,
  // The address of Google's page, with the state that Google sends back; and the address that leads there.
  /^GET \/auth\/connect\/google\/start$/,
  /^POST \/v1\/connections\/\d+\/connect$/,
];

const masterKey = Buffer.alloc(32, 0xa5);
let database: Database;
let sandbox: GoogleSandbox;
let needs: ApiDependencies;
let server: ReturnType<typeof createServer>;
const log: string[] = [];
const answers: { readonly to: string; readonly text: string }[] = [];
const secrets = new Map<string, string>([
  ["the master key", masterKey.toString("base64")],
  ["the master key in hexadecimal", masterKey.toString("hex")],
]);

before(async () => {
  [database, sandbox] = await Promise.all([openDatabase({ memory: true }), startGoogleSandbox({ pageCap: 25 })]);
  const vault = createVault(masterKey);
  const plain = makeNeeds(database, {
    now: () => new Date(),
    vault,
    log: createLog("info", { write: (line: string) => void log.push(line) }),
  });
  const context: ApiDependencies["context"] = {
    ...plain.context,
    openSource: async (connection, signal) =>
      createGoogleSource({ connection, secrets: await openSecrets(database.db, vault, connection, parseServiceAccountKey), signal }),
  };
  needs = { ...plain, context };
  server = createServer(needs);
});
after(async () => {
  await sandbox.close();
  await database.close();
});

/** Asks as a program or a browser would, and keeps everything that is answered: body and headers, those apart that carry a session. */
async function ask(method: string, address: string, given: { readonly body?: unknown; readonly headers?: Record<string, string> } = {}) {
  const url = new URL(address, needs.publicUrl);
  const { body, headers = {} } = given;
  const isForm = body instanceof URLSearchParams;
  const answer = await server.request(url.href, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: isForm ? body.toString() : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const told = [...answer.headers].filter(([name]) => name !== "set-cookie").map(([name, value]) => `${name}: ${value}`);
  answers.push({ to: `${method} ${url.pathname.replace(/^\/welcome\/.*/, "/welcome")}`, text: `${told.join("\n")}\n\n${text}` });
  const isJson = answer.headers.get("content-type")?.includes("json") === true;
  return {
    status: answer.status,
    headers: answer.headers,
    cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "",
    body: isJson ? JSON.parse(text) : null,
  };
}

async function keep(name: string, secret: string | null | undefined): Promise<string> {
  const known = must(secret, name);
  assert.ok(known.length >= 8, `${name} is long enough to be looked for`);
  secrets.set(name, known);
  return known;
}

/** Connects a directory in the browser and imports it. */
async function connectAndImport(cookie: string): Promise<void> {
  const domain = "alderfinch.example";
  const { clientId, clientSecret, adminEmail } = credentialsOf(sandbox, domain);
  await keep("Google's client secret", clientSecret);
  const made = await ask("POST", "/v1/connections", {
    body: { name: "Head office", signIn: "oauthClient", sandbox: sandbox.url },
    headers: { cookie },
  });
  const path = `/v1/connections/${made.body.id}`;
  const credentials = { kind: "oauthClient", oauthClientId: clientId, oauthClientSecret: clientSecret };
  assert.equal((await ask("PUT", `${path}/credentials`, { body: credentials, headers: { cookie } })).status, 200);
  const offer = await ask("POST", `${path}/connect`, { headers: { cookie } });
  const started = await ask("GET", offer.body.url, { headers: { cookie, accept: "text/html" } });
  const request = Object.fromEntries(new URL(started.headers.get("location") ?? "").searchParams);
  await keep("the state at Google", request.state);
  const consented = await consent(sandbox, request, { account: adminEmail });
  const back = consented.headers.get("location") ?? "";
  await keep("Google's code", new URL(back).searchParams.get("code"));
  const finished = await ask("GET", back, { headers: { cookie: `${cookie}; ${started.cookie}`, accept: "text/html" } });
  assert.equal(finished.status, 303);
  await keep("Google's refresh token", await findSecret(database.db, needs.vault, made.body.id, "refreshToken"));
  await ask("POST", `${path}/check`, { headers: { cookie } });
  await mapEverybody(path, cookie);
  const run = await ask("POST", "/v1/imports", { body: { connectionId: made.body.id }, headers: { cookie } });
  assert.equal(run.status, 202, JSON.stringify(run.body));
  const get = async (address: string) => await server.request(`${needs.publicUrl}/v1${address}`, { headers: { cookie } });
  const read = async (address: string) => (await ask("GET", `/v1${address}`, { headers: { cookie } })).body;
  await settled({ get, read }, run.body.runId);
  await ask("GET", `/v1/runs/${run.body.runId}/changes`, { headers: { cookie } });
}

/** Sends everybody to the main site of a new customer. */
async function mapEverybody(path: string, cookie: string): Promise<void> {
  const customer = await ask("POST", "/v1/customers", { body: { name: "Alder & Finch" }, headers: { cookie } });
  const { id: siteId } = await database.db
    .selectFrom("sites")
    .select("id")
    .where("customer_id", "=", customer.body.id)
    .executeTakeFirstOrThrow();
  const { body, headers } = await ask("GET", `${path}/settings`, { headers: { cookie } });
  const mapping = {
    id: 0,
    part: null,
    sequence: 1,
    name: "Everybody",
    destination: { kind: "site", siteId, userRoleId: null },
    filter: null,
  };
  const saved = await ask("PUT", `${path}/settings`, {
    body: { settings: { ...body.settings, mappings: [mapping] } },
    headers: { cookie, "if-match": headers.get("etag") ?? "" },
  });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
}

/** Makes an application, signs it in, uses its token rightly and wrongly, and gives it another secret. */
async function useApplication(cookie: string, agentId: number): Promise<void> {
  const body = { name: "n8n", kind: "services", scopes: ["all"], agentId };
  const made = await ask("POST", "/v1/applications", { body, headers: { cookie } });
  const secret = await keep("the application's secret", made.body.secret);
  const form = new URLSearchParams({ grant_type: "client_credentials", client_id: made.body.clientId, client_secret: secret });
  const token = await keep("the access token", (await ask("POST", "/auth/token", { body: form })).body.access_token);
  const headers = { authorization: `Bearer ${token}` };
  for (const path of ["/v1/me", "/v1/users", "/v1/applications", "/v1/nowhere", "/v1/users/0", `/v1/search?q=${token}`])
    await ask("GET", path, { headers });
  const wrong = new URLSearchParams({ ...Object.fromEntries(form), client_secret: `${secret}x` });
  assert.equal((await ask("POST", "/auth/token", { body: wrong })).status, 401);
  assert.equal((await ask("GET", "/v1/me", { headers: { authorization: `Bearer ${token}x` } })).status, 401);
  const rotated = await ask("POST", `/v1/applications/${made.body.id}/secrets`, { body: { overlapHours: 1 }, headers: { cookie } });
  await keep("the application's new secret", rotated.body.secret);
  await ask("GET", `/v1/applications/${made.body.id}`, { headers: { cookie } });
}

async function useWebhook(cookie: string): Promise<void> {
  const body = { name: "Chat", url: "https://hooks.example.test/desk", events: ["ticket.created"] };
  const listed = await ask("GET", "/v1/webhooks", { headers: { cookie } });
  const made = await ask("POST", "/v1/webhooks", { body: { ...body, events: [listed.body.events[0]] }, headers: { cookie } });
  assert.equal(made.status, 201);
  await keep("the webhook's secret", made.body.secret);
  const replaced = await ask("POST", `/v1/webhooks/${made.body.id}/secret`, { body: {}, headers: { cookie } });
  await keep("the webhook's new secret", replaced.body.secret);
  await ask("GET", `/v1/webhooks/${made.body.id}`, { headers: { cookie } });
}

async function useMail(cookie: string): Promise<void> {
  const password = await keep("the password of the mail server", "hunter2-and-more");
  const known = await ask("GET", "/v1/mail-settings", { headers: { cookie } });
  const settings = { host: "127.0.0.1", port: 1, security: "none", user: "desk", from: "desk@example.test" };
  const headers = { cookie, "if-match": known.headers.get("etag") ?? '"0"' };
  const saved = await ask("PUT", "/v1/mail-settings", { body: { ...settings, password }, headers });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  await ask("GET", "/v1/mail-settings", { headers: { cookie } });
  // Nothing listens there: what is said of the failure must not hold the password either.
  await ask("POST", "/v1/mail-settings/test", { body: { to: "owen@example.test" }, headers: { cookie } });
}

test("A6 of a full run no log line, no answer, no export and no document holds a secret, but those answers that show it once", async () => {
  const role = await database.db
    .insertInto("agent_roles")
    .values({ name: "Everything", is_administrator: true })
    .returning("id")
    .executeTakeFirstOrThrow();
  const agentId = await addAgent(database.db, { name: "Owen", email: "owen@example.test", roles: [role.id] });
  const { url } = await createSignInLink(needs, agentId);
  await keep("the sign-in link", url.split("/").at(-1));
  const { cookie } = await ask("GET", url);
  await keep("the session", cookie.split("=")[1]);

  await connectAndImport(cookie);
  await useApplication(cookie, agentId);
  await useWebhook(cookie);
  await useMail(cookie);
  const [signing] = await loadSigningKeys(database.db, needs.vault, needs.now());
  await keep("the signing key", signing?.d);
  for (const path of [
    "/v1/openapi.json",
    "/v1/me",
    "/v1/audit",
    "/v1/connections",
    "/v1/home",
    "/v1/runs",
    "/auth/jwks",
    "/auth/.well-known/openid-configuration",
  ])
    await ask("GET", path, { headers: { cookie } });
  const mistakes = log.filter((line) => line.includes("our mistake"));
  assert.deepEqual(mistakes, []);

  const places = [
    ...log.map((text, at) => ({ place: `line ${at + 1} of the log`, text })),
    ...answers.filter(({ to }) => !showsOnce.some((one) => one.test(to))).map(({ to, text }) => ({ place: `the answer to ${to}`, text })),
    { place: "the export", text: await exportConfig(database.db) },
  ];
  assert.ok(secrets.size >= 14, `${secrets.size} secrets were in the run`);
  assert.ok(log.length > 25 && answers.length > 25, "the run was logged and answered");
  const found = places.flatMap(({ place, text }) =>
    [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => `${name}: ${place}`),
  );
  assert.deepEqual(found, []);
});
