import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type HaloClient, type HaloDesk, startHaloDesk } from "../testing/start-halo-desk.ts";

// The requests of n8n's HaloPSA node, as it makes them: ids are text, every call says who it is.

const scope = "admin edit:tickets edit:customers";

let desk: HaloDesk;
let client: HaloClient;

before(async () => {
  desk = await startHaloDesk();
  client = await desk.connect({ scopes: scope.split(" ") });
});
after(() => desk.close());

async function ask(method: string, path: string, body?: unknown) {
  const { status, body: answer, text } = await client.ask(method, path, body, { "user-agent": "https://n8n.io", accept: "*/*" });
  return { status, answer, text };
}

/** Get Many with all results: pages of a hundred until there are as many as the count says. */
async function getAll(path: string, key: string, query: string) {
  const all: { id: number; name?: string; summary?: string }[] = [];
  for (let page = 1, count = 1; all.length < count; page += 1) {
    const { answer } = await ask("GET", `${path}?${query}page_size=100&page_no=${page}&pageinate=true`);
    count = answer.record_count;
    all.push(...answer[key]);
    assert.ok(page < 100, "it ends");
  }
  return all;
}

/** The filter for the activity, which names a parameter of its own besides. */
const activity = (status: "all" | "active" | "inactive") =>
  `activeStatus=${status}&includeinactive=${status !== "active"}&includeactive=${status !== "inactive"}&`;

/** What n8n says of a refusal with 400. */
function explain(status: number, answer: unknown): string {
  const body = JSON.parse(`${status} - ${JSON.stringify(answer)}`.split(" - ")[1] ?? "");
  return `For field ID, ${body.id || body["[0].id"]}`;
}

