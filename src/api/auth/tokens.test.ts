import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { rotateSecret } from "../../access/application-secrets.ts";
import { rotateSigningKeys } from "../../access/oauth-keys.ts";
import { updateApplication } from "../../access/save-application.ts";
import { type Database, openDatabase } from "../../store/open-database.ts";
import { makeApplication } from "../testing/make-application.ts";
import { makeOauthScene, type OauthScene } from "../testing/make-oauth-scene.ts";

let database: Database;
let scene: OauthScene;

before(async () => {
  database = await openDatabase({ memory: true });
  scene = await makeOauthScene(database);
});
after(() => database.close());

const edit = () => ({ by: "test", now: scene.needs.now() });

const asks = ({ clientId, secret }: { clientId: string; secret: string }, more: Record<string, string> = {}) => ({
  grant_type: "client_credentials",
  client_id: clientId,
  client_secret: secret,
  ...more,
});

describe("client credentials", () => {
  test("an id and a secret get a token that acts as the agent, with what scopes and roles both give", async () => {
    const application = await makeApplication(scene.needs, { agentId: scene.agentId });
    const { status, body, headers } = await scene.post("/auth/token", asks(application, { scope: "all" }));
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body).toSorted(), ["access_token", "expires_in", "scope", "token_type"]);
    assert.deepEqual([body.token_type, body.expires_in, body.scope], ["Bearer", 3600, "all"]);
    assert.equal(headers.get("cache-control"), "no-store");
    const caller = await scene.who(body.access_token);
    assert.equal(caller.status, 200);
    assert.equal(caller.by, `${application.name} for Owen`);
    assert.deepEqual(caller.permissions, ["tickets:read", "tickets:edit", "users:read"]);
    assert.equal((await scene.who(body.access_token, "bearer")).status, 200);
  });

  test("a tenant is ignored wherever it is and whatever it says, and so are slashes, letter case and a doubled /token", async () => {
    const application = await makeApplication(scene.needs, { agentId: scene.agentId });
    for (const path of [
      "/auth/token/",
      "/auth/token?tenant=undefined",
      "/auth/token?tenant=",
      "/auth/token/token?tenant=x",
      "/Auth/Token",
      "/AUTH/TOKEN/token/",
    ])
      assert.equal((await scene.post(path, asks(application, { scope: "all" }))).status, 200, path);
    assert.equal((await scene.post("/auth/token", asks(application, { tenant: "halopsa" }))).status, 200);
  });

  test("the secret may stand in the form or in the authorization header", async () => {
    const { clientId, secret } = await makeApplication(scene.needs, { agentId: scene.agentId });
    const basic = `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}`;
    assert.equal(
      (await scene.post("/auth/token", { grant_type: "client_credentials" }, { headers: { authorization: basic } })).status,
      200,
    );
  });

  test("a token has the scopes that were asked for and are known; without a word about them, all", async () => {
    const application = await makeApplication(scene.needs, { agentId: scene.agentId, scopes: ["all:standard"] });
    const get = async (scope?: string) => (await scene.post("/auth/token", asks(application, scope === undefined ? {} : { scope }))).body;
    const some = await get("read:tickets read:calendar no:such");
    assert.equal(some.scope, "read:tickets read:calendar");
    assert.deepEqual((await scene.who(some.access_token)).permissions, ["tickets:read"]);
    assert.equal((await get()).scope, "all");
    const unknown = await get("no:such");
    assert.deepEqual((await scene.who(unknown.access_token)).permissions, []);
  });

  test("a wrong secret, an unknown id, another kind of application: 401 or 400, as OAuth says it", async () => {
    const application = await makeApplication(scene.needs, { agentId: scene.agentId });
    const wrong = await scene.post("/auth/token", asks({ ...application, secret: "wrong" }));
    assert.deepEqual([wrong.status, wrong.body.error], [401, "invalid_client"]);
    const unknown = await scene.post("/auth/token", asks({ clientId: "nobody", secret: "x" }));
    assert.deepEqual([unknown.status, unknown.body.error], [401, "invalid_client"]);
    const other = await scene.post("/auth/token", asks(await makeApplication(scene.needs, { redirectUris: ["https://n8n.example/cb"] })));
    assert.equal(other.status, 400);
    assert.equal((await scene.post("/auth/token", {})).status, 400);
    assert.equal((await scene.app.request(`${scene.needs.publicUrl}/auth/token`)).status, 405);
  });

  test("a character that is none is the client's mistake, wherever it stands", async () => {
    const { clientId, secret } = await makeApplication(scene.needs, { agentId: scene.agentId });
    for (const path of ["/auth/token", "/auth/revoke"])
      for (const given of [
        { clientId: "\0", secret },
        { clientId, secret: "a\0" },
      ])
        assert.equal((await scene.post(path, asks(given))).status, 400, path);
    for (const query of ["client_id=%00", `client_id=${clientId}&state=a%00b&response_type=code`]) {
      const answer = await scene.app.request(`${scene.needs.publicUrl}/auth/authorize?${query}`);
      assert.equal(answer.status, 400, query);
    }
  });

  test("a form that never ends is not read to its end", async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1;
        if (sent > 1000) controller.error(new Error("It was read on and on"));
        else controller.enqueue(Buffer.alloc(16 * 1024, "a"));
      },
    });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const asked = new Request(`${scene.needs.publicUrl}/auth/token`, { method: "POST", headers, body, duplex: "half" });
    assert.equal((await scene.app.request(asked)).status, 400);
    assert.ok(sent < 20, `${sent} pieces`);
  });

  test("the password grant is refused with what to use instead, whoever asks", async () => {
    const { status, body } = await scene.post("/auth/token?tenant=x", {
      grant_type: "password",
      username: "owen",
      password: "hunter2",
      client_id: "x",
    });
    assert.equal(status, 400);
    assert.equal(body.error, "unsupported_grant_type");
    assert.match(String(body.error_description), /client_credentials/);
  });

  test("a rotated secret works until the overlap is over; the new one at once", async () => {
    const application = await makeApplication(scene.needs, { agentId: scene.agentId });
    const { secret } = await rotateSecret(scene.needs.database.db, { id: application.id, overlapHours: 2 }, edit());
    assert.equal((await scene.post("/auth/token", asks({ ...application, secret }))).status, 200);
    assert.equal((await scene.post("/auth/token", asks(application))).status, 200);
    scene.clock.ahead = 3 * 3_600_000;
    assert.equal((await scene.post("/auth/token", asks(application))).status, 401);
    assert.equal((await scene.post("/auth/token", asks({ ...application, secret }))).status, 200);
    scene.clock.ahead = 0;
  });

  test("an application that is switched off, expired, or whose agent is inactive has no token any more", async () => {
    const application = await makeApplication(scene.needs, { agentId: scene.agentId });
    const { access_token: token } = (await scene.post("/auth/token", asks(application))).body;
    const patch = async (change: Parameters<typeof updateApplication>[1]["patch"]) => {
      const { version } = await scene.needs.database.db
        .selectFrom("applications")
        .select("version")
        .where("id", "=", application.id)
        .executeTakeFirstOrThrow();
      await updateApplication(scene.needs.database.db, { id: application.id, patch: change, expectsVersion: version }, edit());
    };
    await patch({ isActive: false });
    assert.equal((await scene.who(token)).status, 401);
    assert.equal((await scene.post("/auth/token", asks(application))).status, 401);
    await patch({ isActive: true });
    assert.equal((await scene.who(token)).status, 200);
    await patch({ expiresAt: "2026-01-01T00:00:00Z" });
    assert.equal((await scene.who(token)).status, 401);
    await patch({ expiresAt: null });
    await scene.needs.database.db.updateTable("agents").set({ is_active: false }).where("id", "=", scene.agentId).execute();
    assert.equal((await scene.who(token)).status, 401);
    await scene.needs.database.db.updateTable("agents").set({ is_active: true }).where("id", "=", scene.agentId).execute();
    scene.clock.ahead = 3_601_000;
    assert.equal((await scene.who(token)).status, 401, "after an hour");
    scene.clock.ahead = 0;
  });

  test("from an address that is not allowed neither secret nor token does anything", async () => {
    const application = await makeApplication(scene.needs, { agentId: scene.agentId, allowedAddresses: ["10.1.0.0/16", "2001:db8::1"] });
    assert.equal((await scene.post("/auth/token", asks(application), { address: "::ffff:10.1.2.3" })).status, 200);
    assert.equal((await scene.post("/auth/token", asks(application), { address: "10.2.0.1" })).status, 401);
    const forged = await scene.post("/auth/token", asks(application), {
      headers: { "x-forwarded-for": "10.1.2.3", "x-muster-address": "10.1.2.3" },
      address: "10.2.0.1",
    });
    assert.equal(forged.status, 401, "a proxy that nobody knows is not believed");
  });

  test("an address that keeps guessing is heard no more for a while", async () => {
    const application = await makeApplication(scene.needs, { agentId: scene.agentId });
    const guess = (secret: string) => scene.post("/auth/token", asks({ ...application, secret }), { address: "203.0.113.9" });
    for (let n = 0; n < 30; n += 1) assert.equal((await guess(`guess ${n}`)).status, 401);
    const refused = await guess(application.secret);
    assert.equal(refused.status, 429);
    assert.match(refused.headers.get("retry-after") ?? "", /^\d+$/);
    assert.equal((await scene.post("/auth/token", asks(application), { address: "203.0.113.10" })).status, 200);
  });
});

