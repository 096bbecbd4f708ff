import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { addUser } from "../../../test/make.ts";
import { makeApplication, makeToken } from "../testing/make-application.ts";
import { askHalo, type HaloClient, type HaloDesk, startHaloDesk } from "./testing/start-halo-desk.ts";

let desk: HaloDesk;
let client: HaloClient;
let customer: { readonly id: number; readonly main_site_id: number };

before(async () => {
  desk = await startHaloDesk();
  client = await desk.connect({ rights: { tickets: "all", customers: "edit", users: "edit", agents: "edit" } });
});
after(() => desk.close());

const open = async (more: object = {}) => (await client.ask("POST", "/Tickets", [{ summary: "x", tickettype_id: 1, ...more }])).body;

describe("tickets", () => {
  test("that name nobody are the only customer's; of several, they are Unknown's, who is made when first needed", async () => {
    assert.equal((await open()).client_name, "Unknown");
    customer = (await client.ask("POST", "/Client", [{ name: "Alder & Finch" }])).body;
    assert.equal((await open()).client_name, "Unknown");
    assert.equal((await client.ask("GET", "/Client")).body.record_count, 2);
  });

  test("find their user by name or address within the client, and are the General User's where there is none or more than one", async () => {
    const site_id = customer.main_site_id;
    const [ana] = (
      await client.ask("POST", "/Users?returnall=true", [
        { name: "Ana Reis", site_id, emailaddress: "ana@alder.test" },
        { name: "Ben Ash", site_id },
        { name: "Ben Ash", site_id },
      ])
    ).body;
    const userOf = async (more: object) => (await open({ client_id: customer.id, ...more })).user_id;
    assert.deepEqual(
      [
        await userOf({ users_name: "ana reis" }),
        await userOf({ user_email: "ANA@alder.test" }),
        await userOf({ users_name: "Ben Ash" }),
        await userOf({ users_name: "Nobody" }),
      ],
      [ana.id, ana.id, -1, -1],
    );
    assert.deepEqual([(await open({ user_id: `${ana.id}` })).client_id, (await open({ user_id: ana.id })).site_id], [customer.id, site_id]);
  });

  test("keep a summary that is too long in their details, and take line ends out of it", async () => {
    const long = `Alert:\n${"very ".repeat(100)}long`;
    const { summary, details } = await open({ summary: long, details: "What to do" });
    assert.equal(summary.length, 300);
    assert.match(summary, /^Alert: very .*…$/);
    assert.match(details, /long\n\nWhat to do$/);
  });

  test("take no HTML that would keep everybody else waiting while it is read", async () => {
    const sent = await client.ask("POST", "/Tickets", [{ summary: "x", tickettype_id: 1, details_html: "<b>".repeat(400_000) }]);
    assert.equal(sent.status, 400);
    assert.match(sent.body.Message, /details_html has more than 1000000 characters/);
    assert.equal((await open({ details_html: `<p>Short</p>${" ".repeat(900_000)}` })).details, "Short");
  });

  test("are listed by what the query names, and everything that is not a list of numbers there is refused", async () => {
    const { id } = await open({ client_id: customer.id, category_1: "Network", priority_id: 1, agent_id: client.agentId });
    const count = async (query: string) => (await client.ask("GET", `/Tickets?${query}`)).body?.record_count;
    for (const query of [`agent_id=${client.agentId}`, "category_1=Network", "priority_id=1", `ticketids=${id}`, `ticketids=${id},999999`])
      assert.equal(await count(query), 1, query);
    for (const query of [
      "team=Nobody",
      "deleted=true",
      "contract_id=5",
      "closed_only=true",
      "ticketids=x",
      "startdate=2030-01-01",
      "parent_id=9",
    ])
      assert.equal(await count(query), 0, query);
    const all = await count("open_only=true&client_id=undefined&site_id=0");
    assert.equal(await count(`excludethese=${id}`), all - 1);
    assert.equal(await count("datesearch=dateoccured&startdate=2020-01-01&enddate=2099-12-31"), all);
    for (const query of ["client_id=x", "datesearch=never&startdate=2026-01-01", "startdate=yesterday", "agent_id=1;drop"])
      assert.equal((await client.ask("GET", `/Tickets?${query}`)).status, 400, query);
  });

  test("are deleted for good: what would bring one back is refused", async () => {
    const { id } = await open({ client_id: customer.id });
    assert.equal((await client.ask("DELETE", `/Tickets/${id}?reason=duplicate`)).body.id, id);
    assert.equal((await client.ask("GET", `/Tickets/${id}`)).status, 404);
    const refused = await client.ask("POST", "/Tickets", [{ id, _recover: true, _validate_updates: true }]);
    assert.equal(refused.status, 400);
    assert.match(refused.text, /can't be brought back/);
  });

  test("are taken one by one at Tickets/Object, and all or none in a list", async () => {
    assert.equal(
      (await client.ask("POST", "/Tickets/Object", { summary: "One", tickettype_id: 1, client_id: customer.id })).body.summary,
      "One",
    );
    const before = (await client.ask("GET", "/Tickets?count=1")).body.record_count;
    const refused = await client.ask("POST", "/Tickets", [
      { summary: "Good", tickettype_id: 1 },
      { summary: "Bad", tickettype_id: 99 },
    ]);
    assert.equal(refused.status, 400);
    assert.ok("[1].tickettype_id" in refused.body, refused.text);
    assert.equal((await client.ask("GET", "/Tickets?count=1")).body.record_count, before);
  });
});

describe("actions", () => {
  test("have numbers within their ticket, are changed and deleted, but for what the desk wrote itself", async () => {
    const { id } = await open({ client_id: customer.id });
    const note = await client.ask("POST", "/Actions", [{ ticket_id: id, outcome: "private NOTE", note: "First", timetaken: 1.5 }]);
    assert.deepEqual([note.body.id, note.body.outcome, note.body.timetaken], [2, "Private note", 1.5]);
    const changed = await client.ask("POST", "/Actions", [{ ticket_id: id, id: 2, note: "Second", important: true }]);
    assert.deepEqual([changed.body.note, changed.body.important, changed.body.outcome], ["Second", true, "Private note"]);
    const other = await desk.connect({ rights: { tickets: "edit" } });
    assert.equal((await other.ask("POST", "/Actions", [{ ticket_id: id, id: 2, note: "Not theirs" }])).status, 403);
    assert.equal((await client.ask("GET", `/Actions/2?ticket_id=${id}`)).body.note, "Second");
    assert.equal((await client.ask("DELETE", `/Actions/2?ticket_id=${id}`)).body.id, 2);
    assert.equal((await client.ask("GET", `/Actions/2?ticket_id=${id}`)).status, 404);
    assert.equal((await client.ask("DELETE", `/Actions/1?ticket_id=${id}`)).status, 400);
    for (const path of ["/Actions", "/Actions/1", "/Actions?ticket_id=0"]) assert.equal((await client.ask("GET", path)).status, 400, path);
    assert.equal((await client.ask("GET", `/Actions/1?ticket_id=4711`)).status, 404);
  });

  test("say in addresses whom a reply was mailed to", async () => {
    const mara = await client.ask("POST", "/Users", [
      { name: "Mara Mail", site_id: customer.main_site_id, emailaddress: "m.mail@alder.test" },
    ]);
    const { id } = await open({ client_id: customer.id, user_id: mara.body.id });
    const reply = await client.ask("POST", "/Actions", [{ ticket_id: id, outcome: "Reply to the user", note: "Done" }]);
    assert.equal(reply.body.emailto, "m.mail@alder.test");
    const note = await client.ask("POST", "/Actions", [{ ticket_id: id, outcome: "Private note", note: "Psst" }]);
    assert.equal(note.body.emailto, "");
  });

  test("are narrowed to what is asked for, and paged", async () => {
    const { id } = await open({ client_id: customer.id });
    for (const outcome of ["Private note", "Reply to the user", "Private note"])
      await client.ask("POST", "/Actions", [{ ticket_id: id, outcome, note: outcome, sendemail: false }]);
    const numbers = async (query: string) =>
      (await client.ask("GET", `/Actions?ticket_id=${id}&${query}`)).body.actions.map((one: { id: number }) => one.id);
    assert.deepEqual(await numbers("excludesys=true"), [4, 3, 2]);
    assert.deepEqual(await numbers("excludeprivate=true"), [3, 1]);
    assert.deepEqual(await numbers("conversationonly=true"), [3]);
    assert.deepEqual(await numbers("count=1"), [4]);
    assert.deepEqual(await numbers("pageinate=true&page_size=3&page_no=2"), [1]);
  });

  test("that carry no ticket, no outcome or an unknown one are refused, and nothing is added", async () => {
    const { id } = await open({ client_id: customer.id });
    for (const [item, says] of [
      [{ outcome_id: 3, note: "x" }, /ticket_id/],
      [{ ticket_id: id, note: "x" }, /An Outcome must be entered for this Action/],
      [{ ticket_id: id, outcome: "Nothing like it", note: "x" }, /no outcome called/],
      [{ ticket_id: id, outcome_id: 4711, note: "x" }, /no outcome 4711/],
      [{ ticket_id: id, outcome_id: 3, note: "x", new_status: 4711 }, /no ticket status 4711/],
    ] as const) {
      const { status, text } = await client.ask("POST", "/Actions", [item]);
      assert.equal(status, 400, text);
      assert.match(text, says);
    }
    assert.equal((await client.ask("GET", `/Actions?ticket_id=${id}`)).body.record_count, 1);
  });
});

describe("attachments", () => {
  test("come as base64 with a ticket, an action or by themselves, and are given back byte by byte for nobody to run", async () => {
    const content = Buffer.from("<script>alert(1)</script>");
    const file = { filename: "page.html", data_base64: content.toString("base64") };
    const { id } = await open({ client_id: customer.id, attachments: [file] });
    await client.ask("POST", "/Actions", [{ ticket_id: id, outcome: "Private note", note: "See file", attachments: [file] }]);
    const own = await client.ask("POST", "/Attachment", [
      { ticket_id: `${id}`, ...file, data_base64: `data:text/html;base64,${file.data_base64}` },
    ]);
    assert.deepEqual([own.status, own.body.filename, own.body.filesize], [201, "page.html", content.length]);
    const { attachments, record_count: count } = (await client.ask("GET", `/Attachment?ticket_id=${id}`)).body;
    assert.deepEqual([count, attachments.map((one: { action_id: number }) => one.action_id)], [3, [0, 2, 0]]);
    assert.equal(attachments[1].showforusers, false, "a file of a private note is private");
    const got = await client.ask("GET", `/Attachment/${own.body.id}`);
    assert.equal(got.text, content.toString());
    assert.match(got.headers.get("content-disposition") ?? "", /^attachment; filename\*=UTF-8''page\.html/);
    assert.match(got.headers.get("content-security-policy") ?? "", /sandbox/);
    assert.equal(got.headers.get("x-content-type-options"), "nosniff");
    assert.equal((await client.ask("DELETE", `/Attachment/${own.body.id}`)).body.id, own.body.id);
    for (const bad of [{ filename: "x" }, { data_base64: "eA==" }, { filename: "x", data_base64: "???" }, { ticket_id: 4711, ...file }])
      assert.ok([400, 404].includes((await client.ask("POST", "/Attachment", [{ ticket_id: id, ...bad }])).status), JSON.stringify(bad));
  });
});

describe("an application that acts as a user", () => {
  test("sees and answers the user's tickets, without what is private, and nothing of another customer", async () => {
    const { db } = desk.needs.database;
    const elsewhere = (await client.ask("POST", "/Client", [{ name: "Brightwater" }])).body;
    const userId = await addUser(db, { siteId: customer.main_site_id, name: "Cid Oak" });
    const application = await makeApplication(desk.needs, { userId });
    const { authorization } = await makeToken(desk.needs, application);
    const ask = (method: string, path: string, body?: unknown) =>
      askHalo(`${desk.url}/api${path}`, { method, body, headers: { authorization } });

    const own = (await ask("POST", "/Tickets", [{ summary: "My screen", tickettype_id: 1 }])).body;
    assert.deepEqual([own.user_name, own.client_id], ["Cid Oak", customer.id]);
    await client.ask("POST", "/Actions", [{ ticket_id: own.id, outcome: "Private note", note: "Secret" }]);
    await client.ask("POST", "/Actions", [{ ticket_id: own.id, outcome: "Reply to the user", note: "Which one?" }]);
    assert.equal((await ask("POST", "/Actions", [{ ticket_id: own.id, outcome: "x", note: "The left one" }])).status, 201);
    const seen = (await ask("GET", `/Actions?ticket_id=${own.id}`)).body.actions;
    assert.deepEqual(seen.map((one: { note: string }) => one.note).slice(0, 2), ["The left one", "Which one?"]);
    assert.ok(!JSON.stringify(seen).includes("Secret"));
    assert.deepEqual(
      (await ask("GET", "/Tickets")).body.tickets.map((one: { id: number }) => one.id),
      [own.id],
    );

    const foreign = (await client.ask("POST", "/Tickets", [{ summary: "Theirs", tickettype_id: 1, client_id: elsewhere.id }])).body.id;
    for (const [method, path, body] of [
      ["GET", `/Tickets/${foreign}`],
      ["GET", `/Actions?ticket_id=${foreign}`],
      ["GET", `/Actions/1?ticket_id=${foreign}`],
      ["GET", `/Attachment?ticket_id=${foreign}`],
      ["POST", "/Actions", [{ ticket_id: foreign, note: "x" }]],
      ["POST", "/Attachment", [{ ticket_id: foreign, filename: "x", data_base64: "eA==" }]],
    ] as const)
      assert.equal((await ask(method, path, body)).status, 404, `${method} ${path}`);
    for (const [method, path, body] of [
      ["DELETE", `/Tickets/${own.id}`],
      ["DELETE", `/Actions/2?ticket_id=${own.id}`],
      ["POST", "/Tickets", [{ id: own.id, summary: "Other" }]],
      ["GET", "/Client"],
      ["GET", "/Asset"],
      ["GET", "/Status"],
    ] as const)
      assert.ok([403, 404].includes((await ask(method, path, body)).status), `${method} ${path}`);
    assert.equal((await ask("POST", "/Tickets", [{ summary: "x", tickettype_id: 1, client_id: elsewhere.id }])).status, 400);
  });

  test("reads and asks for nothing of a ticket that the desk keeps for itself, and learns of nobody by name", async () => {
    const { db } = desk.needs.database;
    const userId = await addUser(db, { siteId: customer.main_site_id, name: "Dina Ford", email: "dina@alder.test" });
    const { authorization } = await makeToken(desk.needs, await makeApplication(desk.needs, { userId }));
    const ask = (method: string, path: string, body?: unknown) =>
      askHalo(`${desk.url}/api${path}`, { method, body, headers: { authorization } });
    const inside = { third_party_id_string: "MON-77", parent_id: (await open()).id, customfields: [{ name: "CFcost", value: "900" }] };
    await db
      .insertInto("custom_fields")
      .values({ entity: "ticket", key: "cost", label: "Cost", type: "text", options: [] as never })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { id } = await open({ client_id: customer.id, user_id: userId, ...inside });
    const { body } = await ask("GET", `/Tickets/${id}?includedetails=true`);
    assert.deepEqual([body.third_party_id_string, body.parent_id, body.assets, body.customfields], ["", 0, [], undefined]);
    assert.equal(body.user_email, "dina@alder.test");
    for (const query of ["third_party_id_string=MON-77", "parent_id=1", "asset_id=1"])
      assert.equal((await ask("GET", `/Tickets?${query}`)).status, 400, query);
    for (const called of ["Ana Reis", "Nobody At All"]) {
      const opened = await ask("POST", "/Tickets", [{ summary: "x", tickettype_id: 1, users_name: called, team: "Any" }]);
      assert.deepEqual([opened.status, opened.body.user_name], [201, "Dina Ford"], called);
    }
  });
});
