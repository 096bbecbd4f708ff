import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { addUser, onEveryEngine } from "../../test/make.ts";
import { assignLicences } from "../desk/contracts/assign-licences.ts";
import { saveQuantity } from "../desk/contracts/save-quantity.ts";
import { getRecordOf } from "../desk/records/list-records-of.ts";
import { createRecordOf, updateRecordOf } from "../desk/records/save-record-of.ts";
import { Conflict } from "../model/errors.ts";
import type { InvoiceLine } from "../model/records/contracts.ts";
import { deskKinds } from "../model/records/desk-kinds.ts";
import type { Database } from "../store/open-database.ts";
import { issueInvoice } from "./issue-invoice.ts";
import { getInvoice, listInvoices } from "./list-invoices.ts";
import { listSeatMonths } from "./list-seat-months.ts";
import { listSeats } from "./list-seats.ts";
import { previewInvoice } from "./preview-invoice.ts";

const at = (day: string) => ({ by: "Owen", now: new Date(`${day}T12:00:00Z`) });
const today = at("2026-11-21");
const { customer, subscription, softwareLicence, asset, recurringInvoice } = deskKinds;

onEveryEngine("recurring invoices", (open) => {
  let database: Database;
  let customerId: number;
  let siteId: number;
  let workspace: number;
  const line = (change: Partial<InvoiceLine>): InvoiceLine => ({
    says: "Seats",
    unitPrice: 11.5,
    quantity: { kind: "subscription", subscriptionId: workspace, counts: "quantity" },
    free: 0,
    minimum: 0,
    ...change,
  });
  const makeInvoice = async (lines: readonly InvoiceLine[], change: object = {}) =>
    await createRecordOf(
      database.db,
      recurringInvoice,
      { name: "Monthly", customerId, nextOn: "2026-12-31", currency: "EUR", lines: [...lines], ...change },
      today,
    );
  const preview = async (id: number, on: string | null = null) => await previewInvoice(database.db, { id, on, now: today.now });

  before(() => {
    database = open();
  });
  beforeEach(async () => {
    const { db } = database;
    await sql`truncate customers, sites, users, subscriptions, software_licences, recurring_invoices, invoices, quantity_changes, audit cascade`.execute(
      db,
    );
    customerId = await createRecordOf(db, customer, { name: "Alder & Finch" }, today);
    siteId = (await db.selectFrom("sites").select("id").where("customer_id", "=", customerId).executeTakeFirstOrThrow()).id;
    const given = { name: "Workspace", sku: "GW-BP", customerId, quantity: 10, assignedQuantity: 9, currency: "EUR" };
    workspace = await createRecordOf(db, subscription, given, at("2026-10-10"));
    await updateRecordOf(db, subscription, { id: workspace, patch: { quantity: 12 }, expectsVersion: null }, at("2026-11-20"));
  });

  test("D5 bill what was bought on the day, and say where every quantity came from", async () => {
    const { db } = database;
    for (const name of ["Ana", "Rui", "Zoe"]) await addUser(db, { siteId, name });
    await addUser(db, { siteId, name: "Gone", isActive: false });
    await createRecordOf(db, asset, { name: "LEEDS-01", typeId: 1, siteId }, today);
    const licence = await createRecordOf(db, softwareLicence, { name: "Draw", customerId, total: 4 }, today);
    const id = await makeInvoice([
      line({}),
      line({ quantity: { kind: "subscription", subscriptionId: workspace, counts: "assigned" }, free: 2 }),
      line({ quantity: { kind: "licence", licenceId: licence, counts: "total" }, minimum: 5 }),
      line({ quantity: { kind: "activeUsers", siteId: null } }),
      line({ quantity: { kind: "activeUsers", siteId } }),
      line({ quantity: { kind: "activeAssets", assetTypeId: 1 } }),
      line({ quantity: { kind: "activeAssets", assetTypeId: 2 } }),
      line({ quantity: { kind: "fixed", quantity: 1.5 }, unitPrice: -1 }),
    ]);
    const seen = await preview(id);
    assert.deepEqual(
      seen.lines.map((one) => [one.quantity, one.cents, one.from]),
      [
        [12, 13_800, "12 bought of Workspace, since 2026-11-20"],
        [7, 8_050, "9 assigned of Workspace, since 2026-11-20, 2 free"],
        [5, 5_750, "4 bought of Draw, since 2026-11-21, at least 5"],
        [3, 3_450, "3 active users"],
        [3, 3_450, "3 active users of Main"],
        [1, 1_150, "1 active asset of the type Laptop"],
        [0, 0, "0 active assets of the type Desktop"],
        [1.5, -150, "1.5 as agreed"],
      ],
    );
    assert.deepEqual([seen.on, seen.totalCents, seen.currency, seen.customer], ["2026-12-31", 35_500, "EUR", "Alder & Finch"]);
    const earlier = await preview(id, "2026-11-01");
    assert.deepEqual([earlier.lines[0]?.quantity, earlier.lines[0]?.from], [10, "10 bought of Workspace, since 2026-10-10"]);
    const first = await preview(id, "2026-10-09");
    assert.deepEqual([first.lines[0]?.quantity, first.lines[0]?.from], [0, "no quantity of Workspace is known for that day"]);
  });

  test("D5 compare each line with a period earlier: with what was billed, else with what would have been", async () => {
    const id = await makeInvoice([line({}), line({ says: "People", quantity: { kind: "activeUsers", siteId: null } })], {
      nextOn: "2026-11-30",
    });
    const seen = await preview(id);
    assert.deepEqual(seen.comparedWith, { on: "2026-10-30", isIssued: false, totalCents: 11_500 });
    assert.deepEqual(
      seen.lines.map((one) => one.before),
      [{ quantity: 10, cents: 11_500 }, null],
      "how many people there were nobody wrote down",
    );
    await issueInvoice(database.db, { id, expectsVersion: 1 }, today);
    await addUser(database.db, { siteId, name: "Ana" });
    await updateRecordOf(database.db, subscription, { id: workspace, patch: { quantity: 20 }, expectsVersion: null }, at("2026-12-01"));
    const next = await preview(id);
    assert.deepEqual(next.comparedWith, { on: "2026-11-30", isIssued: true, totalCents: 13_800 });
    assert.deepEqual(
      next.lines.map((one) => [one.quantity, one.before]),
      [
        [20, { quantity: 12, cents: 13_800 }],
        [1, { quantity: 0, cents: 0 }],
      ],
    );
  });

  test("D5 keep what was billed as it was, and move on to the same day of the next month", async () => {
    const { db } = database;
    const id = await makeInvoice([line({})]);
    const invoiceId = await issueInvoice(db, { id, expectsVersion: 1 }, today);
    await updateRecordOf(db, subscription, { id: workspace, patch: { quantity: 99, name: "Renamed" }, expectsVersion: null }, today);
    const kept = await getInvoice(db, invoiceId);
    assert.deepEqual(
      [kept.on, kept.total, kept.currency, kept.lines[0]?.amount, kept.lines[0]?.from],
      ["2026-12-31", 138, "EUR", 138, "12 bought of Workspace, since 2026-11-20"],
    );
    const days = [];
    for (let times = 0; times < 3; times += 1) {
      const { version, nextOn } = await getRecordOf(db, recurringInvoice, id);
      days.push(nextOn);
      await issueInvoice(db, { id, expectsVersion: version }, today);
    }
    assert.deepEqual(days, ["2027-01-31", "2027-02-28", "2027-03-31"]);
    const listed = await listInvoices(db, { recurringId: id }, { from: 0, limit: 2 });
    assert.deepEqual([listed.total, listed.items.map((one) => one.on)], [4, ["2027-03-31", "2027-02-28"]]);
  });

  test("D5 are billed once: of two who press the button at once, one is told", async () => {
    const id = await makeInvoice([line({})]);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => issueInvoice(database.db, { id, expectsVersion: 1 }, today)));
    assert.equal(outcomes.filter((one) => one.status === "fulfilled").length, 1);
    for (const one of outcomes) if (one.status === "rejected") assert.ok(one.reason instanceof Conflict);
    const refused: readonly (readonly [object, RegExp])[] = [
      [{ isActive: false, name: "b" }, /is inactive/],
      [{ nextOn: null, name: "c" }, /has no next date/],
    ];
    for (const [change, says] of refused) {
      const other = await makeInvoice([line({})], change);
      await assert.rejects(issueInvoice(database.db, { id: other, expectsVersion: 1 }, today), says);
    }
    await updateRecordOf(database.db, recurringInvoice, { id, patch: { nextOn: "2026-12-31" }, expectsVersion: null }, today);
    const { version } = await getRecordOf(database.db, recurringInvoice, id);
    await assert.rejects(issueInvoice(database.db, { id, expectsVersion: version }, today), /was billed for 2026-12-31 already/);
  });

  test("D5 have one currency, and come to something that a column holds", async () => {
    await updateRecordOf(database.db, subscription, { id: workspace, patch: { currency: "USD" }, expectsVersion: null }, today);
    const mixed = await makeInvoice([line({})]);
    await assert.rejects(preview(mixed), /lines\[0\]\.quantity: is priced in USD, the invoice in EUR/);
    await assert.rejects(issueInvoice(database.db, { id: mixed, expectsVersion: 1 }, today), /one invoice has one currency/);
    const huge = await makeInvoice([line({ quantity: { kind: "fixed", quantity: 1e9 }, unitPrice: 1e9 })], { name: "Huge" });
    await assert.rejects(preview(huge), /more than an invoice can hold/);
  });

  test("D5 seats are what is bought, assigned, assigned to inactive people, and billed, by customer and product", async () => {
    const { db } = database;
    const licence = await createRecordOf(db, softwareLicence, { name: "Draw", customerId, total: 4 }, today);
    const ana = await addUser(db, { siteId, name: "Ana" });
    const rui = await addUser(db, { siteId, name: "Rui" });
    await assignLicences(db, { licenceId: licence, userIds: [ana, rui], assetIds: [] }, today);
    await db.updateTable("users").set({ is_active: false }).where("id", "=", rui).execute();
    await createRecordOf(db, subscription, { name: "Workspace more", sku: "GW-BP", customerId, quantity: 5 }, today);
    await createRecordOf(db, subscription, { name: "Old", sku: "GW-BP", customerId, quantity: 50, status: "cancelled" }, today);
    await saveQuantity(db, { kind: "subscription", id: workspace, at: today.now, quantity: 13, assigned: null }, today);
    await makeInvoice([line({ free: 3 }), line({ quantity: { kind: "licence", licenceId: licence, counts: "used" } })]);
    await makeInvoice([line({})], { name: "Not any more", isActive: false });
    const seats = await listSeats(db, {}, { from: 0, limit: 10 });
    assert.deepEqual(
      seats.items.map((one) => [one.customer, one.sku, one.bought, one.assigned, one.assignedToInactive, one.billed]),
      [
        ["Alder & Finch", "Draw", 4, 2, 1, 2],
        ["Alder & Finch", "GW-BP", 18, 9, 0, 10],
      ],
    );
    assert.equal(seats.total, 2);
    const more = (await listSeats(db, { q: "gw" }, { from: 0, limit: 1 })).items[0];
    assert.deepEqual([more?.subscriptionIds.length, more?.subscriptionIds[0], more?.licenceIds], [2, workspace, []]);
    assert.deepEqual(
      [(await listSeats(db, { q: "gw" }, { from: 0, limit: 10 })).total, (await listSeats(db, {}, { from: 5, limit: 10 })).total],
      [1, 2],
    );
  });

  test("D5 seats by month are what was bought when each began, of everything that is one product now", async () => {
    const { db } = database;
    await createRecordOf(db, subscription, { name: "Workspace more", sku: "GW-BP", customerId, quantity: 5 }, at("2026-11-01"));
    await createRecordOf(db, subscription, { name: "Old", sku: "GW-BP", customerId, quantity: 50, status: "cancelled" }, at("2026-01-01"));
    await saveQuantity(db, { kind: "subscription", id: workspace, at: new Date("2026-10-01T00:00:00Z"), quantity: 8, assigned: 7 }, today);
    const other = await createRecordOf(db, customer, { name: "Brightwater" }, today);
    await createRecordOf(db, softwareLicence, { name: "Draw", customerId: other, total: 4 }, at("2026-09-15"));
    const [product, ...others] = await listSeatMonths(db, { customerId, now: today.now });
    assert.deepEqual([product?.sku, product?.months.length, others], ["GW-BP", 12, []]);
    assert.deepEqual(product?.months[0], { on: "2025-12-01", bought: 0, assigned: 0 });
    assert.deepEqual(product?.months.slice(-3), [
      { on: "2026-09-01", bought: 0, assigned: 0 },
      { on: "2026-10-01", bought: 8, assigned: 7 },
      { on: "2026-11-01", bought: 10, assigned: 9 },
    ]);
    assert.deepEqual(await listSeatMonths(db, { customerId: 999_999, now: today.now }), []);
  });
});
