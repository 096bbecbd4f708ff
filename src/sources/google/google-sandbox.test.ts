import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { type GoogleSandbox, startGoogleSandbox } from "../../../sandbox/google/server.ts";
import type { Connection, GoogleSecrets } from "../../model/connection.ts";
import type { DirectorySource } from "../../model/directory.ts";
import { DirectoryRefused, must, type RefusalCause } from "../../model/errors.ts";
import { type BrokenPerson, isBroken, type Person } from "../../model/person.ts";
import { makeConnection } from "../testing/google.ts";
import { createInstantClock } from "../testing/instant-clock.ts";
import { createGoogleSource } from "./create-google-source.ts";
import { type Connected, finishConnect } from "./finish-connect.ts";
import { revokeToken } from "./revoke-token.ts";
import { listConsentScopes } from "./scopes.ts";
import { startConnect } from "./start-connect.ts";

const redirectUri = "http://127.0.0.1:8080/google/callback";
const scopes = listConsentScopes(["groups", "orgUnits", "schemas"]);
const everything = { part: "my_customer", attributes: ["customSchemas", "organizations", "phones"] } as const;
const { signal } = new AbortController();

let sandbox: GoogleSandbox;
before(async () => {
  sandbox = await startGoogleSandbox({ pageCap: 25 });
});
beforeEach(() => {
  sandbox.control("POST", "/control/reset", {});
});
after(() => sandbox.close());

function organisation() {
  return must(
    sandbox.credentials().find((one) => one.name.startsWith("Alder")),
    "the larger demo organisation",
  );
}

/** Signs in on the sandbox's pages as the organisation's administrator, with these boxes ticked. */
async function connect(
  ticked: readonly string[] = scopes,
): Promise<{ connection: Connection; secrets: GoogleSecrets; connected: Connected }> {
  const { clientId, clientSecret, adminEmail } = organisation();
  const signIn = { kind: "oauthClient", oauthClientId: clientId, hasSecret: true, account: adminEmail } as const;
  const connection = makeConnection(sandbox.url, { signIn });
  const { url, ...attempt } = await startConnect({ connection, redirectUri, scopes });
  const form = new URLSearchParams({ request: new URL(url).search.slice(1), account: adminEmail, decision: "allow" });
  for (const scope of ticked) form.append("scope", scope);
  const consent = await fetch(`${sandbox.url}/signin/consent`, { method: "POST", body: form, redirect: "manual" });
  const callbackUrl = must(consent.headers.get("location"), "a way back to the app");
  const connected = await finishConnect({ connection, oauthClientSecret: clientSecret, redirectUri, callbackUrl, attempt, scopes, signal });
  return { connection, connected, secrets: { kind: "oauthClient", oauthClientSecret: clientSecret, refreshToken: connected.refreshToken } };
}

function makeSource(given: { connection: Connection; secrets: GoogleSecrets }): DirectorySource {
  return createGoogleSource({ connection: given.connection, secrets: given.secrets, signal, clock: createInstantClock(Date.now()) });
}

function makeDelegated(subject = organisation().adminEmail): DirectorySource {
  const { serviceAccount: key } = organisation();
  const connection = makeConnection(sandbox.url, { signIn: { kind: "serviceAccount", subject, account: null } });
  const { client_email: clientEmail, private_key: privateKey, private_key_id: privateKeyId } = key;
  return makeSource({ connection, secrets: { kind: "serviceAccount", clientEmail, privateKey, privateKeyId } });
}

async function listPeople(source: DirectorySource) {
  const items = [];
  for await (const page of source.people(everything)) items.push(...page.items);
  return items.map((item) => source.parsePerson(item, everything.part));
}

function isWhole(person: Person | BrokenPerson): person is Person {
  return !isBroken(person);
}

function arm(fault: object): void {
  sandbox.control("POST", "/control/faults", fault);
}

function isRefused(because: RefusalCause, says: RegExp) {
  return (error: unknown) => error instanceof DirectoryRefused && error.because === because && says.test(error.message);
}

test("G1 an administrator connects, and everything can be read", async () => {
  const made = await connect();
  assert.equal(made.connected.account, organisation().adminEmail);
  assert.deepEqual(made.connected.missingScopes, []);
  const abilities = await makeSource(made).check();
  assert.deepEqual(
    abilities.filter((ability) => !ability.isGranted),
    [],
  );
});

test("G1 a service account reads the same people as a connected administrator", async () => {
  const people = await listPeople(makeSource(await connect()));
  assert.ok(people.length > 100);
  assert.deepEqual(await listPeople(makeDelegated()), people);
  assert.equal(new Set(people.map((person) => person.id)).size, people.length);
  assert.ok((await makeDelegated().check()).every((ability) => ability.isGranted));
});

test("G2 a box left unticked is known at once, and named by the check", async () => {
  const made = await connect(scopes.filter((scope) => !scope.includes("group")));
  assert.deepEqual(made.connected.missingScopes, ["https://www.googleapis.com/auth/admin.directory.group.readonly"]);
  const denied = (await makeSource(made).check()).filter((ability) => !ability.isGranted);
  assert.deepEqual(
    denied.map((ability) => ability.ability),
    ["groups"],
  );
  assert.match(denied[0]?.says ?? "", /group\.readonly/);
});

test("G2 a scope missing under domain-wide delegation fails only what needs it", async () => {
  const { client_email: email } = organisation().serviceAccount;
  sandbox.control("POST", "/control/scopes", { email, delegatedScopes: ["https://www.googleapis.com/auth/admin.directory.user.readonly"] });
  const abilities = await makeDelegated().check();
  assert.deepEqual(
    abilities.map(({ isGranted }) => isGranted),
    [true, true, false, false, false],
  );
  assert.match(abilities[2]?.says ?? "", /Domain-wide delegation/);
});

