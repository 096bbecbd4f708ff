import assert from "node:assert/strict";
import { test } from "node:test";
import { SignJWT } from "jose";
import { DirectoryRefused, Invalid } from "../../model/errors.ts";
import { makeConnection } from "../testing/google.ts";
import { type Got, type Reply, startServer, type TestServer } from "../testing/start-server.ts";
import { finishConnect } from "./finish-connect.ts";
import { revokeToken } from "./revoke-token.ts";
import { listConsentScopes } from "./scopes.ts";
import { startConnect } from "./start-connect.ts";

const redirectUri = "https://desk.example.org/auth/google";
const scopes = listConsentScopes(["groups"]);
const signal = new AbortController().signal;
const clientId = "123-abc.apps.googleusercontent.com";

async function connect(server: TestServer, callback: Record<string, string>) {
  const connection = makeConnection(server.url);
  const { url, ...attempt } = await startConnect({ connection, redirectUri, scopes });
  nonce = attempt.nonce;
  const callbackUrl = `${redirectUri}?${new URLSearchParams({ state: attempt.state, ...callback })}`;
  return {
    url: new URL(url),
    attempt,
    done: await finishConnect({ connection, oauthClientSecret: "GOCSPX-s3cret", redirectUri, callbackUrl, attempt, scopes, signal }),
  };
}

let nonce = "";

async function signIdToken(issuer: string, given: { nonce: string; email?: string }): Promise<string> {
  const { privateKey } = await crypto.subtle.generateKey(
    { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
    true,
    ["sign", "verify"],
  );
  return new SignJWT({ email: "admin@example.com", ...given })
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(issuer)
    .setAudience(clientId)
    .setSubject("1")
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(privateKey);
}

/** A token endpoint that answers a code with tokens, changed by `change`. */
async function startTokens(change: (body: Record<string, unknown>, got: Got) => Reply): Promise<TestServer> {
  const server: TestServer = await startServer((got) => (response) => {
    void (async () => {
      const id_token = await signIdToken(server.url, { nonce });
      const body = {
        access_token: "at",
        expires_in: 3599,
        token_type: "Bearer",
        refresh_token: "1//rt",
        scope: scopes.join(" "),
        id_token,
      };
      const reply = change(body, got);
      if (typeof reply === "function" || !("json" in reply)) return;
      response.writeHead(reply.status ?? 200, { "content-type": "application/json" }).end(JSON.stringify(reply.json));
    })();
  });
  return server;
}

test("G1 connecting asks for lasting access with PKCE, and brings the refresh token and the account", async () => {
  await using server = await startTokens((json) => ({ json }));
  const { url, attempt, done } = await connect(server, { code: "c0de" });
  assert.deepEqual(done, { refreshToken: "1//rt", account: "admin@example.com", grantedScopes: scopes, missingScopes: [] });
  const asked = Object.fromEntries(url.searchParams);
  assert.deepEqual(
    [asked.access_type, asked.prompt, asked.response_type, asked.code_challenge_method, asked.scope, asked.redirect_uri, asked.state],
    ["offline", "consent", "code", "S256", scopes.join(" "), redirectUri, attempt.state],
  );
  const form = server.got[0]?.form;
  assert.deepEqual(
    [form?.get("code"), form?.get("code_verifier"), form?.get("client_secret")],
    ["c0de", attempt.codeVerifier, "GOCSPX-s3cret"],
  );
});

test("G2 connecting tells which boxes were left unticked", async () => {
  await using server = await startTokens((body) => ({ json: { ...body, scope: "openid https://www.googleapis.com/auth/userinfo.email" } }));
  const { done } = await connect(server, { code: "c" });
  assert.deepEqual(done.missingScopes, scopes.slice(2));
});

const failures: readonly [string, (body: Record<string, unknown>) => Reply, Record<string, string>, RegExp][] = [
  ["consent declined", (json) => ({ json }), { error: "access_denied" }, /choose Allow/],
  ["a return of another attempt", (json) => ({ json }), { code: "c", state: "other" }, /does not belong/],
  ["no refresh token", ({ refresh_token: _, ...json }) => ({ json }), { code: "c" }, /refresh token/],
  ["a code used twice", () => ({ status: 400, json: { error: "invalid_grant" } }), { code: "c" }, /no longer valid/],
  [
    "a wrong secret",
    () => ({ status: 401, json: { error: "invalid_client", error_description: "The provided client secret is invalid." } }),
    { code: "c" },
    /client secret/,
  ],
  ["an identity token of somebody else", (json) => ({ json: { ...json, id_token: "a.b.c" } }), { code: "c" }, /could not be trusted/],
];
for (const [name, change, callback, says] of failures) {
  test(`G2 connecting explains ${name}, without any secret`, async () => {
    await using server = await startTokens(change);
    const refused = await connect(server, callback).catch((error: unknown) => error);
    assert.ok(refused instanceof DirectoryRefused, String(refused));
    assert.match(refused.message, says);
    assert.doesNotMatch(refused.message, /s3cret|1\/\/rt/);
  });
}

test("G2 connecting refuses beforehand what Google would refuse: half a client id, a name under .local", async () => {
  const connection = makeConnection("https://accounts.example.org", {
    signIn: { kind: "oauthClient", oauthClientId: "123-abc", hasSecret: true, account: null },
  });
  await assert.rejects(
    startConnect({ connection, redirectUri: "https://desk.local/x", scopes }),
    (error) => error instanceof Invalid && error.faults.length === 2,
  );
});

test("G1 disconnecting takes the permission back; one that Google no longer knows is gone already", async () => {
  const replies: readonly Reply[] = [
    { text: "" },
    { status: 400, json: { error: "invalid_token" } },
    { status: 400, json: { error: "invalid_request" } },
  ];
  await using server = await startServer((_, count) => replies[count - 1] ?? { text: "" });
  const connection = makeConnection(server.url);
  await revokeToken({ connection, token: "1//rt", signal });
  await revokeToken({ connection, token: "1//rt", signal });
  await assert.rejects(revokeToken({ connection, token: "1//rt", signal }), /by hand/);
  assert.equal(server.got[0]?.form.get("token"), "1//rt");
});