describe("n8n", () => {
  test("gets a token with a tenant that nobody set", async () => {
    const { clientId, secret } = await desk.addApplication();
    const form = new URLSearchParams({ client_id: clientId, client_secret: secret, grant_type: "client_credentials", scope });
    const answer = await fetch(`${desk.url}/auth/token?tenant=undefined`, { method: "POST", body: form });
    // Only the token is read.
    assert.ok(((await answer.json()) as { access_token?: string }).access_token);
  });

  test("creates, reads, lists, updates and deletes a client", async () => {
    const made = await ask("POST", "/client", [{ name: "Alder", is_vip: true, notes: "First", website: "alder.example" }]);
    assert.deepEqual([made.status, made.answer.name, made.answer.is_vip, made.answer.website], [201, "Alder", true, "alder.example"]);
    const id = String(made.answer.id);
    assert.equal((await ask("GET", `/client/${id}`)).answer.notes, "First");
    assert.equal((await ask("POST", "/client", [{ id, name: "Alder & Finch" }])).answer.name, "Alder & Finch");
    assert.equal((await ask("GET", "/client?count=1")).answer.clients.length, 1);
    assert.deepEqual(
      (await getAll("/client", "clients", "")).map(({ name }) => name),
      ["Alder & Finch"],
    );
    assert.equal((await ask("POST", "/client", [{ id, inactive: true }])).answer.inactive, true);
    assert.deepEqual(
      [
        (await getAll("/client", "clients", activity("active"))).length,
        (await getAll("/client", "clients", activity("inactive"))).length,
        (await getAll("/client", "clients", activity("all"))).length,
      ],
      [0, 1, 1],
    );
    const gone = await ask("DELETE", `/client/${id}`);
    assert.ok(gone.answer.id, "n8n takes the id as success");
  });

  test("fills its drop-downs", async () => {
    await ask("POST", "/client", [{ name: "Birch" }]);
    const site = (await ask("GET", "/site")).answer.sites[0];
    assert.deepEqual([site.clientsite_name, typeof site.id], ["Birch/Main", "number"]);
    assert.equal((await ask("GET", "/Client")).answer.clients[0].name, "Birch");
    for (const path of ["/TicketType", "/agent"]) {
      const { answer } = await ask("GET", path);
      assert.ok(Array.isArray(answer) && answer.length > 0 && typeof answer[0].name === "string", path);
    }
  });

  test("creates, reads, lists, updates and deletes a site", async () => {
    const customerId = (await getAll("/client", "clients", ""))[0]?.id;
    const made = await ask("POST", "/site", [{ name: "Leeds", client_id: String(customerId), phonenumber: "0113 496 0000" }]);
    assert.deepEqual([made.status, made.answer.client_id, made.answer.phonenumber], [201, customerId, "0113 496 0000"]);
    const id = String(made.answer.id);
    assert.equal((await ask("POST", "/site", [{ id, name: "Leeds North", client_id: String(customerId) }])).answer.name, "Leeds North");
    assert.equal((await ask("GET", `/site/${id}`)).answer.name, "Leeds North");
    assert.equal((await getAll("/site", "sites", activity("all"))).length, 2);
    assert.ok((await ask("DELETE", `/site/${id}`)).answer.id);
  });

  test("creates, reads, lists, updates and deletes a user", async () => {
    const siteId = (await getAll("/site", "sites", ""))[0]?.id;
    const made = await ask("POST", "/users", [
      { name: "Mara Olsen", site_id: String(siteId), emailaddress: "mara@birch.example", surname: "Olsen", notes: "Ring twice" },
    ]);
    assert.deepEqual(
      [made.status, made.answer.name, made.answer.site_id, made.answer.surname, made.answer.inactive],
      [201, "Mara Olsen", siteId, "Olsen", false],
    );
    const id = String(made.answer.id);
    assert.equal((await ask("POST", "/users", [{ id, notes: "Ring once" }])).answer.notes, "Ring once");
    assert.equal((await ask("GET", `/users/${id}`)).answer.emailaddress, "mara@birch.example");
    assert.equal((await ask("POST", "/users", [{ id, inactive: true }])).answer.inactive, true);
    assert.deepEqual(
      [(await getAll("/users", "users", activity("active"))).length, (await getAll("/users", "users", activity("all"))).length],
      [0, 1],
    );
    assert.ok((await ask("DELETE", `/users/${id}`)).answer.id);
    assert.equal((await ask("GET", `/users/${id}`)).status, 404);
  });

  test("creates, reads, lists, updates and deletes a ticket", async () => {
    const customerId = (await getAll("/client", "clients", ""))[0]?.id;
    const [type] = (await ask("GET", "/TicketType")).answer;
    const made = await ask("POST", "/tickets", [
      { tickettype_id: String(type.id), summary: "No light", details: "Since noon", client_id: String(customerId), assignedAgent: "" },
    ]);
    assert.deepEqual([made.status, made.answer.summary, made.answer.client_id], [201, "No light", customerId]);
    const id = String(made.answer.id);
    assert.equal((await ask("POST", "/tickets", [{ id, summary: "No light at all" }])).answer.summary, "No light at all");
    const read = (await ask("GET", `/tickets/${id}`)).answer;
    assert.deepEqual([read.details, read.summary], ["Since noon", "No light at all"]);
    assert.deepEqual(
      (await getAll("/tickets", "tickets", "")).map(({ summary }) => summary),
      ["No light at all"],
    );
    assert.ok((await ask("DELETE", `/tickets/${id}`)).answer.id);
  });

  test("explains refusals in its own words", async () => {
    const bad = await ask("POST", "/client", [{ id: "abc", name: "X" }]);
    assert.match(explain(bad.status, bad.answer), /^For field ID, The value 'abc' is not valid/);
    const double = await ask("POST", "/client", [{ name: "birch" }]);
    assert.match(explain(double.status, double.answer), /^For field ID, .*another customer/);
    assert.equal((await ask("GET", "/client/4711")).status, 404);
    assert.equal(((await (await fetch(`${desk.url}/api/client`)).json()) as { error: string }).error.length > 10, true);
  });
});
