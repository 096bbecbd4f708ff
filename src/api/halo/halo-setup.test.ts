import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { startHaloCustomer } from "./testing/start-halo-customer.ts";

const { desk, client, customer, save } = await startHaloCustomer();
after(() => desk.close());

describe("what tickets are made of", () => {
  test("statuses, types, outcomes, categories, SLAs and templates are made, changed and removed", async () => {
    for (const [path, given, change] of [
      ["Status", { name: "Parked", is_waiting: true, sequence: 9 }, { name: "Parked for now" }],
      ["TicketType", { name: "Change", initial_status: 1, default_sla: 1, default_priority: 3 }, { default_priority: 2 }],
      ["Outcome", { outcome: "Called back", sendemail: false, hiddenfromuser: false }, { newstatus: 2 }],
      ["Category", { value: "Hardware>Printer" }, { value: "Hardware>Printers" }],
      ["SLA", { name: "Gold" }, { name: "Gold plus" }],
      [
        "Template",
        { name: "New starter", tickettype_id: 3, summary: "Starter {{user.name}}", category_1: "Accounts" },
        { summary: "Starter" },
      ],
    ] as const) {
      const made = await client.ask("POST", `/${path}`, [given]);
      assert.equal(made.status, 201, made.text);
      const changed = await save(path, { id: String(made.body.id), ...change });
      for (const [name, value] of Object.entries(change)) assert.equal(changed[name], value, `${path} ${name}`);
      for (const [name, value] of Object.entries(given)) if (!(name in change)) assert.equal(changed[name], value, `${path} ${name}`);
      assert.equal((await client.ask("DELETE", `/${path}/${made.body.id}`)).status, 200, path);
      assert.equal((await client.ask("GET", `/${path}/${made.body.id}`)).status, 404, path);
    }
  });

  test("a priority is one for every SLA, with what that promises, under a guid that leads back to it", async () => {
    const sla = await save("SLA", { name: "Silver" });
    const rows = (await client.ask("GET", "/Priority")).body;
    assert.equal(rows.length, 8);
    const silver = (await client.ask("GET", `/Priority?slaid=${sla.id}`)).body;
    assert.deepEqual([silver.length, silver[0].fixtime], [4, 0]);
    const saved = await save("Priority", { id: silver[0].id, fixtime: 2, fixunits: "H", responsetime: 15 });
    assert.deepEqual([saved.id, saved.fixtime, saved.fixunits, saved.responsetime], [silver[0].id, 120, "M", 15]);
    assert.deepEqual((await client.ask("GET", `/Priority/${saved.id}`)).body, saved);
    const [standard] = (await client.ask("GET", "/SLA/1")).body.priorities;
    assert.equal(standard.fixtime, 240, "the other SLA promises what it did");
    assert.equal((await client.ask("GET", "/Priority/6d757374-6572-8030-8000-000000000000")).status, 404);
  });

  test("what is in use is not deleted, and duplicate names are refused", async () => {
    const used = await client.ask("DELETE", "/Status/1");
    assert.equal(used.status, 400);
    assert.match(used.text, /used by/);
    assert.match((await client.ask("POST", "/Status", [{ name: "new" }])).text, /another ticket status/);
  });

  test("custom fields are listed by what they belong to, and filled by their number or their name", async () => {
    const made = { key: "rackNo", label: "Rack no.", type: "number", options: "[]" };
    await desk.needs.database.db
      .insertInto("custom_fields")
      .values({ entity: "ticket", ...made })
      .execute();
    const [field] = (await client.ask("GET", "/FieldInfo?typeid=1")).body;
    assert.deepEqual([field.name, field.label, field.typeid], ["CFrackNo", "Rack no.", 1]);
    assert.deepEqual((await client.ask("GET", "/FieldInfo?typeid=2")).body, []);
    const ticket = { summary: "x", tickettype_id: 1, client_id: customer.id };
    const byId = await save("Tickets", { ...ticket, customfields: [{ id: `${field.id}`, value: "12" }] });
    assert.deepEqual(byId.customfields, [
      { id: field.id, name: "CFrackNo", label: "Rack no.", type: 0, inputtype: 4, value: 12, display: "12" },
    ]);
    assert.equal((await save("Tickets", { id: byId.id, customfields: [{ name: "cfrackno", value: null }] })).customfields[0].value, null);
    assert.equal((await client.ask("POST", "/Tickets", [{ ...ticket, customfields: [{ name: "CFnone", value: 1 }] }])).status, 400);
  });
});

