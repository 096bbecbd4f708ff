import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { type Database, openDatabase } from "../../store/open-database.ts";
import { createSignInLink } from "../sign-in/create-sign-in-link.ts";
import { makeApplication } from "../testing/make-application.ts";
import { makeOauthScene, type OauthScene } from "../testing/make-oauth-scene.ts";

let database: Database;
let scene: OauthScene;

before(async () => {
  database = await openDatabase({ memory: true });
  scene = await makeOauthScene(database);
});
after(() => database.close());

describe("authorization code", () => {
  const redirectUri = "https://n8n.example/rest/oauth2-credential/callback";
  const verifier = "a".repeat(43);

  /** A browser: it keeps cookies by path, as ours are. */
  function makeBrowser() {
    const jar = new Map<string, { value: string; path: string }>();
    return {
      jar,
      async visit(url: string, init: RequestInit = {}) {
        const { pathname } = new URL(url, scene.needs.publicUrl);
        const cookie = [...jar].flatMap(([name, one]) => (pathname.startsWith(one.path) ? [`${name}=${one.value}`] : [])).join("; ");
        const answer = await scene.app.request(new URL(url, scene.needs.publicUrl).href, {
          ...init,
          headers: { accept: "text/html", cookie, ...init.headers },
        });
        for (const line of answer.headers.getSetCookie()) {
          const [pair = "", ...attributes] = line.split(/; */);
          const [name = "", value = ""] = pair.split("=");
          const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? "/";
          if (value === "") jar.delete(name);
          else jar.set(name, { value, path });
        }
        return {
          status: answer.status,
          location: answer.headers.get("location") ?? "",
          headers: answer.headers,
          text: await answer.text(),
        };
      },
    };
  }

  async function challenge() {
    return Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(verifier))).toString("base64url");
  }

  async function authorizeUrl(clientId: string, more: Record<string, string> = {}) {
    return `/auth/authorize?${new URLSearchParams({ response_type: "code", client_id: clientId, redirect_uri: redirectUri, scope: "all offline_access", state: "s1", code_challenge: await challenge(), code_challenge_method: "S256", tenant: "x", ...more })}`;
  }

  async function consent(clientId: string, answer: "allow" | "deny", more: Record<string, string> = {}) {
    const browser = makeBrowser();
    const { url } = await createSignInLink(scene.needs, scene.agentId);
    await browser.visit(url);
    const asked = await browser.visit(await authorizeUrl(clientId, more));
    assert.equal(asked.status, 303, asked.text);
    const page = await browser.visit(asked.location);
    const answered = await browser.visit(asked.location, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
      body: `answer=${answer}`,
    });
    const resumed = await browser.visit(answered.location);
    return { browser, page, asked, resumed, back: new URL(resumed.location) };
  }

  const exchange = (application: { clientId: string; secret: string }, code: string, more: Record<string, string> = {}) =>
    scene.post("/auth/token", {
      grant_type: "authorization_code",
      client_id: application.clientId,
      ...(application.secret !== "" && { client_secret: application.secret }),
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...more,
    });

  test("a signed-in agent allows an application, which then acts as them and stays connected", async () => {
    const application = await makeApplication(scene.needs, { redirectUris: [redirectUri], scopes: ["edit:tickets"] });
    const { page, back } = await consent(application.clientId, "allow", { scope: "openid edit:tickets offline_access" });
    assert.equal(page.status, 200);
    assert.match(page.text, new RegExp(`<strong>${application.name}</strong> asks to act for you, <strong>Owen</strong>`));
    assert.match(page.text, /<li>Read, edit and delete tickets<\/li>/);
    assert.match(page.headers.get("content-security-policy") ?? "", /form-action 'self' https:\/\/n8n\.example/);
    assert.equal(`${back.origin}${back.pathname}`, redirectUri);
    assert.equal(back.searchParams.get("state"), "s1");
    const { status, body } = await exchange(application, back.searchParams.get("code") ?? "");
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(Object.keys(body).toSorted(), ["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"]);
    const caller = await scene.who(body.access_token);
    assert.equal(caller.by, `${application.name} for Owen`);
    assert.deepEqual(caller.permissions, ["tickets:read", "tickets:edit"]);
    // As `jose` reads it: anything else fails in what follows.
    const jwks = (await scene.readJson("/auth/jwks")) as unknown as JSONWebKeySet;
    const { payload } = await jwtVerify(String(body.id_token), createLocalJWKSet(jwks), {
      issuer: `${scene.needs.publicUrl}/auth`,
      audience: application.clientId,
    });
    assert.equal(payload.sub, `agent:${scene.agentId}`);
  });

  test("a refresh token works once; using it again ends everything that came of it", async () => {
    const application = await makeApplication(scene.needs, { redirectUris: [redirectUri] });
    const { back } = await consent(application.clientId, "allow");
    const first = (await exchange(application, back.searchParams.get("code") ?? "")).body;
    const refresh = (token: unknown) =>
      scene.post("/auth/token", {
        grant_type: "refresh_token",
        refresh_token: String(token),
        client_id: application.clientId,
        client_secret: application.secret,
      });
    const second = await refresh(first.refresh_token);
    assert.equal(second.status, 200);
    assert.notEqual(second.body.refresh_token, first.refresh_token);
    assert.equal((await scene.who(second.body.access_token)).status, 200);
    const again = await refresh(first.refresh_token);
    assert.deepEqual([again.status, again.body.error], [400, "invalid_grant"]);
    assert.equal((await scene.who(second.body.access_token)).status, 401);
    assert.equal((await refresh(second.body.refresh_token)).status, 400);
  });

  test("a code works once, and only with the verifier that it was asked for with", async () => {
    const application = await makeApplication(scene.needs, { isPublic: true, redirectUris: [redirectUri] });
    const code = (await consent(application.clientId, "allow")).back.searchParams.get("code") ?? "";
    assert.equal((await exchange(application, code, { code_verifier: "b".repeat(43) })).status, 400);
    const other = (await consent(application.clientId, "allow")).back.searchParams.get("code") ?? "";
    const { status, body } = await exchange(application, other);
    assert.equal(status, 200);
    assert.equal((await exchange(application, other)).status, 400);
    assert.equal((await scene.who(body.access_token)).status, 401, "a code that is used twice was stolen");
  });

  test("who says no sends the application away without a code", async () => {
    const application = await makeApplication(scene.needs, { redirectUris: [redirectUri] });
    const { back } = await consent(application.clientId, "deny");
    assert.equal(back.searchParams.get("error"), "access_denied");
    assert.equal(back.searchParams.get("code"), null);
  });

  test("somebody who is not signed in is told how, and comes back to the question", async () => {
    const application = await makeApplication(scene.needs, { redirectUris: [redirectUri] });
    const browser = makeBrowser();
    const asked = await browser.visit(await authorizeUrl(application.clientId));
    const page = await browser.visit(asked.location);
    assert.equal(page.status, 401);
    assert.match(page.text, /Sign in first/);
    const { url } = await createSignInLink(scene.needs, scene.agentId);
    const signedIn = await browser.visit(url);
    assert.equal(signedIn.location, asked.location);
    assert.equal((await browser.visit(signedIn.location)).status, 200);
  });

  test("only the browser that began can answer: a link to the question does nothing elsewhere", async () => {
    const application = await makeApplication(scene.needs, { redirectUris: [redirectUri] });
    const asked = await makeBrowser().visit(await authorizeUrl(application.clientId));
    const victim = makeBrowser();
    await victim.visit((await createSignInLink(scene.needs, scene.agentId)).url);
    assert.equal((await victim.visit(asked.location)).status, 404);
    const form = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "answer=allow" };
    assert.equal((await victim.visit(asked.location, form)).status, 404);
  });

  test("an application comes back to a server, to a program of its own and to any port of this machine, whichever it asked for", async () => {
    const redirectUris = ["https://app.example.com/cb", "http://localhost/cb", "com.example.app:/cb"];
    const { clientId } = await makeApplication(scene.needs, { redirectUris });
    for (const redirect_uri of [...redirectUris, "http://localhost:9999/cb"])
      assert.match((await makeBrowser().visit(await authorizeUrl(clientId, { redirect_uri }))).location, /consent/, redirect_uri);
    for (const redirect_uri of ["https://app.example.com:8443/cb", "http://localhost:9999/cb2", "com.example.app:/cb2"])
      assert.equal((await makeBrowser().visit(await authorizeUrl(clientId, { redirect_uri }))).status, 400, redirect_uri);
    await assert.rejects(
      makeApplication(scene.needs, { redirectUris: ["https://localhost/cb", "com.example.app:/cb"] }),
      /two applications/,
    );
  });

  test("without PKCE, with another redirect address, or unknown: refused, to the application or on a page", async () => {
    const application = await makeApplication(scene.needs, { redirectUris: [redirectUri] });
    const plain = await makeBrowser().visit((await authorizeUrl(application.clientId)).replace(/&code_challenge[^&]*/g, ""));
    assert.match(plain.location, /error=invalid_request/);
    const elsewhere = await makeBrowser().visit(await authorizeUrl(application.clientId, { redirect_uri: "https://evil.example/" }));
    assert.equal(elsewhere.status, 400);
    assert.match(elsewhere.text, /can&#39;t be connected|can't be connected/);
    assert.equal((await makeBrowser().visit(await authorizeUrl("nobody"))).status, 400);
  });
});
