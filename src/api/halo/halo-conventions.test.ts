import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { updateApplication } from "../../access/save-application.ts";
import { createServer } from "../server.ts";
import { askHalo, type HaloClient, type HaloDesk, startHaloDesk } from "./testing/start-halo-desk.ts";

let desk: HaloDesk;
let client: HaloClient;

before(async () => {
  desk = await startHaloDesk();
  client = await desk.connect();
  await client.ask("POST", "/Client", [{ name: "Alder" }, { name: "Birch" }, { name: "Cedar", inactive: true }]);
});
after(() => desk.close());

const search = (conditions: unknown) => encodeURIComponent(JSON.stringify(conditions));

describe("lists of /api", () => {
  test("have two keys as a whole, the count first, and say which page they are where pages are asked for", async () => {
    const whole = await client.ask("GET", "/Client");
    assert.deepEqual(Object.keys(whole.body), ["record_count", "clients"]);
    assert.deepEqual([whole.body.record_count, whole.body.clients.length], [2, 2]);
    const page = await client.ask("GET", "/Client?pageinate=true&page_size=1&page_no=2");
    assert.deepEqual(Object.keys(page.body), ["page_no", "page_size", "record_count", "clients"]);
    assert.deepEqual([page.body.page_no, page.body.page_size, page.body.record_count, page.body.clients[0].name], [2, 1, 2, "Birch"]);
  });

  test("are empty past the end, and refused for a page that is larger than any", async () => {
    const past = await client.ask("GET", "/Client?pageinate=true&page_size=1000&page_no=9");
    assert.deepEqual([past.status, past.body.clients, past.body.record_count], [200, [], 2]);
    assert.equal((await client.ask("GET", "/Client?pageinate=true&page_size=9999999&page_no=1")).status, 400);
    assert.equal((await client.ask("GET", "/Client?pageinate=true&page_size=1000&page_no=9999999")).body.clients.length, 0);
    assert.equal((await client.ask("GET", "/Users?pageinate=true&page_size=10000&page_no=9999999")).body.users.length, 0);
  });

  test("are cut by count, and by pages only where pageinate says so", async () => {
    const few = await client.ask("GET", "/Client?count=1");
    assert.deepEqual([few.body.clients.length, few.body.record_count], [1, 2]);
    assert.equal((await client.ask("GET", "/Client?page_size=1&page_no=2")).body.clients.length, 2);
  });

  test("take names that every object has for what they are: names of nothing", async () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      for (const path of ["Client", "Users", "Agent", "Tickets"])
        assert.equal((await client.ask("GET", `/${path}?order=${name}`)).status, 200, `${path} ${name}`);
      assert.equal((await client.ask("GET", `/Tickets?startdate=2026-11-21&datesearch=${name}`)).status, 400, name);
      assert.equal((await client.ask("POST", `/${name}`, [{}])).status, 404, name);
    }
  });

  test("are bare arrays where HaloPSA's are", async () => {
    for (const path of [
      "agent",
      "team",
      "toplevel",
      "lookup",
      "userroles",
      "roles",
      "cab",
      "cabmember",
      "azureadconnection",
      "areaazuretenant",
    ])
      assert.ok(Array.isArray((await client.ask("GET", `/${path}`)).body), path);
  });

  test("leave inactive records out unless somebody asks for them", async () => {
    const names = async (query: string) =>
      (await client.ask("GET", `/Client?${query}`)).body.clients.map((one: { name: string }) => one.name);
    assert.deepEqual(await names("includeinactive=true"), ["Alder", "Birch", "Cedar"]);
    assert.deepEqual(await names("includeinactive=true&includeactive=false"), ["Cedar"]);
    assert.deepEqual(await names("activeinactive=true,true"), ["Alder", "Birch", "Cedar"]);
    assert.deepEqual(await names("includeactive=false"), []);
    assert.deepEqual(await names("activeStatus=all&includeinactive=true&includeactive=true"), ["Alder", "Birch", "Cedar"]);
  });

  test("are searched, ordered, and cut down to numbers", async () => {
    assert.equal((await client.ask("GET", "/client?SEARCH=bir")).body.clients[0].name, "Birch");
    assert.equal((await client.ask("GET", "/client?order=name&orderdesc=true")).body.clients[0].name, "Birch");
    assert.deepEqual((await client.ask("GET", "/client?idonly=true&search=ald")).body.clients, [{ id: 1 }]);
  });

  test("take `undefined`, nothing and unknown parameters as not asked", async () => {
    const answer = await client.ask("GET", "/client?nocache=undefined&search=undefined&toplevel_id=&no_such_thing=1&count=undefined");
    assert.deepEqual([answer.status, answer.body.clients.length], [200, 2]);
  });

  test("know advanced_search by a list of names, and refuse others in HaloPSA's words", async () => {
    const found = await client.ask(
      "GET",
      `/client?advanced_search=${search([{ filter_name: "Name", filter_type: 4, filter_value: "ird" }])}`,
    );
    assert.deepEqual([found.status, found.body.record_count], [200, 0]);
    const like = await client.ask(
      "GET",
      `/client?advanced_search=${search([{ filter_name: "name", filter_type: 4, filter_value: "irc" }])}`,
    );
    assert.equal(like.body.clients[0].name, "Birch");
    for (const wrong of [
      [{ filter_name: "password", filter_type: 2, filter_value: "x" }],
      [{ filter_name: "name", filter_type: 99, filter_value: "x" }],
      "x",
      [7],
    ]) {
      const refused = await client.ask("GET", `/client?advanced_search=${search(wrong)}`);
      assert.deepEqual([refused.status, refused.body.Message], [400, "Invalid advanced search parameter"]);
    }
  });

  test("name what changed between two moments", async () => {
    const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19);
    assert.equal((await client.ask("GET", `/client?lastupdatefromdate=${at(-1)}Z`)).body.record_count, 2);
    assert.equal((await client.ask("GET", `/client?lastupdatefromdate=${at(1)}Z`)).body.record_count, 0);
    assert.equal((await client.ask("GET", `/client?lastupdatetodate=${at(-1)}`)).body.record_count, 0);
    assert.equal((await client.ask("GET", "/client?lastupdatefromdate=yesterday")).status, 400);
  });
});

