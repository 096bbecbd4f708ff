import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type HaloClient, type HaloDesk, startHaloDesk } from "../testing/start-halo-desk.ts";

// Scanners that keep a case and a ticket alike: the requests of one whose source is public, and the calls that suffice for any.

let desk: HaloDesk;
let client: HaloClient;
let customer: { readonly id: number; readonly main_site_id: number };

before(async () => {
  desk = await startHaloDesk();
  client = await desk.connect({ rights: { tickets: "edit", customers: "edit", users: "edit", assets: "edit", agents: "edit" } });
  customer = (await client.ask("POST", "/Client", [{ name: "Alder & Finch" }])).body;
  await client.ask("POST", "/Client", [{ name: "Brightwater" }]);
  await client.ask("POST", "/Team", [{ name: "Security" }]);
});
after(() => desk.close());

describe("a scanner that keeps a case and a ticket alike", () => {
  test("reads what tickets are made of", async () => {
    for (const path of ["/Lookup?lookupid=12", "/Lookup?lookupid=27", "/TicketType", "/Priority", "/Team"]) {
      const { status, body } = await client.ask("GET", path);
      assert.equal(status, 200, path);
      assert.ok(Array.isArray(body) && body.length > 0 && typeof body[0].name === "string", path);
    }
    assert.equal((await client.ask("GET", "/Client")).body.clients.length, 2);
  });

  test("opens a ticket by names, reads it, and answers it with one object or a list", async () => {
    const ticket = {
      details: "Three machines talk to a known command server.",
      summary: "Beaconing",
      users_name: "General User",
      tickettype_id: 4,
      client_id: customer.id,
      priority_id: 1,
      team: "Security",
      category_1: "security",
      impact: "1",
      urgency: 2,
    };
    const made = await client.ask("POST", "/Tickets", [ticket]);
    assert.equal(made.status, 201);
    const { id } = made.body;
    const read = (await client.ask("GET", `/Tickets/${id}?nocache=true&includeagent=true`)).body;
    assert.deepEqual(
      [read.hasbeenclosed, read.closure_note, read.priority.name, read.agent_name, read.team, read.category_1, read.impact, read.urgency],
      [false, "", "Critical", "Unassigned", "Security", "Security", 1, 2],
    );
    const note = { ticket_id: id, note: "Seen on a fourth one.", outcome: "Internal Note", who: "Scanner" };
    assert.equal((await client.ask("POST", "/Actions", [note])).body.note, note.note);
    assert.deepEqual(
      (await client.ask("POST", "/Actions?returnall=true", [note, note])).body.map((one: { id: number }) => one.id),
      [3, 4],
    );
    assert.equal((await client.ask("POST", "/Actions", { ...note, note_html: "<b>Gone</b>", note: undefined })).body.note, "Gone");
    const actions = (await client.ask("GET", `/Actions?ticket_id=${id}&note_html=true`)).body;
    assert.deepEqual(
      actions.actions.map((one: { id: number }) => one.id),
      [5, 4, 3, 2, 1],
    );
    assert.ok(actions.actions.slice(0, 4).every((one: { hiddenfromuser: boolean }) => one.hiddenfromuser));
  });

  test("takes the note that the web pages of HaloPSA send, numbers as text and all", async () => {
    const { id } = (await client.ask("POST", "/Tickets", [{ summary: "x", tickettype_id: 1, client_id: customer.id }])).body;
    const { status, body } = await client.ask("POST", "/Actions", [
      {
        ticket_id: `${id}`,
        outcome_id: "3",
        new_status: "2",
        new_slastatus: -1,
        hiddenfromuser: true,
        note_html: "<p>On it</p>",
        sendemail: false,
        timetaken: 0.25,
        timerinuse: false,
        chargerate: 0,
        dont_do_rules: true,
        attachments: [],
        emailto: null,
        utcoffset: -60,
        files: null,
      },
    ]);
    assert.deepEqual([status, body.timetaken, body.new_status_name], [201, 0.25, "In progress"]);
    const ticket = (await client.ask("GET", `/Tickets/${id}`)).body;
    assert.equal(ticket.status_id, 2);
  });

  test("closes a ticket, opens it again, and is told why it was closed", async () => {
    const { id } = (await client.ask("POST", "/Tickets", [{ summary: "x", tickettype_id: 1, client_id: customer.id }])).body;
    const closed = await client.ask("POST", "/Tickets", [{ id, status_id: 6, closure_note: "False alarm", _force: true }]);
    assert.deepEqual([closed.body.hasbeenclosed, closed.body.closure_note], [true, "False alarm"]);
    assert.ok(closed.body.dateclosed);
    assert.equal((await client.ask("POST", "/Tickets", [{ id, status_id: 2 }])).body.hasbeenclosed, false);
  });

  test("is refused what does not belong together, with the cure", async () => {
    const agents = (await client.ask("GET", "/Agent")).body;
    for (const [change, says] of [
      [{ team: "Nobody's" }, /no team called/],
      [{ category_1: "Nothing>At all" }, /no category called/],
      [{ team: "Security", agent_id: agents[0].id }, /not in the team Security/],
      [{ client_id: 4711 }, /no customer 4711/],
      [{ tickettype_id: 4711 }, /no ticket type 4711/],
      [{ assets: [{ id: 4711 }] }, /no asset 4711/],
      [{ user_id: "twelve" }, /number of a record/],
    ] as const) {
      const { status, text } = await client.ask("POST", "/Tickets", [
        { summary: "x", tickettype_id: 1, client_id: customer.id, ...change },
      ]);
      assert.equal(status, 400, text);
      assert.match(text, says);
    }
  });
});

