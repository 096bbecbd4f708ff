import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { addUser } from "../../../test/make.ts";
import { revokeTokens } from "../../access/revoke-tokens.ts";
import { must } from "../../model/errors.ts";
import { type RoleRights, rights } from "../../model/permission.ts";
import { type Database, openDatabase } from "../../store/open-database.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { createServer } from "../server.ts";
import { createUserSignInLink } from "../sign-in/create-sign-in-link.ts";
import { type MadeApplication, makeApplication, makeToken } from "../testing/make-application.ts";
import { makeNeeds } from "../testing/make-needs.ts";
import { askApi, type SignedIn, signInAs } from "../testing/sign-in-as.ts";
import { openToUsers, permissionOf } from "./permissions.ts";

let database: Database;
let needs: ApiDependencies;
let server: ReturnType<typeof createServer>;
let administrator: SignedIn;
const callers = new Map<string, Readonly<Record<string, string>>>();
const clock = { ahead: 0 };

/** Somebody with exactly these rights, by their session. */
async function addAgentWith(name: string, given: RoleRights): Promise<SignedIn> {
  const agent = await signInAs(needs, { name, isAdministrator: false, rights: given });
  callers.set(name, { cookie: agent.cookie });
  return agent;
}

async function addApplication(name: string, given: Parameters<typeof makeApplication>[1], scope = "all"): Promise<MadeApplication> {
  const application = await makeApplication(needs, { name, ...given });
  const { authorization } = await makeToken(needs, application, { scope });
  callers.set(name, { authorization });
  return application;
}

before(async () => {
  database = await openDatabase({ memory: true });
  const now = () => new Date(Date.UTC(2026, 10, 21, 14) + clock.ahead);
  needs = makeNeeds(database, { now, demo: { sandboxUrl: "http://127.0.0.1:1", list: async () => [], happen: async () => "" } });
  server = createServer(needs);
  administrator = await signInAs(needs, { name: "Owen", isAdministrator: true });
  callers.set("Owen", { cookie: administrator.cookie });
  const { agentId } = administrator;
  const everything = Object.fromEntries(rights.map((right) => [right, "all"]));
  for (const right of rights) {
    await addAgentWith(`none of ${right}`, { ...everything, [right]: "none" });
    for (const level of ["read", "edit", "all"] as const) {
      const { agentId: exactly } = await addAgentWith(`only ${right}:${level}`, { [right]: level });
      if (level === "all") await addApplication(`application for only ${right}`, { agentId: exactly });
    }
  }
  await addApplication("application of Owen", { agentId });
  await addApplication("application without scopes", { agentId, scopes: ["read:calendar"] });
  await addApplication("token without scopes", { agentId }, "read:calendar");
  const off = await addApplication("switched off", { agentId });
  await database.db.updateTable("applications").set({ is_active: false }).where("id", "=", off.id).execute();
  await addApplication("wrong address", { agentId, allowedAddresses: ["192.0.2.1"] });
  const revoked = await addApplication("revoked", { agentId });
  await revokeTokens(database.db, revoked.id, { by: "test", now: now() });
  const expired = await makeApplication(needs, { name: "expired", agentId });
  callers.set("expired", { authorization: (await makeToken(needs, expired, { seconds: -1 })).authorization });
  callers.set("made up", { authorization: "Bearer made-up" });
  await addUserCallers();
});
after(() => database.close());

/** A user by their session, and by an application that acts as them. */
async function addUserCallers(): Promise<void> {
  const { db } = database;
  const customer = await db.insertInto("customers").values({ name: "Brightwater" }).returning("id").executeTakeFirstOrThrow();
  const site = await db
    .insertInto("sites")
    .values({ name: "Main", customer_id: customer.id, is_main: true })
    .returning("id")
    .executeTakeFirstOrThrow();
  const userId = await addUser(db, { siteId: site.id, name: "Ana", email: "ana@example.test" });
  const welcome = await server.request((await createUserSignInLink(needs, userId)).url);
  callers.set("Ana", { cookie: welcome.headers.get("set-cookie")?.split(";")[0] ?? "" });
  await addApplication("application of Ana", { userId });
}

/** A path of the table with something in every place. */
function fill(path: string): string {
  return path.replace(/:entity/, "user").replaceAll(/:\w+/g, "999999");
}

const endpoints = Object.entries(permissionOf).map(([key, permission]) => {
  const [method = "", path = ""] = key.split(" ");
  return { key, method, path: fill(path), permission };
});

