import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type HaloClient, type HaloDesk, startHaloDesk } from "../testing/start-halo-desk.ts";

// The requests of scripts around monitoring: alerts that become tickets about a machine, and machines that get their user.

let desk: HaloDesk;
let client: HaloClient;
let customer: { readonly id: number; readonly main_site_id: number };

before(async () => {
  desk = await startHaloDesk();
  client = await desk.connect();
  customer = (await client.ask("POST", "/Client", [{ name: "Alder & Finch" }])).body;
});
after(() => desk.close());

const addAsset = async (tag: string) =>
  (await client.ask("POST", "/asset", [{ assettype_id: 2, site_id: customer.main_site_id, inventory_number: tag, key_field: `SN-${tag}` }]))
    .body;

describe("alerts of DattoRMM", () => {
  test("become a ticket about the machine, below another, and close it when they clear", async () => {
    const machine = await addAsset("PC-7");
    const above = (await client.ask("POST", "/tickets", [{ summary: "Storm", tickettype_id: 4, client_id: customer.id }])).body;
    const { status, body } = await client.ask("POST", "/tickets", [
      {
        summary: "Device: PC-7 raised Alert: Disk full",
        details_html: "<div>C: is <b>98 %</b> full</div>",
        tickettype_id: 4,
        client_id: customer.id,
        site_id: customer.main_site_id,
        status_id: 1,
        priority_id: 2,
        assets: [{ id: machine.id }],
        inventory_number: "PC-7",
        parent_id: above.id,
        createdfrom_id: above.id,
        customfields: [],
      },
    ]);
    assert.equal(status, 201);
    assert.deepEqual([body.parent_id, body.details, body.source], [above.id, "C: is 98 % full", 3]);
    assert.deepEqual(body.assets, [{ id: machine.id, inventory_number: "PC-7", key_field: "SN-PC-7", key_field2: "", assettype_id: 2 }]);
    const of = await client.ask("GET", `/tickets?asset_id=${machine.id}&open_only=true`);
    assert.deepEqual([of.body.record_count, of.body.tickets[0].id], [1, body.id]);
    assert.equal((await client.ask("GET", `/asset?ticket_id=${body.id}`)).body.assets[0].id, machine.id);
    const answer = { ticket_id: body.id, outcome: "Resolve", note: "The alert cleared", sendemail: false };
    assert.equal((await client.ask("POST", "/actions", [answer])).body.new_status_name, "Resolved");
    assert.equal((await client.ask("GET", `/tickets?asset_id=${machine.id}&open_only=true`)).body.record_count, 0);
  });
});

describe("a script that gives machines their user", () => {
  test("reads users and machines of a client a thousand at once, and sets who uses one", async () => {
    const machine = await addAsset("PC-8");
    const user = (await client.ask("POST", "/users", [{ name: "Ana Reis", site_id: customer.main_site_id }])).body;
    const users = (await client.ask("GET", `/users?count=1000&client_id=${customer.id}`)).body;
    assert.deepEqual(Object.keys(users), ["record_count", "users"]);
    assert.equal((await client.ask("GET", `/asset?count=1000&client_id=${customer.id}`)).body.record_count, 2);
    const given = await client.ask("POST", "/asset", [{ id: machine.id, users: [{ id: user.id }] }]);
    assert.deepEqual([given.status, given.body.username, given.body.users[0].id], [201, "Ana Reis", user.id]);
    assert.equal((await client.ask("GET", `/asset?user_id=${user.id}`)).body.assets[0].id, machine.id);
    const none = await client.ask("POST", "/asset", [{ id: machine.id, users: [] }]);
    assert.deepEqual(none.body.users, [], "a list replaces the one before");
  });

  test("is refused a user of another client", async () => {
    const other = (await client.ask("POST", "/client", [{ name: "Brightwater" }])).body;
    const stranger = (await client.ask("POST", "/users", [{ name: "Ben Ash", site_id: other.main_site_id }])).body;
    const machine = await addAsset("PC-9");
    const { status, text } = await client.ask("POST", "/asset", [{ id: machine.id, users: [{ id: stranger.id }] }]);
    assert.equal(status, 400);
    assert.match(text, /Ben Ash belongs to another customer/);
  });
});