describe("the calls that suffice for a scanner", () => {
  test("probe with bare lists, under the rights that it has", async () => {
    const me = (await client.ask("GET", "/Agent/me")).body;
    assert.equal(me.id, client.agentId);
    for (const path of ["TicketType?showall=true", "Status", "Priority", "Team", "AssetType", "AssetGroup", "Lookup?lookupid=22"])
      assert.ok(Array.isArray((await client.ask("GET", `/${path}`)).body), path);
  });

  test("push assets once, find them again by their tag or their id elsewhere, give them to users, and let them go", async () => {
    const admin = await desk.connect();
    const field = (await admin.ask("POST", "/Field", [{ name: "IP address", parenttype_id: 1 }])).body;
    const type = (await client.ask("GET", "/AssetType/1?includedetails=true")).body;
    assert.ok(type.fields.some((one: { field_id: number }) => one.field_id === field.id));
    const made = await client.ask("POST", "/Asset", [
      {
        _dontaddnewfields: true,
        assettype_id: 1,
        site_id: customer.main_site_id,
        inventory_number: "LAP-1",
        third_party_id_string: "scan-77",
        business_owner_id: -99,
        sla_id: -1,
        status_id: 1,
        inactive: false,
        fields: [
          { id: `${field.id}`, value: "10.0.0.7" },
          { id: type.keyfield_id, value: "C02XYZ" },
          { name: "no such field", value: "1" },
        ],
      },
    ]);
    assert.equal(made.status, 201);
    const { id, fields, key_field: key } = made.body;
    assert.deepEqual([key, fields.find((one: { id: number }) => one.id === field.id).value], ["C02XYZ", "10.0.0.7"]);
    for (const query of ["inventory_number=LAP-1", "search=scan-77", "search=c02x"])
      assert.equal((await client.ask("GET", `/Asset?client_id=${customer.id}&${query}`)).body.assets[0]?.id, id, query);
    const ana = (await client.ask("POST", "/Users", [{ name: "Ana", site_id: customer.main_site_id }])).body;
    assert.deepEqual((await client.ask("POST", "/asset", [{ id, user_id: ana.id }])).body.users, [], "HaloPSA heeds users, not user_id");
    const given = (await client.ask("POST", "/asset", [{ id, users: [{ id: ana.id }] }])).body;
    assert.deepEqual(
      given.users.map((one: { id: number }) => one.id),
      [ana.id],
    );
    assert.equal(given.fields.find((one: { id: number }) => one.id === field.id).value, "10.0.0.7", "what is not sent stays");
    await client.ask("POST", "/asset", [{ id, inactive: true }]);
    assert.equal((await client.ask("GET", `/Asset?client_id=${customer.id}`)).body.record_count, 0);
    assert.equal((await client.ask("GET", `/Asset?client_id=${customer.id}&includeinactive=true`)).body.record_count, 1);
    const changes = (await client.ask("GET", `/AssetChange?asset_id=${id}`)).body.changes;
    assert.deepEqual(changes[0], { ...changes[0], field_name: "isActive", old_value: "true", new_value: "false", asset_id: id });
  });

  test("find the ticket again that they opened, by their own id", async () => {
    const ticket = { summary: "CVE", tickettype_id: 4, client_id: customer.id, third_party_id_string: "case-9" };
    const { id } = (await client.ask("POST", "/Tickets", [ticket])).body;
    const found = (await client.ask("GET", "/Tickets?third_party_id_string=case-9")).body;
    assert.deepEqual([found.record_count, found.tickets[0].id, Object.keys(found)], [1, id, ["record_count", "tickets"]]);
  });
});