async function statusOf(caller: string | null, method: string, path: string): Promise<number> {
  const headers = caller === null ? {} : must(callers.get(caller), caller);
  const body = method === "GET" ? {} : { body: "{}" };
  const answer = await server.request(`${needs.publicUrl}/v1${path}`, {
    method,
    headers: { "content-type": "application/json", "if-match": '"1"', ...headers },
    ...body,
  });
  // A stream would go on.
  await answer.body?.cancel();
  return answer.status;
}

const refuses = (status: number) => status === 401 || status === 403;
const levels: readonly string[] = ["read", "edit", "all"];

/** Callers that are to be let through, and those that are to be refused, for an endpoint with a permission. */
function expectFor(permission: string): { readonly through: readonly string[]; readonly refused: readonly string[] } {
  const always = ["Owen", "application of Owen"];
  if (permission === "signedIn") return { through: [...always, "none of tickets", "application without scopes"], refused: [] };
  const outside = ["application without scopes", "token without scopes"];
  if (permission === "demo:play") return { through: always, refused: [...outside, "only settings:all"] };
  const [right = "", level = ""] = permission.split(":");
  const at = levels.indexOf(level);
  const names = levels.map((one) => `only ${right}:${one}`);
  return {
    through: [...always, ...names.slice(at), `application for only ${right}`],
    refused: [...outside, `none of ${right}`, ...names.slice(0, at)],
  };
}

describe("who may call what (A5)", () => {
  for (const { key, method, path, permission } of endpoints) {
    test(`${key}: ${permission}`, async () => {
      if (permission === "anyone") return assert.equal(await statusOf(null, method, path), 200);
      for (const caller of [null, "made up", "expired", "revoked", "switched off"])
        assert.equal(await statusOf(caller, method, path), 401, caller ?? "nobody");
      assert.equal(await statusOf("wrong address", method, path), 403, "an address that is not allowed");
      // It would end the sessions of the others.
      if (key === "POST /sign-out") return;
      const { through, refused } = expectFor(permission);
      for (const caller of refused) assert.equal(await statusOf(caller, method, path), 403, caller);
      for (const caller of through) assert.equal(refuses(await statusOf(caller, method, path)), false, caller);
      for (const caller of ["Ana", "application of Ana"]) {
        const status = await statusOf(caller, method, path);
        if (openToUsers.has(key)) assert.notEqual(status, 401, caller);
        else assert.equal(status, 403, caller);
      }
    });
  }

  test("what is open to users is in the table, too", () => {
    assert.deepEqual(
      [...openToUsers].filter((key) => permissionOf[key] === undefined),
      [],
    );
  });

  test("a refusal names the permission, and whether roles or scopes lack it", async () => {
    const ask = async (caller: string) =>
      (await askApi(needs, { method: "GET", path: "/applications", headers: must(callers.get(caller), caller) })).body.detail;
    assert.match(await ask("none of access"), /needs the permission access:read, which your roles do not give/);
    assert.match(
      await ask("token without scopes"),
      /^token without scopes for Owen, .*which the scopes of this application or of its token do not give/,
    );
  });

  test("an address that the table does not know answers nobody", async () => {
    assert.equal((await askApi(needs, { method: "GET", path: "/secrets" })).status, 401);
    const unknown = await administrator.ask("GET", "/secrets");
    assert.deepEqual([unknown.status, unknown.body.title], [404, "Not here"]);
  });

  test("outside of the demo nobody may play it", async () => {
    const plain = { ...needs, demo: null };
    assert.equal((await askApi(plain, { method: "GET", path: "/demo/incidents", headers: { cookie: administrator.cookie } })).status, 403);
  });

  test("an application needs no browser's word about where it comes from, and signs nobody in", async () => {
    const headers = { ...must(callers.get("application of Owen"), "Owen's"), origin: "https://n8n.example" };
    const { status, body, headers: answered } = await askApi(needs, { method: "GET", path: "/me", headers });
    assert.deepEqual(
      [status, body.agent.name, body.application.name, answered.get("set-cookie")],
      [200, "Owen", "application of Owen", null],
    );
    const made = await askApi(needs, { method: "POST", path: "/customers", headers, body: { name: "By a program" } });
    assert.equal(made.status, 201, made.text);
    const { actor } = await database.db
      .selectFrom("audit")
      .select("actor")
      .where("entity", "=", "customer")
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    assert.equal(actor, "application of Owen for Owen");
  });
});

