import assert from "node:assert/strict";
import { createPublicKey, createVerify, type JsonWebKey } from "node:crypto";
import { after, before, beforeEach, describe, test } from "node:test";
import type { OrganisationCredentials } from "../control/access-control.ts";
import { type GoogleSandbox, startGoogleSandbox } from "../server.ts";
import { askToken, assertionOf, consent, credentialsOf, get, returned, scope, serviceToken, type TokenBody } from "../testing/sign-in.ts";
import { openJwt } from "./jwt.ts";

describe("the token endpoint", () => {
  let sandbox: GoogleSandbox;
  let own: OrganisationCredentials;
  const account = "mary.okafor@alderfinch.example";
  const redirectUri = "http://127.0.0.1:9/back";

  before(async () => {
    sandbox = await startGoogleSandbox();
    own = credentialsOf(sandbox, "alderfinch.example");
  });
  beforeEach(() => {
    sandbox.control("POST", "/control/reset");
    sandbox.control("POST", "/control/id-tokens", {});
    sandbox.control("POST", "/control/revoke", {});
  });
  after(() => sandbox.close());

  const byAssertion = async (claims: Record<string, unknown>) => {
    const form = { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: assertionOf(own, claims) };
    return await askToken(sandbox, form);
  };
  const signIn = async (): Promise<TokenBody> => {
    const request = {
      client_id: own.clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "openid email profile",
      access_type: "offline",
      prompt: "consent",
      nonce: "n-1",
    };
    const code = returned(await consent(sandbox, request, { account })).get("code") ?? "";
    const form = {
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      client_id: own.clientId,
      client_secret: own.clientSecret,
    };
    return (await askToken(sandbox, form)).body;
  };
  const refresh = (token: string) =>
    askToken(sandbox, { grant_type: "refresh_token", refresh_token: token, client_id: own.clientId, client_secret: own.clientSecret });

  test("a service account speaks for an administrator, under Google's audience or the sandbox's own", async () => {
    assert.ok(await serviceToken(sandbox, "alderfinch.example"));
    assert.ok(await serviceToken(sandbox, "alderfinch.example", { aud: own.serviceAccount.token_uri }));
  });

  test("each mistake in an assertion has its own answer", async () => {
    const iat = Math.floor(Date.now() / 1000);
    const cases: readonly (readonly [claims: Record<string, unknown>, status: number, error: string, description: RegExp])[] = [
      [{ iss: "nobody@nowhere.iam.gserviceaccount.com" }, 400, "invalid_grant", /account not found/],
      [{ aud: "https://example.com" }, 400, "invalid_grant", /audience/],
      [{ iat, exp: iat + 7200 }, 400, "invalid_grant", /short-lived token/],
      [{ sub: "nobody@alderfinch.example" }, 400, "invalid_grant", /Invalid email or User ID/],
      [{ sub: "owen@brightwater.example" }, 401, "unauthorized_client", /unauthorized/],
      [{ sub: undefined }, 401, "unauthorized_client", /unauthorized/],
      [{ scope: `${scope("admin.directory.user.readonly")} ${scope("apps.order")}` }, 401, "unauthorized_client", /not authorized for any/],
      [{ scope: "nonsense" }, 400, "invalid_scope", /Invalid OAuth scope/],
    ];
    for (const [claims, status, error, description] of cases) {
      const answer = await byAssertion(claims);
      assert.deepEqual([answer.status, answer.body.error], [status, error]);
      assert.match(answer.body.error_description ?? "", description);
    }
    const other = credentialsOf(sandbox, "brightwater.example");
    const forged = assertionOf({ ...own, serviceAccount: { ...own.serviceAccount, private_key: other.serviceAccount.private_key } });
    const answer = await askToken(sandbox, { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: forged });
    assert.equal(answer.body.error_description, "Invalid JWT Signature.");
  });

  test("a wrong secret, an unknown app and an unknown grant are refused", async () => {
    const form = { grant_type: "refresh_token", refresh_token: "x", client_id: own.clientId, client_secret: "wrong" };
    assert.deepEqual((await askToken(sandbox, form)).body, {
      error: "invalid_client",
      error_description: "The provided client secret is invalid.",
    });
    assert.deepEqual((await askToken(sandbox, { ...form, client_id: "x" })).status, 401);
    assert.equal((await askToken(sandbox, { grant_type: "password" })).body.error, "unsupported_grant_type");
  });

  test("an id token is signed with a published key and says who signed in", async () => {
    const { id_token: token = "", access_token: access = "" } = await signIn();
    const jwt = openJwt(token);
    assert.ok(jwt);
    const { keys } = (await (await fetch(`${sandbox.url}/oauth2/v3/certs`)).json()) as { keys: (JsonWebKey & { kid: string })[] };
    const key = keys.find((one) => one.kid === jwt.header.kid);
    assert.ok(key);
    assert.ok(
      createVerify("RSA-SHA256")
        .update(jwt.signed)
        .verify(createPublicKey({ key, format: "jwk" }), jwt.signature),
    );
    const { iss, aud, hd, email, email_verified, nonce, name } = jwt.claims;
    assert.deepEqual(
      { iss, aud, hd, email, email_verified, nonce, name },
      {
        iss: sandbox.url,
        aud: own.clientId,
        hd: "alderfinch.example",
        email: account,
        email_verified: true,
        nonce: "n-1",
        name: "Mary Okafor",
      },
    );
    const userinfo = await (await fetch(`${sandbox.url}/v1/userinfo`, { headers: { authorization: `Bearer ${access}` } })).json();
    assert.equal((userinfo as { sub: string }).sub, jwt.claims.sub);
  });

  test("id tokens can be made wrong on purpose", async () => {
    sandbox.control("POST", "/control/id-tokens", { claims: { hd: null, email_verified: false }, signedWith: "none" });
    const jwt = openJwt((await signIn()).id_token ?? "");
    assert.deepEqual([jwt?.header.alg, jwt?.claims.hd, jwt?.claims.email_verified], ["none", undefined, false]);
  });

  test("the 101st refresh token of an account and app ends the first", async () => {
    const tokens: string[] = [];
    for (let count = 0; count < 101; count += 1) tokens.push((await signIn()).refresh_token ?? "");
    assert.equal((await refresh(tokens[0] ?? "")).body.error, "invalid_grant");
    assert.equal((await refresh(tokens[1] ?? "")).status, 200);
    assert.equal((await refresh(tokens[100] ?? "")).status, 200);
  });

  test("revoking one token ends all that the account granted to the project", async () => {
    const [first, second] = [await signIn(), await signIn()];
    const revoke = () =>
      fetch(`${sandbox.url}/revoke`, { method: "POST", body: new URLSearchParams({ token: first.refresh_token ?? "" }) });
    assert.equal((await revoke()).status, 200);
    assert.equal((await refresh(second.refresh_token ?? "")).status, 400);
    assert.equal((await revoke()).status, 400);
  });

  test("an access token lives an hour by the sandbox's clock", async () => {
    const token = await serviceToken(sandbox, "alderfinch.example");
    sandbox.control("POST", "/control/clock", { seconds: 3600 });
    assert.equal((await get(sandbox, "users?customer=my_customer", token)).status, 401);
  });

  test("the discovery document points at the sandbox itself", async () => {
    const document = (await (await fetch(`${sandbox.url}/.well-known/openid-configuration`)).json()) as Record<string, string>;
    assert.deepEqual([document.issuer, document.token_endpoint], [sandbox.url, `${sandbox.url}/token`]);
  });
});
