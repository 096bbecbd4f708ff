import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { decodeJwt, decodeProtectedHeader, importSPKI, jwtVerify } from "jose";
import type { GoogleSecrets } from "../../model/connection.ts";
import { DirectoryRefused } from "../../model/errors.ts";
import { createRequester } from "../http/create-requester.ts";
import { makeConnection, oauthSecrets, tokenReply } from "../testing/google.ts";
import { createInstantClock } from "../testing/instant-clock.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { createAccessTokens } from "./create-access-tokens.ts";
import { findRetryReason } from "./find-cause.ts";
import { signAssertion } from "./sign-assertion.ts";

const pair = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const key = { clientEmail: "sync@p.iam.gserviceaccount.com", privateKey: pair.privateKey, privateKeyId: "k1" };
const delegated: GoogleSecrets = { kind: "serviceAccount", ...key };
const actingFor = { signIn: { kind: "serviceAccount", subject: "admin@example.com", account: null } } as const;

function make(server: TestServer, secrets: GoogleSecrets = oauthSecrets) {
  const clock = createInstantClock();
  const requester = createRequester({
    pace: { atOnce: 10, perMinute: 100 },
    signal: new AbortController().signal,
    retryReason: findRetryReason,
    clock,
  });
  const connection = makeConnection(server.url, secrets.kind === "serviceAccount" ? actingFor : {});
  return { clock, tokens: createAccessTokens({ connection, secrets, requester, clock }) };
}

test("G1 requests that need a token at the same time share one, until a minute before its end", async () => {
  await using server = await startServer((_, count) => tokenReply(`token-${count}`, 600));
  const { tokens, clock } = make(server);
  assert.deepEqual(await Promise.all([tokens.get("a"), tokens.get("b"), tokens.get("a")]), ["token-1", "token-1", "token-1"]);
  clock.pass(539_000);
  assert.equal(await tokens.get("a"), "token-1");
  clock.pass(2000);
  assert.equal(await tokens.get("a"), "token-2");
  assert.equal(server.got[0]?.form.get("grant_type"), "refresh_token");
  assert.equal(server.got[0]?.form.get("refresh_token"), "1//refresh-secret");
});

test("G1 a refused token is dropped once, however many requests were refused with it", async () => {
  await using server = await startServer((_, count) => tokenReply(`token-${count}`));
  const { tokens } = make(server);
  tokens.drop(await tokens.get("a"));
  assert.equal(await tokens.get("a"), "token-2");
  tokens.drop("token-1");
  assert.equal(await tokens.get("a"), "token-2");
});

test("G2 a dead refresh token is asked once, asks for a new connection, and never stands in the message", async () => {
  await using server = await startServer(() => ({
    status: 400,
    json: { error: "invalid_grant", error_description: "Token has been expired or revoked." },
  }));
  const { tokens } = make(server);
  const refused = await tokens.get("a").catch((error: unknown) => error);
  assert.ok(refused instanceof DirectoryRefused);
  assert.equal(refused.because, "signIn");
  assert.equal(refused.vendorCode, "invalid_grant");
  assert.doesNotMatch(refused.message, /secret|1\/\//);
  assert.equal(server.got.length, 1);
});

test("G1 a failing sign-in is asked again", async () => {
  await using server = await startServer((_, count) => (count === 1 ? { status: 503, text: "busy" } : tokenReply("token")));
  assert.equal(await make(server).tokens.get("a"), "token");
});

test("G1 nobody connected yet: nothing is sent", async () => {
  await using server = await startServer(() => tokenReply("token"));
  const { tokens } = make(server, { kind: "oauthClient", oauthClientSecret: "s", refreshToken: null });
  await assert.rejects(tokens.get("a"), /Connect now/);
  assert.equal(server.got.length, 0);
});

test("G1 a service account signs a request for exactly one scope, as the administrator, for an hour at most", async () => {
  await using server = await startServer((_, count) => tokenReply(`token-${count}`));
  const { tokens, clock } = make(server, delegated);
  const asked = clock.now();
  assert.deepEqual(
    [await tokens.get("scope-a"), await tokens.get("scope-b"), await tokens.get("scope-a")],
    ["token-1", "token-2", "token-1"],
  );
  const assertion = server.got[0]?.form.get("assertion") ?? "";
  const verified = await jwtVerify(assertion, await importSPKI(pair.publicKey, "RS256"), { currentDate: new Date(asked) });
  assert.deepEqual(verified.payload, {
    scope: "scope-a",
    iss: key.clientEmail,
    sub: "admin@example.com",
    aud: `${server.url}/token`,
    iat: asked / 1000,
    exp: asked / 1000 + 3600,
  });
  assert.deepEqual(decodeProtectedHeader(assertion), { alg: "RS256", typ: "JWT", kid: "k1" });
});

test("G1 at Google, the audience is Google's token address", async () => {
  const assertion = await signAssertion({
    key,
    subject: "a@example.com",
    scopes: ["s"],
    tokenEndpoint: "https://www.googleapis.com/oauth2/v4/token",
    now: 0,
  });
  assert.equal(decodeJwt(assertion).aud, "https://oauth2.googleapis.com/token");
});

test("A6 a damaged key is refused without being quoted", async () => {
  const given = {
    key: { ...key, privateKey: "-----BEGIN s3cret" },
    subject: "a@example.com",
    scopes: ["s"],
    tokenEndpoint: "https://x.example/token",
    now: 0,
  };
  await assert.rejects(signAssertion(given), (error) => error instanceof DirectoryRefused && !error.message.includes("s3cret"));
});