describe("writing through /api", () => {
  test("takes a list or one object, in any letter case, ids as text, and ignores what it does not know", async () => {
    const list = await client.ask("POST", "/CLIENT/", [{ Name: "Dogwood", TOPLEVEL_ID: "1", companyId: 7 }]);
    assert.deepEqual([list.status, list.body.name], [201, "Dogwood"]);
    const one = await client.ask("POST", "/client", { id: String(list.body.id), notes: "Call first" }, { "content-type": "text/json" });
    assert.deepEqual([one.status, one.body.id, one.body.name, one.body.notes], [201, list.body.id, "Dogwood", "Call first"]);
    const double = await client.ask("POST", "/site", [{ name: "Leeds", client_id: `${list.body.id}.0` }]);
    assert.deepEqual([double.status, double.body.clientsite_name], [201, "Dogwood/Leeds"]);
  });

  test("answers the last object, or all of them with returnall", async () => {
    const last = await client.ask("POST", "/userroles", [{ name: "Buyer" }, { name: "Approver" }]);
    assert.deepEqual([last.status, last.body.name], [201, "Approver"]);
    const all = await client.ask("POST", "/userroles?returnall=true", [{ name: "Chief" }, { name: "Deputy" }]);
    assert.deepEqual(
      all.body.map((one: { name: string }) => one.name),
      ["Chief", "Deputy"],
    );
  });

  test("saves all objects of a request or none, and says which one is at fault", async () => {
    const refused = await client.ask("POST", "/client", [{ name: "Elm" }, { name: "alder" }, { name: "Fir" }]);
    assert.equal(refused.status, 400);
    assert.match(refused.body.Message, /another customer called/);
    assert.match(refused.body["[1].name"][0], /another customer/);
    assert.equal((await client.ask("GET", "/client?search=elm")).body.record_count, 0);
  });

  test("refuses bad bodies with 400, and changes nothing", async () => {
    const deep = JSON.parse(`${"[".repeat(60)}${"]".repeat(60)}`);
    for (const body of [
      "{",
      "[]",
      "7",
      "[7]",
      "null",
      '[{"name":"a\\u0000b"}]',
      '[{"name":"\\ud800"}]',
      [{ name: "X", x: deep }],
      [{ name: { a: 1 } }],
      [{ name: "x".repeat(300) }],
      [{ id: "abc" }],
      [{ name: "X", inactive: "perhaps" }],
    ])
      assert.equal((await client.ask("POST", "/client", body)).status, 400, JSON.stringify(body).slice(0, 60));
    assert.equal((await client.ask("POST", "/client", [{ id: 4711, name: "X" }])).status, 404);
    assert.equal((await client.ask("GET", "/client?search=x")).body.record_count, 0);
  });

  test("names a fault where clients look for it: Message, the place in the list, and id for n8n", async () => {
    const { body } = await client.ask("POST", "/client", [{ id: "abc - def" }]);
    assert.deepEqual(body["[0].id"], ["The value 'abc - def' is not valid: it is the number of a record"]);
    assert.doesNotMatch(`400 - ${body.Message}`.slice(6), / - /);
    assert.equal(body.id, body.Message);
    const site = await client.ask("POST", "/site", [{ name: "Nowhere", client_id: 4711 }]);
    assert.match(site.body["[0].client_id"][0], /there is no customer 4711/);
  });

  test("refuses switches for what is not done here instead of passing over them", async () => {
    const merge = await client.ask("POST", "/client", [{ id: 1, _merge_client_into: 2 }]);
    assert.deepEqual([merge.status, Object.keys(merge.body).includes("[0]._merge_client_into")], [400, true]);
    assert.equal((await client.ask("POST", "/client", [{ id: 1, _merge_client_into: 0, _isimport: true, _novalidate: true }])).status, 201);
  });

  test("reads nothing from a caller who is nobody", async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1;
        if (sent > 20) controller.error(new Error("It was read on and on"));
        else controller.enqueue(Buffer.alloc(64 * 1024, " "));
      },
    });
    for (const authorization of ["", "Bearer made-up"]) {
      sent = 0;
      const asked = { method: "POST", headers: { authorization }, body, duplex: "half" } as const;
      const answer = await createServer(desk.needs).request(new Request(`${desk.url}/api/Tickets`, asked));
      assert.deepEqual([answer.status, sent <= 2], [401, true], `${sent} pieces`);
    }
  });

  test("refuses too large bodies", async () => {
    const answer = await client.ask("POST", "/client", `[{"name":"${"x".repeat(33 * 1024 * 1024)}"}]`);
    assert.equal(answer.status, 413);
  });

  test("answers what was deleted, and refuses to delete what others need", async () => {
    const made = await client.ask("POST", "/userroles", [{ name: "Passing" }]);
    const gone = await client.ask("DELETE", `/userroles/${made.body.id}`);
    assert.deepEqual([gone.status, gone.body.id, gone.body.name], [200, made.body.id, "Passing"]);
    assert.equal((await client.ask("DELETE", `/userroles/${made.body.id}`)).status, 404);
    const main = await client.ask("DELETE", "/site/1");
    assert.deepEqual([main.status, /main site/.test(main.body.Message)], [400, true]);
  });

  test("knows GET, POST and DELETE only, each where it belongs", async () => {
    for (const [method, path] of [
      ["PUT", "/client"],
      ["PATCH", "/client/1"],
      ["POST", "/client/1"],
      ["DELETE", "/client"],
      ["POST", "/instanceinfo"],
    ] as const)
      assert.equal((await client.ask(method, path, [{ name: "X" }])).status, 405, `${method} ${path}`);
  });

  test("says what is not offered: 404 with the resources that are, and no SQL", async () => {
    for (const path of ["/control", "/opportunities", "/tickets2", "/%00x"])
      assert.ok([404, 400].includes((await client.ask("GET", path)).status), path);
    assert.match((await client.ask("GET", "/control")).body.error, /"control".*not offered.*client/);
    const report = await client.ask("POST", "/Report", [{ id: 0, name: "x", sql: "select * from users", _loadreportonly: true }]);
    assert.deepEqual([report.status, /SQL is not run here/.test(report.body.Message)], [400, true]);
  });

  test("refuses values in HaloPSA's words, each with its property", async () => {
    const [alder] = (await client.ask("GET", "/Client?search=alder")).body.clients;
    const licence = (await client.ask("POST", "/SoftwareLicence", [{ name: "Drawing", client_id: alder.id, count: -1 }])).body;
    assert.deepEqual(licence["[0].count"], ["is a whole number from 0 to 2147483647"]);
    assert.match(licence.Message, /^count is a whole number/);
    const lines = [{ unit_price: 1 }];
    const invoice = (await client.ask("POST", "/RecurringInvoice", [{ name: "Seats", client_id: alder.id, period_months: 0, lines }])).body;
    assert.deepEqual(invoice["[0].lines[0].item_shortdescription"], ["is missing"]);
    assert.deepEqual(invoice["[0].period_months"], ["is a whole number from 1 to 120"]);
    const site = (await client.ask("POST", "/Site", [{ name: "Yard", client_id: 999 }])).body;
    assert.equal(site.Message, "client_id: there is no customer 999");
  });
});

