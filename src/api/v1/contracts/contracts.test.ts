import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { addUser } from "../../../../test/make.ts";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

let database: Database;
let needs: ApiDependencies;
let owen: SignedIn;
let ada: SignedIn;
let customerId: number;
let siteId: number;

before(async () => {
  database = await openDatabase({ memory: true });
  needs = makeNeeds(database);
  owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
  ada = await signInAs(needs, { name: "Ada", isAdministrator: false, rights: { licences: "read", invoices: "read" } });
  customerId = (await owen.ask("POST", "/customers", { name: "Alder & Finch" })).body.id;
  siteId = (await database.db.selectFrom("sites").select("id").where("customer_id", "=", customerId).executeTakeFirstOrThrow()).id;
});
after(() => database.close());

describe("quantities, licences and seats over /v1 (D5)", () => {
  test("a subscription's quantities are told with their dates, and corrected", async () => {
    const made = await owen.ask("POST", "/subscriptions", { name: "Workspace", sku: "GW", customerId, quantity: 10 });
    const path = `/subscriptions/${made.body.id}/quantities`;
    const corrected = await owen.ask("POST", path, { at: "2026-10-01T00:00:00+02:00", quantity: 7, assigned: 6 });
    assert.deepEqual(
      corrected.body.items.map((step: { at: string; quantity: number; assigned: number; by: string }) => [
        step.at,
        step.quantity,
        step.assigned,
        step.by,
      ]),
      [
        ["2026-11-21T14:00:00.000Z", 10, 0, "Owen"],
        ["2026-09-30T22:00:00.000Z", 7, 6, "Owen"],
      ],
    );
    const [second] = (await ada.ask("GET", `${path}?limit=1&from=1`)).body.items;
    assert.equal(second.quantity, 7);
    assert.deepEqual((await ada.ask("GET", `${path}?from=100`)).body.items, []);
    const history = await owen.ask("GET", `/subscriptions/${made.body.id}/history`);
    assert.deepEqual(
      Object.fromEntries(history.body.items[0].changes.map((one: { label: string; after: string }) => [one.label, one.after])),
      { From: "2026-09-30T22:00:00.000Z", Quantity: "7", Assigned: "6" },
    );
    assert.equal((await ada.ask("POST", path, { at: "2026-10-01T00:00:00Z", quantity: 7 })).status, 403);
    for (const body of [
      { at: "yesterday", quantity: 1 },
      { at: "2026-10-01T00:00:00Z", quantity: -1 },
      { at: "2027-10-01T00:00:00Z", quantity: 1 },
      { at: "0000-01-01T00:00:00Z", quantity: 1 },
      {},
    ])
      assert.equal((await owen.ask("POST", path, body)).status, 400, JSON.stringify(body));
    assert.equal((await owen.ask("GET", "/subscriptions/999999/quantities")).status, 404);
  });

  test("a software licence is assigned and released; inactive people who hold one are listed", async () => {
    const { id } = (await owen.ask("POST", "/software-licences", { name: "Draw", customerId, total: 1 })).body;
    const ana = await addUser(database.db, { siteId, name: "Ana Reis" });
    const rui = await addUser(database.db, { siteId, name: "Rui Costa" });
    const given = await owen.ask("POST", `/software-licences/${id}/assignments`, { userIds: [ana] });
    assert.deepEqual([given.status, given.body.items[0].holder, given.body.total], [201, "Ana Reis", 1]);
    const full = await owen.ask("POST", `/software-licences/${id}/assignments`, { userIds: [rui] });
    assert.deepEqual([full.status, full.body.detail], [409, "None of the 1 Draw is left: 1 is missing. Buy more, or release some first."]);
    assert.equal((await owen.ask("POST", `/software-licences/${id}/assignments`, {})).status, 400);
    assert.equal((await ada.ask("POST", `/software-licences/${id}/assignments`, { userIds: [rui] })).status, 403);
    await database.db.updateTable("users").set({ is_active: false }).where("id", "=", ana).execute();
    const inactive = await ada.ask("GET", "/licence-assignments?isActive=false");
    assert.deepEqual(
      inactive.body.items.map((one: { licence: string; holder: string; customer: string }) => [one.licence, one.holder, one.customer]),
      [["Draw", "Ana Reis", "Alder & Finch"]],
    );
    assert.equal((await ada.ask("GET", `/users/${ana}/licences`)).body.total, 1);
    assert.equal((await ada.ask("GET", "/users/999999/licences")).status, 404);
    assert.equal((await ada.ask("GET", "/assets/999999/licences")).status, 404);
    const seats = (await ada.ask("GET", "/seats?q=draw")).body.items;
    assert.deepEqual([seats[0].bought, seats[0].assigned, seats[0].assignedToInactive, seats[0].billed], [1, 1, 1, 0]);
    assert.deepEqual([seats[0].subscriptionIds, seats[0].licenceIds], [[], [id]]);
    assert.equal((await ada.ask("GET", `/licence-assignments?licenceId=${id}&q=reis&since=2026-11-21..&sort=-holder`)).body.total, 1);
    assert.equal((await ada.ask("GET", `/licence-assignments?licenceId=${id}&userId=none`)).body.total, 0);
    const file = await ada.ask("GET", `/licence-assignments?licenceId=${id}&format=csv`);
    assert.match(file.text, /\r\nDraw,Alder & Finch,Ana Reis,user,inactive,2026-11-21T14:00:00\.000Z,Owen\r\n$/);
    const grown = await ada.ask("GET", `/seats/months?customerId=${customerId}`);
    const drawn = grown.body.items.find((one: { sku: string }) => one.sku === seats[0].sku);
    assert.deepEqual([grown.status, drawn.months.length, drawn.months[0].bought], [200, 12, 0]);
    assert.equal((await ada.ask("GET", "/seats/months")).status, 400);
    assert.equal((await ada.ask("GET", "/seats/months?customerId=999999")).status, 404);
    const assignment = given.body.items[0].id;
    assert.equal((await owen.ask("DELETE", `/software-licences/${id}/assignments/${assignment}`)).status, 204);
    assert.equal((await owen.ask("DELETE", `/software-licences/${id}/assignments/${assignment}`)).status, 404);
    assert.equal((await owen.ask("GET", `/software-licences/${id}`)).body.used, 0);
  });
});

