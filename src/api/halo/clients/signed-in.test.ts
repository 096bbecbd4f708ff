import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { createSignInLink } from "../../sign-in/create-sign-in-link.ts";
import { makeApplication } from "../../testing/make-application.ts";
import { askHalo, type HaloDesk, startHaloDesk } from "../testing/start-halo-desk.ts";

// A program on somebody's machine, as an MCP server is: the person signs in and allows it (code with PKCE), and it reads as them.

let desk: HaloDesk;

before(async () => {
  desk = await startHaloDesk();
});
after(() => desk.close());

const redirectUri = "http://127.0.0.1:43117/callback";
const verifier = "v".repeat(64);

/** A browser that keeps cookies, whatever their path. */
function makeBrowser() {
  const cookies = new Map<string, string>();
  return async (url: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(new URL(url, desk.url), {
      redirect: "manual",
      ...init,
      headers: { accept: "text/html", cookie, ...init.headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    await answer.arrayBuffer();
    return answer.headers.get("location") ?? "";
  };
}

test("an agent signs in, allows a program, and it lists what they may read, with a token that it renews", async () => {
  const { agentId } = await desk.addApplication({ rights: { tickets: "read", customers: "read" } });
  await desk.needs.database.db.updateTable("agents").set({ is_api_only: false }).where("id", "=", agentId).execute();
  const { clientId } = await makeApplication(desk.needs, { isPublic: true, redirectUris: [redirectUri], scopes: ["all"] });
  const admin = await desk.connect();
  await admin.ask("POST", "/Client", [{ name: "Alder & Finch" }]);

  const visit = makeBrowser();
  await visit((await createSignInLink(desk.needs, agentId)).url);
  const asked = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: "all offline_access",
    state: "s1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    tenant: "contoso",
  });
  const page = await visit(`/auth/authorize?${asked}`);
  const allowed = await visit(page, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    body: "answer=allow",
  });
  const back = new URL(await visit(allowed));
  assert.equal(`${back.origin}${back.pathname}`, redirectUri);

  const post = async (form: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${desk.url}/auth/token?tenant=contoso`, {
      method: "POST",
      body: new URLSearchParams({ client_id: clientId, ...form }),
    });
    // The token endpoint answers with tokens, or with what is wrong.
    return (await answer.json()) as { access_token: string; refresh_token: string };
  };
  const code = back.searchParams.get("code") ?? "";
  const first = await post({ grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier });
  const second = await post({ grant_type: "refresh_token", refresh_token: first.refresh_token });

  for (const { access_token: token } of [first, second]) {
    const ask = (path: string) => askHalo(`${desk.url}/api${path}`, { method: "GET", headers: { authorization: `Bearer ${token}` } });
    assert.equal((await ask("/Client?count=100")).body.clients[0].name, "Alder & Finch");
    assert.equal((await ask("/Tickets?count=100&open_only=true")).body.record_count, 0);
    for (const path of ["/TicketType", "/Status", "/Priority", "/AssetType", "/Outcome"])
      assert.ok(Array.isArray((await ask(path)).body), path);
    assert.equal((await ask("/Asset?count=100")).status, 403, "their roles give no right to assets");
    const refused = await askHalo(`${desk.url}/api/Report`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: [{ sql: "select 1" }],
    });
    assert.equal(refused.status, 400);
    assert.match(refused.text, /SQL is not run here/);
  }
});