describe("who may call /api", () => {
  test("authinfo anybody; everything else nobody without a token, and no browser with its session", async () => {
    const info = await askHalo(`${desk.url}/api/AuthInfo`, { method: "GET" });
    assert.deepEqual(info.body, { auth_url: `${desk.url}/auth`, tenant_id: "muster" });
    for (const headers of [{}, { authorization: "Bearer nonsense" }, { authorization: "Basic x" }, { cookie: "muster_session=x" }]) {
      const answer = await askHalo(`${desk.url}/api/client`, { method: "GET", headers });
      assert.deepEqual(
        [answer.status, typeof answer.body.error, answer.headers.get("www-authenticate")],
        [401, "string", 'Bearer realm="Muster"'],
      );
    }
  });

  test("whoever has the right by role and by scope; set-up may be read by all", async () => {
    const reader = await desk.connect({ rights: { customers: "read" } });
    assert.equal((await reader.ask("GET", "/client")).status, 200);
    assert.equal((await reader.ask("POST", "/client", [{ name: "Nobody's" }])).status, 403);
    assert.equal((await reader.ask("DELETE", "/client/1")).status, 403);
    assert.equal((await reader.ask("GET", "/users")).status, 403);
    for (const path of ["userroles", "lookup", "toplevel", "instanceinfo", "agent/me"])
      assert.equal((await reader.ask("GET", `/${path}`)).status, 200, path);
    assert.equal((await reader.ask("POST", "/userroles", [{ name: "Mine" }])).status, 403);
    const narrow = await desk.connect({ scopes: ["read:tickets"] });
    const refused = await narrow.ask("GET", "/client");
    assert.deepEqual([refused.status, /customers:read/.test(refused.body.error)], [403, true]);
  });

  test("a team is seen by every agent, its members by those who may see agents", async () => {
    await client.ask("POST", "/team", [{ name: "Service", agents: [{ id: client.agentId }] }]);
    const outsider = await desk.connect({ rights: { tickets: "read" } });
    const [seen] = (await outsider.ask("GET", "/team?includeagentsforteams=true")).body;
    assert.deepEqual([seen.name, "agents" in seen], ["Service", false]);
    const [whole] = (await client.ask("GET", "/team?includeagentsforteams=true")).body;
    assert.equal(whole.agents[0].agent_id, client.agentId);
  });

  test("nobody any more when the application is switched off", async () => {
    const leaving = await desk.connect();
    assert.equal((await leaving.ask("GET", "/client")).status, 200);
    await updateApplication(
      desk.needs.database.db,
      { id: leaving.id, patch: { isActive: false }, expectsVersion: 1 },
      { by: "a test", now: desk.needs.now() },
    );
    assert.equal((await leaving.ask("GET", "/client")).status, 401);
  });
});

test("a limit like the hosted one refuses with 429 and says when to come again", async () => {
  const limited = await startHaloDesk({ limits: { perMinute: null, perFiveMinutes: 3 } });
  try {
    const program = await limited.connect();
    for (let call = 0; call < 3; call += 1) assert.equal((await program.ask("GET", "/client")).status, 200);
    const refused = await program.ask("GET", "/client");
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get("retry-after")) > 0);
    assert.equal(typeof refused.body.error, "string");
  } finally {
    await limited.close();
  }
});
