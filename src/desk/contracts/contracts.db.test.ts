import assert from "node:assert/strict";
import { before, beforeEach, describe, test } from "node:test";
import { sql } from "kysely";
import { addUser, onEveryEngine } from "../../../test/make.ts";
import { Conflict, NotFound } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { Database } from "../../store/open-database.ts";
import { getRecordOf } from "../records/list-records-of.ts";
import { createRecordOf, deleteRecordOf, updateRecordOf } from "../records/save-record-of.ts";
import { assignLicences } from "./assign-licences.ts";
import { eraseInLicences } from "./erase-in-licences.ts";
import { listAssignments } from "./list-assignments.ts";
import { listQuantities, type QuantityKind } from "./list-quantities.ts";
import { releaseAssignment, releaseLicencesOf } from "./release-licences.ts";
import { saveQuantity } from "./save-quantity.ts";

const at = (day: string) => ({ by: "Owen", now: new Date(`${day}T12:00:00Z`) });
const today = at("2026-11-21");
const { customer, subscription, softwareLicence, asset, recurringInvoice } = deskKinds;

onEveryEngine("what customers have bought", (open) => {
  let database: Database;
  let alder: { readonly id: number; readonly siteId: number };
  const makeCustomer = async (name: string) => {
    const id = await createRecordOf(database.db, customer, { name }, today);
    const site = await database.db.selectFrom("sites").select("id").where("customer_id", "=", id).executeTakeFirstOrThrow();
    return { id, siteId: site.id };
  };
  const steps = async (kind: QuantityKind, id: number) =>
    (await listQuantities(database.db, { kind, id, from: 0, limit: 50 })).items.map((one) => [
      one.at.toISOString().slice(0, 10),
      one.quantity,
      one.assigned,
    ]);
  const holders = async (filter: Parameters<typeof listAssignments>[1]) =>
    (await listAssignments(database.db, filter, { from: 0, limit: 50 })).items.map((one) => one.holder);
  const assign = async (licenceId: number, userIds: readonly number[], assetIds: readonly number[] = []) =>
    await assignLicences(database.db, { licenceId, userIds, assetIds }, today);
  const usedOf = async (id: number) => (await getRecordOf(database.db, softwareLicence, id)).used;

  before(() => {
    database = open();
  });
  beforeEach(async () => {
    await sql`truncate customers, sites, users, subscriptions, software_licences, recurring_invoices, quantity_changes, audit cascade`.execute(
      database.db,
    );
    alder = await makeCustomer("Alder & Finch");
  });

  describe("the history of a quantity", () => {
    test("D5 takes a correction of the past, and the present stays", async () => {
      const id = await createRecordOf(
        database.db,
        subscription,
        { name: "Workspace", customerId: alder.id, quantity: 10, assignedQuantity: 8 },
        at("2026-10-01"),
      );
      await updateRecordOf(database.db, subscription, { id, patch: { quantity: 12 }, expectsVersion: null }, at("2026-11-01"));
      await saveQuantity(database.db, { kind: "subscription", id, at: new Date("2026-09-01"), quantity: 5, assigned: 4 }, today);
      await saveQuantity(database.db, { kind: "subscription", id, at: new Date("2026-10-15"), quantity: 11, assigned: null }, today);
      assert.deepEqual(await steps("subscription", id), [
        ["2026-11-01", 12, 8],
        ["2026-10-15", 11, 8],
        ["2026-10-01", 10, 8],
        ["2026-09-01", 5, 4],
      ]);
      assert.equal((await getRecordOf(database.db, subscription, id)).quantity, 12);
      await saveQuantity(database.db, { kind: "subscription", id, at: new Date("2026-10-15"), quantity: 9, assigned: null }, today);
      assert.deepEqual((await steps("subscription", id))[1], ["2026-10-15", 9, 8], "the same moment again corrects it");
    });

    test("D5 later than all others is what the record says now", async () => {
      const id = await createRecordOf(
        database.db,
        subscription,
        { name: "Workspace", customerId: alder.id, quantity: 10 },
        at("2026-10-01"),
      );
      await saveQuantity(database.db, { kind: "subscription", id, at: new Date("2026-11-20"), quantity: 15, assigned: 14 }, today);
      const now = await getRecordOf(database.db, subscription, id);
      assert.deepEqual([now.quantity, now.assignedQuantity, now.version], [15, 14, 2]);
      for (const [when, says] of [
        ["2026-12-01", /is in the future/],
        ["1066-10-14", /is before 1970/],
      ] as const)
        await assert.rejects(
          saveQuantity(database.db, { kind: "subscription", id, at: new Date(when), quantity: 1, assigned: null }, today),
          says,
        );
      await assert.rejects(
        saveQuantity(database.db, { kind: "subscription", id: 9999, at: today.now, quantity: 1, assigned: null }, today),
        NotFound,
      );
    });
  });

  describe("a software licence", () => {
    const makeLicence = async (total: number) =>
      await createRecordOf(database.db, softwareLicence, { name: "Draw 2026", customerId: alder.id, total }, at("2026-11-01"));

    test("D5 is given to users and assets of its customer, once each, and counted", async () => {
      const id = await makeLicence(3);
      const ana = await addUser(database.db, { siteId: alder.siteId, name: "Ana Reis" });
      const laptop = await createRecordOf(database.db, asset, { name: "LEEDS-01", typeId: 1, siteId: alder.siteId }, today);
      await assign(id, [ana], [laptop]);
      await assign(id, [ana]);
      assert.deepEqual(await holders({ licenceId: id }), ["Ana Reis", "LEEDS-01"]);
      assert.deepEqual(await holders({ userId: ana }), ["Ana Reis"]);
      assert.equal(await usedOf(id), 2);
      assert.deepEqual(await steps("softwareLicence", id), [
        ["2026-11-21", 3, 2],
        ["2026-11-01", 3, 0],
      ]);
      await updateRecordOf(database.db, asset, { id: laptop, patch: { isActive: false }, expectsVersion: null }, today);
      assert.deepEqual(await holders({ customerId: alder.id, isActive: false }), ["LEEDS-01"], "assigned to what is inactive");
    });

    test("D8 the log of who was given one forgets the name of somebody erased, and of nobody else", async () => {
      const id = await makeLicence(3);
      const ana = await addUser(database.db, { siteId: alder.siteId, name: "Ana Reis" });
      const rui = await addUser(database.db, { siteId: alder.siteId, name: "Rui Costa" });
      await assign(id, [ana, rui]);
      await database.db.transaction().execute(async (trx) => {
        await releaseLicencesOf(trx, { kind: "user", ids: [ana] }, today);
        await eraseInLicences(trx, { id: ana, erased: "Erased person" });
      });
      const log = await database.db
        .selectFrom("audit")
        .select(["before", "after"])
        .where("entity", "=", "softwareLicence")
        .orderBy("id")
        .execute();
      assert.deepEqual(
        log.slice(1).map((one) => [one.before?.assignedTo ?? null, one.after?.assignedTo ?? null]),
        [
          [
            null,
            [
              { name: "Erased person", user: ana },
              { name: "Rui Costa", user: rui },
            ],
          ],
          [[{ name: "Erased person", user: ana }], []],
        ],
      );
    });

    test("D5 is refused where too few are left, with how many are missing, and nobody gets any", async () => {
      const id = await makeLicence(2);
      const ids = [];
      for (const name of ["Ana", "Rui", "Zoe"]) ids.push(await addUser(database.db, { siteId: alder.siteId, name }));
      await assert.rejects(assign(id, ids), /Only 2 of the 2 Draw 2026 are left: 1 is missing/);
      assert.equal(await usedOf(id), 0);
      await assign(id, ids.slice(0, 2));
      await assert.rejects(assign(id, ids), /None of the 2 Draw 2026 is left: 1 is missing/);
      await assert.rejects(
        updateRecordOf(database.db, softwareLicence, { id, patch: { total: 1 }, expectsVersion: null }, today),
        /2 are assigned: release 1 of them first/,
      );
    });

    test("D5 is refused to strangers, to who is inactive, and to who is not there", async () => {
      const id = await makeLicence(9);
      const other = await makeCustomer("Brackwater");
      const stranger = await addUser(database.db, { siteId: other.siteId, name: "Stranger" });
      const gone = await addUser(database.db, { siteId: alder.siteId, name: "Gone", isActive: false });
      await assert.rejects(assign(id, [stranger]), /userIds\[0\]: Stranger is not of Alder & Finch/);
      await assert.rejects(assign(id, [gone]), /Gone is inactive/);
      await assert.rejects(assign(id, [], [777]), /assetIds\[0\]: there is no asset 777/);
      await updateRecordOf(database.db, softwareLicence, { id, patch: { isActive: false }, expectsVersion: null }, today);
      await assert.rejects(assign(id, [stranger]), /Draw 2026 is inactive/);
    });

    test("D5 the last one goes to one of those who take it at once", async () => {
      const id = await makeLicence(1);
      const ids = [];
      for (const name of ["Ana", "Rui", "Zoe"]) ids.push(await addUser(database.db, { siteId: alder.siteId, name }));
      const outcomes = await Promise.allSettled(ids.map((user) => assign(id, [user])));
      assert.equal(outcomes.filter((one) => one.status === "fulfilled").length, 1);
      for (const one of outcomes) if (one.status === "rejected") assert.ok(one.reason instanceof Conflict);
      assert.equal(await usedOf(id), 1);
    });

    test("D5 is free again when it is released, or its holder goes", async () => {
      const id = await makeLicence(3);
      const ana = await addUser(database.db, { siteId: alder.siteId, name: "Ana" });
      const rui = await addUser(database.db, { siteId: alder.siteId, name: "Rui" });
      const laptop = await createRecordOf(database.db, asset, { name: "LEEDS-01", typeId: 1, siteId: alder.siteId }, today);
      await assign(id, [ana, rui], [laptop]);
      const [first] = (await listAssignments(database.db, { userId: ana }, { from: 0, limit: 1 })).items;
      await releaseAssignment(database.db, { licenceId: id, assignmentId: first?.id ?? 0 }, today);
      await assert.rejects(releaseAssignment(database.db, { licenceId: id, assignmentId: first?.id ?? 0 }, today), NotFound);
      assert.equal(await usedOf(id), 2);
      await deleteRecordOf(database.db, asset, { id: laptop, expectsVersion: null }, today);
      assert.equal(await usedOf(id), 1);
      await database.db.transaction().execute(async (trx) => {
        await releaseLicencesOf(trx, { kind: "user", ids: [rui] }, today);
        await trx.deleteFrom("users").where("id", "=", rui).execute();
      });
      assert.deepEqual([await usedOf(id), await holders({ licenceId: id })], [0, []]);
    });
  });

  describe("a recurring invoice", () => {
    const counting = (quantity: object) => ({
      name: "Monthly",
      customerId: alder.id,
      lines: [{ says: "Seats", unitPrice: 1, quantity: quantity as { kind: "fixed"; quantity: number }, free: 0, minimum: 0 }],
    });

    test("D5 counts what its own customer has, and nothing that is not there", async () => {
      const other = await makeCustomer("Brackwater");
      const theirs = await createRecordOf(database.db, subscription, { name: "Workspace", customerId: other.id }, today);
      for (const [quantity, says] of [
        [
          { kind: "subscription", subscriptionId: theirs, counts: "quantity" },
          /lines\[0\]\.quantity\.subscriptionId: the subscription \d+ is another customer's/,
        ],
        [{ kind: "subscription", subscriptionId: 9999, counts: "quantity" }, /there is no subscription 9999/],
        [{ kind: "licence", licenceId: 9999, counts: "used" }, /there is no software licence 9999/],
        [{ kind: "activeUsers", siteId: other.siteId }, /the site \d+ is another customer's/],
        [{ kind: "activeAssets", assetTypeId: 9999 }, /there is no asset type 9999/],
      ] as const)
        await assert.rejects(createRecordOf(database.db, recurringInvoice, counting(quantity), today), says);
    });

    test("D5 keeps what it counts from being deleted or given to another customer", async () => {
      const other = await makeCustomer("Brackwater");
      const id = await createRecordOf(database.db, subscription, { name: "Workspace", customerId: alder.id }, today);
      await createRecordOf(
        database.db,
        recurringInvoice,
        counting({ kind: "subscription", subscriptionId: id, counts: "quantity" }),
        today,
      );
      await assert.rejects(deleteRecordOf(database.db, subscription, { id, expectsVersion: null }, today), /invoice "Monthly" counts it/);
      await assert.rejects(
        updateRecordOf(database.db, subscription, { id, patch: { customerId: other.id }, expectsVersion: null }, today),
        /invoice "Monthly" counts it/,
      );
    });

    test("D5 remembers the day of the month that somebody chose, over a short month", async () => {
      const id = await createRecordOf(
        database.db,
        recurringInvoice,
        { name: "Monthly", customerId: alder.id, nextOn: "2027-01-31" },
        today,
      );
      const move = async (nextOn: string) =>
        (await updateRecordOf(database.db, recurringInvoice, { id, patch: { nextOn }, expectsVersion: null }, today)).dayOfMonth;
      assert.equal(await move("2027-02-28"), 31, "a month later, as far as February goes");
      assert.equal(await move("2027-03-28"), 28, "somebody chose the 28th");
    });
  });
});
