import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { findToken } from "../../../access/find-token.ts";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { makeApplication, makeToken } from "../../testing/make-application.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";
import { ApplicationList, NewApplication, RotatedSecret } from "../shapes/access.ts";

let database: Database;
let needs: ApiDependencies;
let owen: SignedIn;
let counter = 0;

before(async () => {
  database = await openDatabase({ memory: true });
  needs = makeNeeds(database);
  owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
});
after(() => database.close());

const input = (more: object = {}) => {
  counter += 1;
  return { name: `n8n ${counter}`, kind: "services", scopes: ["edit:tickets"], agentId: owen.agentId, ...more };
};
const create = async (more: object = {}) => NewApplication.parse((await owen.ask("POST", "/applications", input(more))).body);
const faultsOf = (body: { faults: { at: string }[] }) => body.faults.map(({ at }) => at);

describe("applications (A2)", () => {
  test("one is made with a secret that is shown once, and never again", async () => {
    const made = await create();
    assert.match(made.secret ?? "", /^[\w-]{43}$/);
    assert.equal(made.secrets[0]?.hint, made.secret?.slice(-4));
    assert.equal(made.agent?.name, "Owen");
    for (const path of ["/applications", `/applications/${made.id}`, "/audit"]) {
      const { status, text } = await owen.ask("GET", path);
      assert.equal(status, 200, path);
      assert.equal(text.includes(made.secret ?? "?"), false, path);
    }
    const { items, scopes } = ApplicationList.parse((await owen.ask("GET", "/applications")).body);
    assert.ok(items.some(({ id }) => id === made.id));
    assert.deepEqual(
      scopes.find(({ name }) => name === "read:tickets"),
      { name: "read:tickets", says: "Read tickets", isEmpty: false },
    );
  });

  test("parts that do not fit each other are refused with every place", async () => {
    const refused = async (more: object) => {
      const { status, body } = await owen.ask("POST", "/applications", input(more));
      assert.equal(status, 400, JSON.stringify(body));
      return faultsOf(body);
    };
    assert.deepEqual(await refused({ agentId: null, scopes: ["no:such"], allowedAddresses: ["10.0.0.0/8", "10.0.0.0/33", "x"] }), [
      "agentId",
      "scopes[0]",
      "allowedAddresses[1]",
      "allowedAddresses[2]",
    ]);
    assert.deepEqual(await refused({ redirectUris: ["https://a.example"] }), ["redirectUris"]);
    assert.deepEqual(await refused({ kind: "signIn" }), ["redirectUris", "agentId"]);
    const signIn = { kind: "signIn", agentId: null };
    for (const uri of ["http://a.example/cb", "javascript:alert(1)", "https://a.example/#x", "/cb", "https://*.example/"])
      assert.deepEqual(await refused({ ...signIn, redirectUris: [uri] }), ["redirectUris[0]"], uri);
    assert.deepEqual(await refused({ agentId: 999_999 }), ["agentId"]);
    assert.deepEqual(await refused({ name: (await create()).name }), ["name"]);
  });

  test("one for whoever signs in may be public, and come back to this machine or to a program's own address", async () => {
    const redirectUris = ["http://localhost:3000/cb", "http://127.0.0.1/cb", "com.example.app:/cb"];
    const made = await create({ kind: "signIn", agentId: null, isPublic: true, redirectUris });
    assert.deepEqual([made.secret, made.secrets, made.redirectUris], [null, [], redirectUris]);
    const { status } = await owen.ask("POST", `/applications/${made.id}/secrets`, { overlapHours: 1 });
    assert.equal(status, 409);
  });

  test("changes name the version that was seen; who comes second is told who was first", async () => {
    const { id } = await create();
    const patch = (version: number, body: object) => owen.ask("PATCH", `/applications/${id}`, body, { "if-match": `"${version}"` });
    const first = await patch(1, { allowedAddresses: ["10.0.0.0/8"], isActive: false });
    assert.deepEqual([first.status, first.headers.get("etag")], [200, '"2"']);
    assert.deepEqual([first.body.allowedAddresses, first.body.isActive], [["10.0.0.0/8"], false]);
    const second = await patch(1, { isActive: true });
    assert.deepEqual([second.status, second.body.current.by], [412, "Owen"]);
    assert.equal((await owen.ask("PATCH", `/applications/${id}`, {})).status, 428);
    const { status } = await owen.ask("DELETE", `/applications/${id}`, undefined, { "if-match": '"2"' });
    assert.equal(status, 204);
    assert.equal((await owen.ask("GET", `/applications/${id}`)).status, 404);
  });

  test("a new secret leaves the former one its overlap; one can be ended at once", async () => {
    const made = await create();
    const rotated = await owen.ask("POST", `/applications/${made.id}/secrets`, { overlapHours: 48 });
    assert.equal(rotated.status, 201);
    const { id, formerUntil } = RotatedSecret.parse(rotated.body);
    assert.equal(formerUntil, "2026-11-23T14:00:00.000Z");
    const { secrets } = (await owen.ask("GET", `/applications/${made.id}`)).body;
    assert.deepEqual(
      secrets.map((secret: { expiresAt: string | null }) => secret.expiresAt),
      [null, formerUntil],
    );
    assert.equal((await owen.ask("DELETE", `/applications/${made.id}/secrets/${id}`)).status, 204);
    assert.equal((await owen.ask("DELETE", `/applications/${made.id}/secrets/${id}`)).status, 404);
    assert.equal((await owen.ask("POST", `/applications/${made.id}/secrets`, { overlapHours: -1 })).status, 400);
  });

  test("its tokens can be ended all at once", async () => {
    const application = await makeApplication(needs, { name: "To revoke", agentId: owen.agentId });
    const { value } = await makeToken(needs, application);
    await makeToken(needs, application, { seconds: -1 });
    const { status, body } = await owen.ask("POST", `/applications/${application.id}/revoke-tokens`);
    assert.deepEqual([status, body], [200, { revoked: 1 }]);
    assert.equal(await findToken(database.db, value, needs.now()), null);
  });

  test("its last use is kept, from where and when", async () => {
    const application = await makeApplication(needs, { name: "Used", agentId: owen.agentId });
    const { authorization } = await makeToken(needs, application);
    await owen.ask("GET", "/me", undefined, { authorization });
    const { body } = await owen.ask("GET", `/applications/${application.id}`);
    assert.deepEqual([body.lastUsedAt, body.lastUsedFrom], ["2026-11-21T14:00:00.000Z", null]);
  });

  test("nobody gets more by an application than they may themselves: not by making, changing or reading its secret", async () => {
    const priya = await signInAs(needs, { name: "Priya", isAdministrator: false, rights: { access: "all", tickets: "edit" } });
    const mighty = await create({ scopes: ["all"] });
    const make = await priya.ask("POST", "/applications", { ...input(), scopes: ["all"] });
    assert.equal(make.status, 403);
    assert.match(make.body.detail, /more than you may: tickets:all/);
    assert.equal((await priya.ask("POST", `/applications/${mighty.id}/secrets`, { overlapHours: 1 })).status, 403);
    assert.equal((await priya.ask("PATCH", `/applications/${mighty.id}`, { isActive: true }, { "if-match": '"1"' })).status, 403);
    const own = await priya.ask("POST", "/applications", { ...input(), scopes: ["all"], agentId: priya.agentId });
    assert.equal(own.status, 201, own.text);
    const widen = { agentId: owen.agentId };
    assert.equal((await priya.ask("PATCH", `/applications/${own.body.id}`, widen, { "if-match": '"1"' })).status, 403);
    assert.equal((await priya.ask("POST", "/applications", { ...input(), scopes: ["read:tickets"] })).status, 201);
  });
});
