import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type HaloClient, type HaloDesk, startHaloDesk } from "../testing/start-halo-desk.ts";

// The requests of CIPP, as it makes them: tickets for alerts about tenants, put on the right person.

let desk: HaloDesk;
let client: HaloClient;
let customer: { readonly id: number; readonly main_site_id: number };
let ana: { readonly id: number; readonly site_id: number; readonly name: string };

before(async () => {
  desk = await startHaloDesk();
  client = await desk.connect({ rights: { tickets: "edit", customers: "edit", users: "edit" } });
  customer = (await client.ask("POST", "/Client", [{ name: "Alder & Finch" }])).body;
  await client.ask("POST", "/Client", [{ name: "Brightwater" }]);
  ana = (await client.ask("POST", "/Users", [{ name: "Ana Reis", site_id: `${customer.main_site_id}`, emailaddress: "ana@alder.test" }]))
    .body;
});
after(() => desk.close());

/** The body of a ticket as CIPP writes it. */
const alert = (more: object) => ({
  files: null,
  usertype: 1,
  userlookup: { id: -1, lookupdisplay: "Enter Details Manually" },
  client_id: customer.id,
  _forcereassign: true,
  site_id: null,
  user_name: null,
  reportedby: null,
  summary: "New inbox rule",
  details_html: "<style>td{}</style><p>A rule was made:</p><table><tr><td>Name</td><td>Forward &amp; delete</td></tr></table>",
  donotapplytemplateintheapi: true,
  attachments: [],
  _novalidate: true,
  tickettype_id: 4,
  priority_id: 2,
  ...more,
});

/** What CIPP asks in order to know whether a ticket still takes notes. */
const look = async (id: number) =>
  (
    await client.ask(
      "GET",
      `/Tickets/${id}?includedetails=true&includelastaction=false&nocache=undefined&includeusersassets=false&isdetailscreen=true`,
    )
  ).body;

describe("CIPP", () => {
  test("1 gets a token with its tenant in the query, or without any", async () => {
    const { clientId, secret } = await desk.addApplication();
    for (const query of ["?tenant=contoso", ""]) {
      const form = new URLSearchParams({ client_id: clientId, client_secret: secret, scope: "all", grant_type: "client_credentials" });
      assert.equal((await fetch(`${desk.url}/auth/token${query}`, { method: "POST", body: form })).status, 200);
    }
  });

  test("2 reads clients by pages of 999", async () => {
    const { body } = await client.ask("GET", "/Client?page_no=1&page_size=999&pageinate=true");
    assert.deepEqual([body.record_count, body.clients.map((one: { name: string }) => one.name)], [2, ["Alder & Finch", "Brightwater"]]);
  });

  test("3 finds the priorities and the outcomes of a ticket type by its SLA and its workflow", async () => {
    const types = (await client.ask("GET", "/TicketType?showall=true")).body;
    const incident = types.find((one: { name: string }) => one.name === "Incident");
    const type = (await client.ask("GET", `/tickettype/${incident.id}`)).body;
    const sla = (await client.ask("GET", `/SLA/${type.default_sla}`)).body;
    const all = (await client.ask("GET", "/Priority")).body;
    assert.deepEqual(
      sla.priorities.map((one: { priorityid: number; name: string }) => [one.priorityid, one.name]),
      all.map((one: { priorityid: number; name: string }) => [one.priorityid, one.name]),
    );
    assert.match(all[0].id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    const workflow = (await client.ask("GET", `/workflow/${type.workflow_id}`)).body;
    const allowed = workflow.steps.flatMap((step: { actions: { action_id: number }[] }) => step.actions.map((one) => one.action_id));
    const outcomes = (await client.ask("GET", "/outcome")).body;
    assert.deepEqual(
      allowed,
      outcomes.map((one: { id: number }) => one.id),
    );
    assert.ok(outcomes.some((one: { buttonname: string }) => one.buttonname === "Private note"));
  });

  test("4 is told that there are no tenants of Entra, rather than that there is no such list", async () => {
    const { status, body } = await client.ask("GET", "/AzureADConnection?type=2");
    assert.deepEqual([status, body], [200, []]);
  });

  test("5 finds a user by address, and is told in the words it looks for when it asks by a name that is not on the list", async () => {
    const found = await client.ask("GET", `/Users?client_id=${customer.id}&includeinactive=false&pageinate=false&search=ana@alder.test`);
    assert.deepEqual([found.body.record_count, found.body.users[0].id, found.body.users[0].emailaddress], [1, ana.id, "ana@alder.test"]);
    const asked = encodeURIComponent(JSON.stringify([{ filter_name: "aaduserid", filter_type: 2, filter_value: "x" }]));
    const refused = await client.ask("GET", `/Users?client_id=${customer.id}&pageinate=false&advanced_search=${asked}`);
    assert.equal(refused.status, 400);
    assert.match(refused.text, /Invalid advanced search parameter/);
  });

  test("6 opens a ticket for the General User of a client, its HTML kept as text", async () => {
    const { status, body } = await client.ask("POST", "/Tickets", [alert({})]);
    assert.equal(status, 201);
    assert.deepEqual(
      [body.client_id, body.user_name, body.user_id, body.summary, body.details, body.priority_id, body.tickettype_name],
      [customer.id, "General User", -1, "New inbox rule", "A rule was made:\n\nName | Forward & delete", 2, "Alert"],
    );
  });

  test("6 opens a ticket for a person, who is given with their site", async () => {
    const { status, body } = await client.ask("POST", "/Tickets", [
      alert({
        userlookup: { id: ana.id, lookupdisplay: ana.name },
        user_name: ana.name,
        reportedby: ana.name,
        site_id: customer.main_site_id,
      }),
    ]);
    assert.deepEqual([status, body.user_id, body.user_name, body.site_id], [201, ana.id, "Ana Reis", customer.main_site_id]);
  });

  test("7 adds a note to a ticket that is open, and sees when one was closed", async () => {
    const { id } = (await client.ask("POST", "/Tickets", [alert({})])).body;
    assert.equal((await look(id)).hasbeenclosed, false);
    const note = { ticket_id: id, outcome_id: 3, hiddenfromuser: true, note_html: "<p>It happened <b>again</b></p>" };
    const added = await client.ask("POST", "/actions", [note]);
    assert.deepEqual([added.status, added.body.note, added.body.hiddenfromuser], [201, "It happened again", true]);
    await client.ask("POST", "/Tickets", [{ id, status_id: 6, closure_note: "No harm done", _force: true }]);
    const closed = await look(id);
    assert.deepEqual([closed.hasbeenclosed, closed.closure_note, closed.status_name], [true, "No harm done", "Closed"]);
  });

  test("falls back to a new ticket where an action is refused, for which the refusal says what is missing", async () => {
    const { id } = (await client.ask("POST", "/Tickets", [alert({})])).body;
    const refused = await client.ask("POST", "/actions", [{ ticket_id: id, hiddenfromuser: true, note_html: "<p>x</p>" }]);
    assert.equal(refused.status, 400);
    assert.match(refused.text, /An Outcome must be entered for this Action/);
    assert.equal((await client.ask("GET", `/actions?ticket_id=${id}`)).body.record_count, 1, "only its opening");
  });
});