test("G2 a sign-in taken back asks for a new connection, whichever way it was made", async () => {
  const made = await connect();
  await revokeToken({ connection: made.connection, token: made.connected.refreshToken, signal });
  await assert.rejects(listPeople(makeSource(made)), isRefused("signIn", /connect again/));
  await assert.rejects(listPeople(makeDelegated("nobody@alder.example")), isRefused("signIn", /nobody@alder\.example/));
});

test("G2 an API that is not enabled is named, with Google's own link", async () => {
  const made = await connect();
  sandbox.control("PATCH", `/control/clients/${organisation().clientId}`, { isApiEnabled: false });
  await assert.rejects(listPeople(makeSource(made)), isRefused("configuration", /https:\/\/console\.developers\.google\.com\/.*project=/));
});

test("G2 tokens that end in mid-listing, quotas, failures and cut answers do not spoil a reading", async () => {
  const source = makeDelegated();
  const whole = await listPeople(source);
  arm({ kind: "expireTokens", match: { path: "/users$", pageIndex: 1 } });
  arm({ kind: "status", status: 403, reason: "quotaExceeded", domain: "usageLimits", match: { path: "/users$", pageIndex: 2 } });
  arm({ kind: "status", status: 429, reason: "rateLimitExceeded", retryAfter: 9, match: { path: "/users$", pageIndex: 3 } });
  arm({ kind: "status", status: 502, html: "<html>Bad Gateway</html>", match: { path: "/users$", pageIndex: 4 } });
  arm({ kind: "cut", match: { path: "/users$", pageIndex: 5 } });
  const before = source.requestCount();
  assert.deepEqual(await listPeople(source), whole);
  const pages = Math.ceil(whole.length / 25);
  assert.equal(source.requestCount() - before, pages + 1 + 1 + 4);
});

test("G2 a refused permission is not repeated", async () => {
  const source = makeDelegated();
  arm({ kind: "status", status: 403, reason: "forbidden", times: "always", match: { path: "/users$" } });
  await assert.rejects(listPeople(source), isRefused("permission", /Users > Read/));
  assert.equal(source.requestCount(), 2);
});

test("G10 a list that repeats a page mark, or breaks off for good, is not a complete one", async () => {
  arm({ kind: "repeatPageToken", match: { path: "/users$", pageIndex: 2 }, times: 20 });
  await assert.rejects(listPeople(makeDelegated()), isRefused("answer", /twice/));
  sandbox.control("POST", "/control/reset", {});
  arm({ kind: "cut", match: { path: "/users$", fromPage: 1 }, times: "always" });
  await assert.rejects(listPeople(makeDelegated()), isRefused("unreachable", /could not be reached/));
});

test("G15 a deleted account is absent, an account of somebody else unknown, an alias found", async () => {
  const source = makeDelegated();
  const people = (await listPeople(source)).filter(isWhole);
  const gone = must(people.at(-1), "somebody");
  const aliased = must(
    people.find((person) => person.aliases.length > 0),
    "somebody with an alias",
  );
  sandbox.control("DELETE", `/control/users/${gone.id}`);
  assert.equal((await source.lookUp(gone.id, everything)).kind, "absent");
  assert.equal((await source.lookUp("owen@elsewhere.example", everything)).kind, "unknown");
  assert.deepEqual(await source.lookUp(aliased.aliases[0] ?? "", everything), { kind: "found", person: aliased });
});

test("G6 a group of the directory is found by address, id and name, and its members are read", async () => {
  const source = makeDelegated();
  const { domain, customerId } = organisation();
  const [group] = await source.findGroups(`porto-all@${domain}`, "my_customer");
  assert.ok(group);
  assert.deepEqual(await source.findGroups(group.id, "my_customer"), [group]);
  assert.deepEqual(await source.findGroups(group.name, "my_customer"), [group]);
  assert.deepEqual(await source.searchGroups("porto-a", "my_customer"), [group]);
  assert.deepEqual(await source.searchGroups(group.name.slice(0, -2), "my_customer"), [group]);
  const members = (await Array.fromAsync(source.members(group.id))).flat();
  assert.deepEqual(new Set(members.map((member) => member.kind)), new Set(["group", "person"]));
  assert.ok(members.length > 25);
  const [all] = await source.findGroups("Everyone", "my_customer");
  assert.deepEqual(await Array.fromAsync(source.members(all?.id ?? "")), [[{ kind: "everyone", id: customerId }]]);
  assert.ok((await source.orgUnits("my_customer")).some((unit) => unit.path === "/"));
  assert.ok((await source.schemas("my_customer")).length > 0);
});

test("G3 a reseller's customer that has switched API access off is told apart", async () => {
  const reseller = must(sandbox.credentials()[0], "an organisation");
  const { client_email: clientEmail, private_key: privateKey, private_key_id: privateKeyId } = reseller.serviceAccount;
  const connection = makeConnection(sandbox.url, { signIn: { kind: "serviceAccount", subject: reseller.adminEmail, account: null } });
  const source = makeSource({ connection, secrets: { kind: "serviceAccount", clientEmail, privateKey, privateKeyId } });
  const { customerId } = organisation();
  sandbox.control("PATCH", `/control/organisations/${customerId}`, { refusesReseller: true });
  await assert.rejects(
    Array.fromAsync(source.people({ part: customerId, attributes: [] })),
    isRefused("permission", /switched off API access/),
  );
});
