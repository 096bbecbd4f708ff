import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, beforeEach, describe, test } from "node:test";
import type { OrganisationCredentials } from "../control/access-control.ts";
import { type GoogleSandbox, startGoogleSandbox } from "../server.ts";
import { askToken, choose, consent, credentialsOf, get, returned, scope, type TokenBody } from "../testing/sign-in.ts";

describe("connecting with an app", () => {
  let sandbox: GoogleSandbox;
  let own: OrganisationCredentials;
  const admin = "admin@alderfinch.example";
  const redirectUri = "http://localhost:7780/google/callback";

  before(async () => {
    sandbox = await startGoogleSandbox();
  });
  beforeEach(() => {
    sandbox.control("POST", "/control/reset");
    sandbox.control("POST", "/control/revoke", {});
    own = credentialsOf(sandbox, "alderfinch.example");
  });
  after(() => sandbox.close());

  const request = (changes: Record<string, string> = {}): Record<string, string> => ({
    client_id: own.clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: `openid email ${scope("admin.directory.user.readonly")} ${scope("admin.directory.group.readonly")}`,
    access_type: "offline",
    prompt: "consent",
    state: "s1",
    ...changes,
  });
  const open = (changes: Record<string, string>) =>
    fetch(`${sandbox.url}/o/oauth2/v2/auth?${new URLSearchParams(request(changes))}`, { redirect: "manual" });
  const exchange = (code: string, more: Record<string, string> = {}) =>
    askToken(sandbox, {
      grant_type: "authorization_code",
      code,
      client_id: own.clientId,
      client_secret: own.clientSecret,
      redirect_uri: redirectUri,
      ...more,
    });
  const connect = async (changes: Record<string, string> = {}): Promise<TokenBody> => {
    const back = returned(await consent(sandbox, request(changes), { account: admin }));
    return (
      await exchange(back.get("code") ?? "", { client_id: changes.client_id ?? own.clientId, client_secret: secretOf(changes.client_id) })
    ).body;
  };
  const secretOf = (clientId: string | undefined) =>
    own.clients.find((client) => client.clientId === (clientId ?? own.clientId))?.secret ?? "";

  test("shows the organisation's accounts, then a box for every scope", async () => {
    const chooser = await (await open({})).text();
    assert.match(chooser, /value="admin@alderfinch.example"/);
    const page = await (await choose(sandbox, request(), admin)).text();
    assert.equal(page.match(/type="checkbox"/g)?.length, 4);
    assert.match(page, /admin\.directory\.group\.readonly/);
  });

  test("comes back with the state and a code that is exchanged once", async () => {
    const back = returned(await consent(sandbox, request(), { account: admin }));
    assert.deepEqual([back.get("state"), back.get("iss")], ["s1", sandbox.url]);
    const { status, body } = await exchange(back.get("code") ?? "");
    assert.equal(status, 200);
    assert.deepEqual([body.expires_in, body.token_type], [3599, "Bearer"]);
    assert.ok(body.refresh_token && body.id_token);
    assert.equal((await get(sandbox, "users?customer=my_customer", body.access_token ?? "")).status, 200);
    assert.equal((await exchange(back.get("code") ?? "")).body.error, "invalid_grant");
  });

  test("grants only the ticked scopes, and says so", async () => {
    const back = returned(await consent(sandbox, request(), { account: admin, scopes: [scope("admin.directory.user.readonly")] }));
    const { body } = await exchange(back.get("code") ?? "");
    assert.equal(body.scope, `openid ${scope("userinfo.email")} ${scope("admin.directory.user.readonly")}`);
    assert.equal(
      (await get(sandbox, "groups?customer=my_customer", body.access_token ?? "")).body.error?.errors[0]?.reason,
      "insufficientPermissions",
    );
  });

  test("Cancel comes back as access_denied", async () => {
    const back = returned(await consent(sandbox, request(), { account: admin, decision: "cancel" }));
    assert.deepEqual([back.get("error"), back.get("state"), back.get("code")], ["access_denied", "s1", null]);
  });

  test("checks the PKCE verifier", async () => {
    const verifier = "a-verifier-of-at-least-forty-three-characters-length";
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const ask = async (more: Record<string, string>) => {
      const back = returned(
        await consent(sandbox, request({ code_challenge: challenge, code_challenge_method: "S256" }), { account: admin }),
      );
      return (await exchange(back.get("code") ?? "", more)).body;
    };
    assert.equal((await ask({})).error_description, "Missing code verifier.");
    assert.equal((await ask({ code_verifier: "wrong" })).error_description, "Invalid code verifier.");
    assert.ok((await ask({ code_verifier: verifier })).access_token);
  });

  test("gives a refresh token on the first consent only, unless asked to consent again", async () => {
    sandbox.control("POST", "/control/reset");
    const client = own.clients[1]?.clientId ?? "";
    sandbox.control("PATCH", `/control/clients/${client}`, { acceptsLoopback: true });
    assert.ok((await connect({ client_id: client, prompt: "" })).refresh_token);
    assert.equal((await connect({ client_id: client, prompt: "" })).refresh_token, undefined);
    assert.ok((await connect({ client_id: client, prompt: "consent" })).refresh_token);
    const skipped = returned(await choose(sandbox, request({ client_id: client, prompt: "" }), admin));
    assert.ok(skipped.get("code"));
  });

  test("mistakes of the app stay on Google's page", async () => {
    const cases: readonly (readonly [changes: Record<string, string>, status: number, code: string])[] = [
      [{ redirect_uri: "https://desk.example.com/google/callback/" }, 400, "redirect_uri_mismatch"],
      [{ client_id: "nobody.apps.googleusercontent.com" }, 401, "invalid_client"],
      [{ scope: "openid https://www.googleapis.com/auth/nonsense" }, 400, "invalid_scope"],
      [{ response_type: "token" }, 400, "invalid_request"],
    ];
    for (const [changes, status, code] of cases) {
      const response = await open(changes);
      assert.equal(response.status, status);
      assert.match(await response.text(), new RegExp(code));
    }
    sandbox.control("PATCH", `/control/clients/${own.clientId}`, { isDeleted: true });
    const deleted = await open({});
    assert.deepEqual([deleted.status, /deleted_client/.test(await deleted.text())], [401, true]);
  });

  test("accounts that may not use the app are told on Google's page", async () => {
    const told = async (response: Response) => [response.status, /<code>(\w+)<\/code>/.exec(await response.text())?.[1]];
    assert.deepEqual(await told(await choose(sandbox, request(), "owen@brightwater.example")), [403, "org_internal"]);
    const external = own.clients[2]?.clientId ?? "";
    assert.deepEqual(await told(await choose(sandbox, request({ client_id: external }), "owen@brightwater.example")), [
      403,
      "access_denied",
    ]);
    sandbox.control("PATCH", `/control/clients/${own.clientId}`, { blockedBy: ["C0alderf1"] });
    assert.deepEqual(await told(await choose(sandbox, request(), admin)), [400, "admin_policy_enforced"]);
    sandbox.control("PATCH", `/control/users/${admin}`, { suspended: true });
    assert.deepEqual(await told(await choose(sandbox, request(), admin)), [403, "account_suspended"]);
  });

  test("an app that nobody has verified warns accounts of other organisations, who can go on", async () => {
    const external = own.clients[2]?.clientId ?? "";
    sandbox.control("PATCH", `/control/clients/${external}`, { publishing: "production", isVerified: false });
    const warning = await (await choose(sandbox, request({ client_id: external }), "owen@brightwater.example")).text();
    assert.match(warning, /hasn’t verified this app/);
    assert.match(warning, /Advanced/);
    const page = await (await choose(sandbox, request({ client_id: external }), "owen@brightwater.example", "yes")).text();
    assert.match(page, /type="checkbox"/);
  });

  test("an app in testing loses its refresh token after seven days; one that only signs in keeps it", async () => {
    const external = own.clients[2]?.clientId ?? "";
    const { refresh_token: whole = "" } = await connect({ client_id: external });
    const { refresh_token: signIn = "" } = await connect({ client_id: external, scope: "openid email profile" });
    const refresh = (token: string) =>
      askToken(sandbox, { grant_type: "refresh_token", refresh_token: token, client_id: external, client_secret: secretOf(external) });
    assert.equal((await refresh(whole)).body.refresh_token, undefined);
    sandbox.control("POST", "/control/clock", { days: 7 });
    assert.deepEqual((await refresh(whole)).body, { error: "invalid_grant", error_description: "Token has been expired or revoked." });
    assert.equal((await refresh(signIn)).status, 200);
  });
});
