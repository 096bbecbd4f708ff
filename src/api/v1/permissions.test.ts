import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { must } from "../../model/errors.ts";
import { type Database, openDatabase } from "../../store/open-database.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { makeNeeds } from "../testing/make-needs.ts";
import { askApi, type SignedIn, signInAs } from "../testing/sign-in-as.ts";
import { permissionOf } from "./permissions.ts";

let database: Database;
let needs: ApiDependencies;
let administrator: SignedIn;
let technician: SignedIn;

before(async () => {
  database = await openDatabase({ memory: true });
  needs = makeNeeds(database, { demo: { sandboxUrl: "http://127.0.0.1:1", list: async () => [], happen: async () => "" } });
  administrator = await signInAs(needs, { name: "Owen", isAdministrator: true });
  technician = await signInAs(needs, { name: "Priya", isAdministrator: false });
});
after(() => database.close());

/** A path of the table with something in every place. */
function fill(path: string): string {
  return path.replace(/:entity/, "user").replaceAll(/:\w+/g, "999999");
}

const endpoints = Object.entries(permissionOf).map(([key, permission]) => {
  const [method = "", path = ""] = key.split(" ");
  return { key, method, path: fill(path), permission };
});

describe("who may call what", () => {
  for (const { key, method, path, permission } of endpoints) {
    const body = method === "GET" ? undefined : {};
    test(`${key}: ${permission}`, async () => {
      const nobody = await askApi(needs, { method, path, body });
      assert.equal(nobody.status, permission === "anyone" ? 200 : 401, "somebody who is not signed in");
      if (permission === "anyone") return;
      assert.equal(nobody.headers.get("content-type"), "application/problem+json");
      const isForAll = permission === "signedIn" || permission === "desk:read";
      if (key === "POST /sign-out") return;
      const other = await technician.ask(method, path, body);
      assert.equal(other.status === 403, !isForAll, `an agent without ${permission}: ${other.text}`);
      if (!isForAll) assert.match(other.body.detail, new RegExp(`needs the permission ${permission}`));
      const { status } = await administrator.ask(method, path, body);
      assert.equal(status === 401 || status === 403, false, `an administrator: ${status}`);
    });
  }

  test("an address that the table does not know answers nobody", async () => {
    assert.equal((await askApi(needs, { method: "GET", path: "/secrets" })).status, 401);
    assert.equal((await administrator.ask("GET", "/secrets")).status, 403);
  });

  test("outside of the demo nobody may play it", async () => {
    const plain = { ...needs, demo: null };
    assert.equal((await askApi(plain, { method: "GET", path: "/demo/incidents", headers: { cookie: administrator.cookie } })).status, 403);
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
    assert.deepEqual(Object.keys(patch.responses), ["200", "400", "401", "403", "404", "409", "412", "428", "500"]);
    assert.equal(patch.responses["412"].content["application/problem+json"].schema.$ref, "#/components/schemas/Problem");
    assert.ok(patch.parameters.some((one: { name: string; in: string }) => one.in === "header" && one.name === "If-Match"));
    assert.deepEqual(patch.security, [{ session: [] }]);
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
