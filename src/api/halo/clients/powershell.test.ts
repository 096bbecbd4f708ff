import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { askHalo, type HaloClient, type HaloDesk, startHaloDesk } from "../testing/start-halo-desk.ts";

// The requests of the PowerShell module HaloAPI, as it makes them.

let desk: HaloDesk;
let client: HaloClient;

before(async () => {
  desk = await startHaloDesk();
  client = await desk.connect();
  await client.ask("POST", "/client", [{ name: "Customer 1" }]);
});
after(() => desk.close());

/** How the module reads an error body. */
function readError(text: string): string {
  const { resultCode, errorMessage, ClassName, Message, error } = JSON.parse(text);
  if (resultCode !== undefined) return errorMessage;
  return ClassName === undefined ? (Message ?? error ?? text) : `${ClassName} ${Message}`;
}

/** All pages of a list, by the number of pages that the count makes. */
async function getAll(path: string, key: string): Promise<readonly { id: number; name: string }[]> {
  const all = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const { body } = await client.ask("GET", `/${path}?pageinate=true&page_size=1000&page_no=${page}`);
    pages = Math.ceil(body.record_count / 1000);
    all.push(...body[key]);
  }
  return all;
}

describe("HaloAPI for PowerShell", () => {
  test("connects: authinfo, a token with the tenant in the query, and the list of lists", async () => {
    const { clientId, secret } = await desk.addApplication();
    const info = await askHalo(`${desk.url}/api/authinfo`, { method: "GET" });
    const address = new URL(info.body.auth_url);
    address.pathname += "/token";
    address.searchParams.set("tenant", info.body.tenant_id);
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: secret, scope: "all" });
    const answer = await fetch(address, { method: "POST", body: form });
    // The module says what the type of a token is.
    const token = (await answer.json()) as { token_type: string; access_token: string; expires_in: number };
    assert.deepEqual([answer.status, token.token_type, token.expires_in], [200, "Bearer", 3600]);
    const headers = { authorization: `${token.token_type} ${token.access_token}` };
    const lookup = await askHalo(`${desk.url}/api/lookup?lookupid=11`, { method: "GET", headers });
    assert.equal(lookup.status, 200);
    assert.ok(lookup.body.length > 0, "an empty list is taken for no connection");
  });

  test("reads a list of more than a page without losing a row", async () => {
    const customers = Array.from({ length: 1001 }, (_one, index) => ({ name: `Customer ${index + 2}` }));
    await desk.needs.database.db.insertInto("customers").values(customers).execute();
    const all = await getAll("client", "clients");
    assert.deepEqual([all.length, new Set(all.map(({ id }) => id)).size], [1002, 1002]);
  });

  test("makes, reads, changes and removes a client, a site, a team, a CAB and an agent role", async () => {
    for (const [path, given, change] of [
      ["client", { name: "Alder", toplevel_id: 1 }, { name: "Alder & Finch" }],
      ["site", { name: "Porto", client_id: 1 }, { name: "Porto II" }],
      ["team", { name: "Service" }, { name: "Service desk" }],
      ["CAB", { name: "Standard" }, { name: "Standard changes" }],
      ["Roles", { name: "Technician" }, { name: "Technicians" }],
    ] as const) {
      const made = await client.ask("POST", `/${path}`, [given], { "content-type": "application/json; charset=utf-8" });
      assert.equal(made.status, 201, path);
      const { id } = made.body;
      assert.equal((await client.ask("GET", `/${path}/${id}?includedetails=true`)).body.name, given.name);
      assert.equal((await client.ask("POST", `/${path}`, [{ id, ...change }])).body.name, change.name);
      assert.equal((await client.ask("GET", `/${path}/${id}`)).body.name, change.name);
      const gone = await client.ask("DELETE", `/${path}/${id}`);
      assert.deepEqual([gone.status, gone.body.id], [200, id]);
      assert.equal((await client.ask("GET", `/${path}/${id}`)).status, 404);
    }
  });

  test("answers all that New-… -ReturnAll made", async () => {
    const made = await client.ask("POST", "/team?returnall=true", [{ name: "Night" }, { name: "Day" }]);
    assert.deepEqual([made.status, made.body.length], [201, 2]);
  });

  test("finds a sentence in every refusal", async () => {
    for (const [method, path, body] of [
      ["GET", "/client/4711", undefined],
      ["POST", "/client", [{ id: 4711, name: "X" }]],
      ["POST", "/agent", [{ email: "nobody@example.test" }]],
      ["POST", "/client", [{ name: "customer 1" }]],
      ["GET", "/control", undefined],
    ] as const) {
      const refused = await client.ask(method, path, body);
      assert.ok(refused.status === 400 || refused.status === 404, `${method} ${path} ${refused.status}`);
      assert.match(readError(refused.text), /^[A-Za-z].{10,}/, `${method} ${path}`);
    }
  });
});