describe("lists of seats, assignments and invoices (D5)", () => {
  test("seats are found by customer, filtered, sorted, and sent as a file that no spreadsheet calculates", async () => {
    const birch = (await owen.ask("POST", "/customers", { name: "Birch & Co" })).body.id;
    for (const [name, quantity] of [
      ["=SUM(A1)", 3],
      ["Backup", 20],
    ] as const)
      await owen.ask("POST", "/subscriptions", { name, customerId: birch, quantity });
    const names = async (query: string) =>
      (await ada.ask("GET", `/seats?customerId=${birch}&${query}`)).body.items.map((one: { name: string }) => one.name);
    assert.deepEqual(await names("sort=bought"), ["=SUM(A1)", "Backup"]);
    assert.deepEqual(await names("sort=-bought&limit=1"), ["Backup"]);
    assert.deepEqual(await names("bought=10.."), ["Backup"]);
    assert.deepEqual(await names("q=birch backup"), ["Backup"], "words are looked for in the customer's name, too");
    const both = await ada.ask("GET", `/seats?customerId=${birch},${customerId}`);
    assert.deepEqual([both.body.total > 2, both.body.items[0].customer], [true, "Alder & Finch"]);
    assert.deepEqual([(await ada.ask("GET", `/seats?customerId=${birch}&from=90`)).body.total], [2], "past the end there is a total");
    const { headers, text } = await ada.ask("GET", `/seats?customerId=${birch}&sort=bought&format=csv`);
    assert.match(headers.get("content-disposition") ?? "", /"seats\.csv"/);
    assert.equal(
      text.replace("\uFEFF", ""),
      "Customer,Product,SKU,Bought,Assigned,Assigned to inactive people,Billed\r\nBirch & Co,'=SUM(A1),'=SUM(A1),3,0,0,0\r\nBirch & Co,Backup,Backup,20,0,0,0\r\n",
    );
  });

  test("filters and orders that they don't know are refused, for files too", async () => {
    for (const path of ["/seats", "/invoices", "/licence-assignments"])
      for (const query of ["nothing=1", "sort=nothing", "customerId=x", "customerId=x&format=csv", "limit=501"])
        assert.equal((await ada.ask("GET", `${path}?${query}`)).status, 400, `${path}?${query}`);
  });
});