describe("what the server says of itself", () => {
  test("its issuer is the address of the authorisation server, and its addresses are below it whatever the request says", async () => {
    const said = await scene.readJson("/auth/.well-known/openid-configuration");
    assert.equal(said.issuer, "http://localhost:7780/auth");
    assert.equal(said.token_endpoint, "http://localhost:7780/auth/token");
    assert.equal(said.authorization_endpoint, "http://localhost:7780/auth/authorize");
    const forged = await scene.readJson("/auth/.well-known/openid-configuration", { "x-forwarded-host": "evil.example" });
    assert.equal(forged.token_endpoint, "http://localhost:7780/auth/token");
    assert.deepEqual(said.code_challenge_methods_supported, ["S256"]);
  });

  test("a rotated key signs, and the one before still verifies", async () => {
    const readKeys = async () => (await scene.readJson("/auth/jwks")).keys as { kid: string; d?: string }[];
    const before = await readKeys();
    assert.deepEqual(
      before.filter((key) => key.d !== undefined),
      [],
    );
    await rotateSigningKeys(database.db, scene.needs.vault, scene.needs.now());
    // The server looks for new keys every hour; other tests were three hours ahead.
    scene.clock.ahead = 5 * 3_600_000;
    const after = await readKeys();
    scene.clock.ahead = 0;
    assert.equal(after.length, before.length + 1);
    assert.deepEqual(
      after.slice(1).map(({ kid }) => kid),
      before.map(({ kid }) => kid),
    );
  });

  test("nothing that is kept of a token, a code or a secret gives it back", async () => {
    const application = await makeApplication(scene.needs, { agentId: scene.agentId });
    const { access_token: token } = (await scene.post("/auth/token", asks(application))).body;
    const kept = JSON.stringify([
      await scene.needs.database.db.selectFrom("oauth_records").selectAll().execute(),
      await scene.needs.database.db.selectFrom("application_secrets").selectAll().execute(),
      await scene.needs.database.db.selectFrom("audit").selectAll().execute(),
    ]);
    for (const value of [String(token), application.secret]) assert.equal(kept.includes(value), false);
  });
});