describe("custom fields", () => {
  test("are made, changed, and deleted while nobody has a value in them", async () => {
    const made = await client.ask("POST", "/FieldInfo", [
      { name: "CFBuilding", label: "Building", typeid: 3, type: 2, values: [{ name: "A" }, { name: "B" }] },
    ]);
    assert.equal(made.status, 201, made.text);
    assert.deepEqual([made.body.name, made.body.type, made.body.values.length], ["CFbuilding", 2, 2]);
    const { id } = made.body;
    assert.equal((await save("FieldInfo", { id, label: "House", values: [{ name: "A" }, { name: "B" }, { name: "C" }] })).values.length, 3);
    const [site] = (await client.ask("GET", "/Site")).body.sites;
    await client.ask("POST", "/Site", [{ id: site.id, customfields: [{ id, value: "C" }] }]);
    assert.equal((await client.ask("DELETE", `/FieldInfo/${id}`)).status, 400, "a site has a value in it");
    await client.ask("POST", "/Site", [{ id: site.id, customfields: [{ id, value: null }] }]);
    assert.equal((await client.ask("DELETE", `/FieldInfo/${id}`)).body.id, id);
    for (const bad of [{ label: "x" }, { typeid: 1 }, { typeid: 1, label: "x", type: 2 }, { id: 4711, label: "x" }])
      assert.ok([400, 404].includes((await client.ask("POST", "/FieldInfo", [bad])).status), JSON.stringify(bad));
  });
});