describe("recurring invoices over /v1 (D5)", () => {
  test("are previewed, written to a file that no spreadsheet calculates, and billed", async () => {
    const lines = [
      { says: "=cmd|' /C calc'!A0", unitPrice: 12.345, quantity: { kind: "fixed", quantity: 3 }, free: 0, minimum: 0 },
      { says: "Credit", unitPrice: -10, quantity: { kind: "fixed", quantity: 1 }, free: 0, minimum: 0 },
    ];
    const made = await owen.ask("POST", "/recurring-invoices", {
      name: "Monthly",
      customerId,
      nextOn: "2026-11-30",
      currency: "EUR",
      lines,
    });
    assert.equal(made.status, 201, made.text);
    const { id } = made.body;
    const seen = await ada.ask("GET", `/recurring-invoices/${id}/preview`);
    assert.deepEqual(
      [seen.body.total, seen.body.difference, seen.body.lines[0].amount, seen.body.lines[1].difference],
      [27.04, 0, 37.04, 0],
    );
    const file = await ada.ask("GET", `/recurring-invoices/${id}/preview.csv?on=2026-12-24`);
    assert.match(file.headers.get("content-disposition") ?? "", /attachment; filename="invoice-\d+-2026-12-24\.csv"/);
    assert.match(file.text, /,'=cmd\|' \/C calc'!A0,/);
    assert.match(file.text, /,Credit,1 as agreed,1,-10,-10\.00,EUR,1,-10\.00\r\n$/);
    assert.equal((await ada.ask("POST", `/recurring-invoices/${id}/advance`, undefined, { "if-match": '"1"' })).status, 403);
    assert.equal((await owen.ask("POST", `/recurring-invoices/${id}/advance`)).status, 428);
    const billed = await owen.ask("POST", `/recurring-invoices/${id}/advance`, undefined, { "if-match": '"1"' });
    assert.deepEqual([billed.status, billed.body.on, billed.body.total, billed.body.lines.length], [201, "2026-11-30", 27.04, 2]);
    const again = await owen.ask("POST", `/recurring-invoices/${id}/advance`, undefined, { "if-match": '"1"' });
    assert.deepEqual([again.status, again.body.current.by], [412, "Owen"]);
    assert.equal((await owen.ask("GET", `/recurring-invoices/${id}`)).body.nextOn, "2026-12-30");
    const listed = await ada.ask("GET", `/invoices?customerId=${customerId}`);
    assert.deepEqual([listed.body.total, listed.body.items[0].total], [1, 27.04]);
    assert.equal(
      (await ada.ask("GET", "/invoices?total=20..30&on=2026-11-01..2026-11-30&currency=eur&q=monthly&sort=-total")).body.total,
      1,
    );
    assert.equal((await ada.ask("GET", "/invoices?total=28..")).body.total, 0);
    const issued = await ada.ask("GET", `/invoices?recurringId=${id}&format=csv`);
    assert.match(issued.headers.get("content-disposition") ?? "", /"invoices\.csv"/);
    assert.match(issued.text, /,Alder & Finch,Monthly,2026-11-30,27\.04,EUR,Owen,/);
    const kept = await ada.ask("GET", `/invoices/${billed.body.id}/lines.csv`);
    assert.match(kept.text, /,12\.345,37\.04,EUR,,\r\n/);
    assert.equal((await ada.ask("GET", "/invoices/999999")).status, 404);
  });

  test("refuse a day that is none, and one that nobody bills", async () => {
    const { id } = (await owen.ask("POST", "/recurring-invoices", { name: "Empty", customerId })).body;
    for (const day of ["2026-02-30", "0000-01-01", "9999-12-31", "soon"])
      assert.equal((await owen.ask("GET", `/recurring-invoices/${id}/preview?on=${day}`)).status, 400, day);
    const today = await owen.ask("GET", `/recurring-invoices/${id}/preview`);
    assert.deepEqual([today.body.on, today.body.total, today.body.lines], ["2026-11-21", 0, []]);
    assert.equal((await owen.ask("GET", "/recurring-invoices/999999/preview")).status, 404);
  });
});