describe("what another site makes a browser send", () => {
  const change = (headers: Readonly<Record<string, string>>) =>
    administrator.ask("POST", "/customers", { name: `From ${JSON.stringify(headers)}` }, headers);

  test("is refused, whatever it says about itself", async () => {
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site", origin: "http://localhost:9999" },
      { origin: "http://localhost:7780.evil.example" },
    ]) {
      const { status, body } = await change(headers);
      assert.equal(status, 403, JSON.stringify(headers));
      assert.match(body.detail, /another site/);
    }
  });

  test("is let through from our own pages, and from programs that are no browser", async () => {
    for (const headers of [{ origin: "http://localhost:7780", "sec-fetch-site": "same-origin" }, {}, { "sec-fetch-site": "none" }])
      assert.equal((await change(headers)).status, 201, JSON.stringify(headers));
  });

  test("reads nothing: answers are for our own origin", async () => {
    const { headers } = await administrator.ask("GET", "/me", undefined, { origin: "https://evil.example" });
    assert.equal(headers.get("access-control-allow-origin"), null);
    assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
    assert.equal(headers.get("cache-control"), "no-store");
  });
});

describe("the document of the API", () => {
  test("is OpenAPI 3.1: every operation has a summary, a tag, answers, and everything that it refers to", async () => {
    const { status, body } = await askApi(needs, { method: "GET", path: "/openapi.json" });
    assert.equal(status, 200);
    assert.match(body.openapi, /^3\.1\.\d$/);
    assert.deepEqual([body.info.title, body.info.version, body.servers], ["Muster", "1.2.3", [{ url: "/v1" }]]);
    assert.deepEqual(body.components.securitySchemes.session, {
      type: "apiKey",
      in: "cookie",
      name: "muster_session",
      description: "Set by a sign-in link, for twelve hours.",
    });
    const tags = new Set(body.tags.map((tag: { name: string }) => tag.name));
    for (const { key, operation, path } of listOperations(body)) {
      assert.ok(operation.summary?.length > 0, `${key} has a summary`);
      assert.ok(operation.tags.length === 1 && tags.has(operation.tags[0]), `${key} has a tag`);
      assert.ok(
        Object.keys(operation.responses).some((code) => code.startsWith("2")),
        `${key} answers`,
      );
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
      const inPath = (operation.parameters ?? []).filter((one: { in: string }) => one.in === "path");
      assert.deepEqual(
        inPath.map((one: { name: string }) => one.name).toSorted(),
        named.toSorted(),
        `${key} describes what is in its path`,
      );
    }
    const known = new Set(Object.keys(body.components.schemas).map((name) => `#/components/schemas/${name}`));
    const used = new Set([...JSON.stringify(body).matchAll(/"\$ref":"([^"]+)"/g)].map((found) => found[1] ?? ""));
    assert.deepEqual(
      [...used].filter((ref) => !known.has(ref)),
      [],
    );
  });

  test("has the operations of the table of permissions, with the permission of each, and no others", async () => {
    const { body } = await askApi(needs, { method: "GET", path: "/openapi.json" });
    const described = Object.fromEntries(listOperations(body).map(({ key, operation }) => [key, operation["x-permission"]]));
    assert.deepEqual(sorted(described), sorted(permissionOf));
  });

  test("says how each operation refuses", async () => {
    const { body } = await askApi(needs, { method: "GET", path: "/openapi.json" });
    const patch = body.paths["/users/{id}"].patch;
    assert.deepEqual(Object.keys(patch.responses), ["200", "400", "401", "403", "404", "409", "412", "413", "415", "428", "429", "500"]);
    assert.equal(patch.responses["412"].content["application/problem+json"].schema.$ref, "#/components/schemas/Problem");
    assert.ok(patch.parameters.some((one: { name: string; in: string }) => one.in === "header" && one.name === "If-Match"));
    assert.deepEqual(patch.security, [{ session: [] }, { token: [] }]);
    assert.deepEqual(body.paths["/openapi.json"].get.security, []);
  });
});

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Awaited<ReturnType<typeof askApi>>["body"]>>>>;
}

function listOperations({ paths }: Described) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
      path,
      operation: must(operation, "an operation"),
    })),
  );
}

function sorted(record: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => a.localeCompare(b)));
}