describe("licences, invoices and webhooks", () => {
  test("licences and subscriptions are one list, under numbers that do not meet", async () => {
    const licence = await save("SoftwareLicence", { name: "Drawing", client_id: customer.id, count: 5, end_date: "2027-01-31T00:00:00Z" });
    const seats = await save("SoftwareLicence", {
      name: "Workspace",
      client_id: customer.id,
      type: 1,
      count: "12",
      licences_in_use: 9,
      status: "Active",
    });
    assert.deepEqual([licence.id % 2, licence.type, licence.end_date, seats.id % 2, seats.licences_available], [0, 0, "2027-01-31", 1, 3]);
    const list = (await client.ask("GET", `/SoftwareLicence?client_id=${customer.id}`)).body;
    assert.deepEqual([list.record_count, list.licences.map((one: { id: number }) => one.id)], [2, [licence.id, seats.id]]);
    const second = (await client.ask("GET", "/SoftwareLicence?pageinate=true&page_size=1&page_no=2")).body;
    assert.deepEqual([second.record_count, second.licences[0].id], [2, seats.id]);
    assert.equal((await save("SoftwareLicence", { id: seats.id, count: 20, status: "cancelled" })).count, 20);
    assert.equal((await client.ask("GET", "/SoftwareLicence")).body.record_count, 1, "a cancelled one is not active");
    assert.equal((await client.ask("GET", "/SoftwareLicence?includeinactive=true&licence_type=1")).body.record_count, 1);
    const [change] = (await client.ask("GET", `/LicenceChange?licence_id=${seats.id}`)).body.changes;
    assert.deepEqual([change.licence_id, change.who], [seats.id, `Client 1 for Agent 1`]);
    assert.equal((await client.ask("DELETE", `/SoftwareLicence/${seats.id}`)).body.id, seats.id);
    for (const id of [0, 1, 4711, 4712]) assert.equal((await client.ask("GET", `/SoftwareLicence/${id}`)).status, 404, String(id));
  });

  test("licences are given to users and assets by what they have of software, as many as there are", async () => {
    const licence = await save("SoftwareLicence", { name: "Render", client_id: customer.id, count: 2 });
    const user = await save("Users", { name: "Una", site_id: customer.main_site_id, software: [{ licence_id: licence.id }] });
    const asset = await save("Asset", { assettype_id: 1, site_id: customer.main_site_id, key_field: "R1" });
    await save("Asset", { id: asset.id, software: [{ licence_id: String(licence.id) }] });
    await save("Users", { id: user.id, software: [{ licence_id: licence.id }] });
    const held = (await client.ask("GET", `/AssetSoftware?licence_id=${licence.id}`)).body.software;
    assert.deepEqual(held.map((one: { user_id: number; did: number }) => [one.user_id, one.did]).toSorted(), [
      [0, asset.id],
      [user.id, 0],
    ]);
    const users = (await client.ask("GET", `/Users?licence_id=${licence.id}`)).body;
    assert.deepEqual([users.record_count, users.users[0].id], [1, user.id]);
    const assets = (await client.ask("GET", `/Asset?licence_id=${licence.id}`)).body;
    assert.deepEqual([assets.record_count, assets.assets[0].id], [1, asset.id]);
    for (const path of ["Users", "Asset"])
      assert.equal(
        (await client.ask("GET", `/${path}?licence_id=${licence.id + 1}`)).body.record_count,
        0,
        "a subscription is held by nobody",
      );
    const refused = async (software: unknown) =>
      (await client.ask("POST", "/Users", [{ name: "Ben", site_id: customer.main_site_id, software }])).status;
    assert.equal(await refused([{ licence_id: licence.id }]), 400, "none is left");
    assert.equal(await refused([{ licence_id: 7 }]), 400, "a subscription");
    assert.equal(await refused([{ licence_id: licence.id, _removed: true }]), 400);
    assert.equal((await client.ask("GET", "/Users?search=ben")).body.record_count, 0, "what was refused made nobody");
    const editor = await desk.connect({ rights: { users: "edit" } });
    const own = await editor.ask("POST", "/Users", [{ id: user.id, software: [{ licence_id: licence.id }] }]);
    assert.deepEqual([own.status, /licences:edit/.test(own.body.error)], [403, true]);
  });

  test("lines of recurring invoices say what they count, and come back as they were sent", async () => {
    const licence = await save("SoftwareLicence", { name: "Backup", client_id: customer.id, count: 5 });
    const lines = [
      { item_shortdescription: "Base fee", unit_price: 100, qty_order: 1 },
      {
        item_shortdescription: "Backup",
        unit_price: 4.5,
        quantity_licences: [{ licence_id: licence.id, assigned_licences: true, qty_free: 2, minimum_qty: 1 }],
      },
      { item_shortdescription: "People", unit_price: "2", quantity_users: [{ site_id: 0 }] },
    ];
    const made = await save("RecurringInvoice", {
      name: "Managed",
      client_id: customer.id,
      period_months: 1,
      nextcreationdate: "2026-12-01",
      lines,
    });
    assert.deepEqual(made.lines[1].quantity_licences, [{ qty_free: 2, minimum_qty: 1, assigned_licences: true, licence_id: licence.id }]);
    assert.deepEqual([made.lines[0].qty_order, made.lines[1].qty_order, made.lines[2].quantity_users.length], [1, null, 1]);
    const again = await save("RecurringInvoice", { id: made.id, lines: made.lines });
    assert.deepEqual(again.lines, made.lines);
    assert.deepEqual(Object.keys((await client.ask("GET", "/RecurringInvoice")).body), ["record_count", "invoices"]);
  });

  test("a webhook is known by a guid, and its secret is answered once", async () => {
    const made = await client.ask("POST", "/Webhook", [
      { name: "Flows", url: "https://flows.example/hook", events: [{ name: "ticket.created" }] },
    ]);
    assert.equal(made.status, 201, made.text);
    assert.match(made.body.secret, /^whsec_/);
    const [listed] = (await client.ask("GET", "/Webhook")).body;
    assert.deepEqual([listed.id, listed.secret, listed.events], [made.body.id, undefined, [{ name: "ticket.created" }]]);
    assert.equal((await save("Webhook", { id: listed.id, active: false })).active, false);
    assert.equal((await client.ask("DELETE", `/Webhook/${listed.id}`)).body.id, listed.id);
    assert.match(
      (await client.ask("POST", "/Webhook", [{ name: "x", url: "https://x.example", events: ["no.such"] }])).text,
      /ticket\.created/,
    );
    const technician = await desk.connect({ rights: { tickets: "all", settings: "all" } });
    assert.equal((await technician.ask("GET", "/Webhook")).status, 403);
  });
});
