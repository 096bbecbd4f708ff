import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { sql } from "kysely";
import { Conflict, type Invalid } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import { columnFor } from "../../model/records/kind.ts";
import { type Database, openDatabase } from "../../store/open-database.ts";
import { findRecordOf, getRecordOf, listRecordsOf } from "./list-records-of.ts";
import { createRecordOf, deleteRecordOf, updateRecordOf } from "./save-record-of.ts";

let database: Database;
const owen = { by: "Owen", now: new Date("2026-11-21T14:00:00Z") };
const { customer, site, asset, assetType, cab, category, ticketStatus, subscription, agentRole } = deskKinds;

before(async () => {
  database = await openDatabase({ memory: true });
});
after(() => database.close());
beforeEach(async () => {
  await sql`truncate customers, subscriptions, audit, quantity_changes cascade`.execute(database.db);
});

describe("records of every kind", () => {
  test("are kept in columns that their fields describe", async () => {
    for (const kind of Object.values(deskKinds)) {
      const columns = await sql<{
        column_name: string;
      }>`select column_name from information_schema.columns where table_name = ${kind.table}`.execute(database.db);
      const known = new Set(columns.rows.map((row) => row.column_name));
      const asked = Object.entries(kind.fields).flatMap(([name, field]) => (field.through === null ? [columnFor(name)] : []));
      assert.deepEqual(
        asked.filter((column) => !known.has(column)),
        [],
        kind.name,
      );
      const { items } = await listRecordsOf(database.db, kind, { filter: { q: "no such thing" }, sort: null, from: 0, limit: 5 });
      assert.deepEqual(items, []);
    }
  });

  test("D1 a customer that is made has a main site, and both are found by what they are called", async () => {
    const id = await createRecordOf(database.db, customer, { name: "Ćosić & Søn", city: "Porto" }, owen);
    const made = await getRecordOf(database.db, customer, id);
    assert.deepEqual([made.name, made.isActive, made.version, made.updatedAt], ["Ćosić & Søn", true, 1, "2026-11-21T14:00:00.000Z"]);
    const found = await listRecordsOf(database.db, customer, { filter: { q: "cosic son" }, sort: "-name", from: 0, limit: 5 });
    assert.deepEqual([found.total, found.items[0]?.id], [1, id]);
    const sites = await listRecordsOf(database.db, site, { filter: { fields: { customerId: String(id) } }, sort: null, from: 0, limit: 5 });
    assert.deepEqual(
      sites.items.map((one) => [one.isMain, one.labels.customerId]),
      [[true, "Ćosić & Søn"]],
    );
  });

  test("are changed where something differs, and the log says what was before and after", async () => {
    const id = await createRecordOf(database.db, customer, { name: "Alder" }, owen);
    const same = await updateRecordOf(database.db, customer, { id, patch: { name: "Alder" }, expectsVersion: 1 }, owen);
    assert.equal(same.version, 1, "nothing differed");
    const changed = await updateRecordOf(
      database.db,
      customer,
      { id, patch: { name: "Alder & Finch", isVip: true }, expectsVersion: 1 },
      owen,
    );
    assert.equal(changed.version, 2);
    const noted = await database.db.selectFrom("audit").selectAll().where("action", "=", "edit").execute();
    assert.deepEqual(
      noted.map(({ actor, before: was, after: is }) => [actor, was, is]),
      [["Owen", { name: "Alder", isVip: false }, { name: "Alder & Finch", isVip: true }]],
    );
    await assert.rejects(updateRecordOf(database.db, customer, { id, patch: { name: "X" }, expectsVersion: 1 }, owen), Conflict);
  });

  test("are refused whole, with every fault and its place", async () => {
    await createRecordOf(database.db, customer, { name: "Alder" }, owen);
    await assert.rejects(createRecordOf(database.db, customer, { name: "aLDER" }, owen), /another customer called "aLDER"/);
    await assert.rejects(createRecordOf(database.db, site, { name: "Leeds", customerId: 999 }, owen), /there is no customer 999/);
    await assert.rejects(createRecordOf(database.db, subscription, { sku: "x" }, owen), (error: Invalid) => {
      assert.deepEqual(
        error.faults.map((fault) => fault.at),
        ["name", "customerId"],
      );
      return true;
    });
    for (const [fields, says] of [
      [{ nothing: "1" }, /is nothing that customers are filtered by/],
      [{ isActive: "maybe" }, /true or false/],
    ] as const)
      await assert.rejects(listRecordsOf(database.db, customer, { filter: { fields }, sort: null, from: 0, limit: 1 }), says);
    await assert.rejects(listRecordsOf(database.db, customer, { filter: {}, sort: "notes", from: 0, limit: 1 }), /can't be sorted/);
  });

  test("are not deleted while others refer to them", async () => {
    await assert.rejects(deleteRecordOf(database.db, ticketStatus, { id: 1, expectsVersion: null }, owen), /used by ticket types/);
    const id = await createRecordOf(database.db, ticketStatus, { name: "Parked", state: "waiting" }, owen);
    await deleteRecordOf(database.db, ticketStatus, { id, expectsVersion: 1 }, owen);
    assert.equal(await findRecordOf(database.db, ticketStatus, id), null);
  });
});

describe("rules of single kinds", () => {
  test("D3 an asset has the fields of its type, and users of its customer", async () => {
    const id = await createRecordOf(database.db, customer, { name: "Alder" }, owen);
    const [main] = (
      await listRecordsOf(database.db, site, { filter: { fields: { customerId: String(id) } }, sort: null, from: 0, limit: 1 })
    ).items;
    const typeId = await createRecordOf(
      database.db,
      assetType,
      { name: "Scanner", groupId: 1, fields: [{ key: "ram", label: "Memory", type: "number", options: [], isRequired: true }] },
      owen,
    );
    const siteId = main?.id ?? 0;
    await assert.rejects(createRecordOf(database.db, asset, { typeId, siteId, values: {} }, owen), /Memory is missing/);
    await assert.rejects(createRecordOf(database.db, asset, { typeId, siteId, values: { ram: "much" } }, owen), /is a number/);
    await assert.rejects(
      createRecordOf(database.db, asset, { typeId, siteId, values: { ram: 8, cpu: 1 } }, owen),
      /is no field of the type Scanner/,
    );
    const assetId = await createRecordOf(database.db, asset, { typeId, siteId, key: "C02XYZ", values: { ram: 8 } }, owen);
    const made = await getRecordOf(database.db, asset, assetId);
    assert.deepEqual([made.customerId, made.labels.typeId, made.userIds], [id, "Scanner", []]);
    assert.equal((await listRecordsOf(database.db, asset, { filter: { q: "c02" }, sort: "siteId", from: 0, limit: 1 })).total, 1);
  });

  test("D4 a category moves with everything below it, and never below itself", async () => {
    const a = await createRecordOf(database.db, category, { name: "Printing" }, owen);
    const b = await createRecordOf(database.db, category, { name: "Toner", parentId: a }, owen);
    await updateRecordOf(database.db, category, { id: a, patch: { name: "Print" }, expectsVersion: null }, owen);
    assert.equal((await getRecordOf(database.db, category, b)).path, "Print>Toner");
    await assert.rejects(
      updateRecordOf(database.db, category, { id: a, patch: { parentId: b }, expectsVersion: null }, owen),
      /below itself/,
    );
  });

  test("D5 every change of a quantity is kept with its date", async () => {
    const customerId = await createRecordOf(database.db, customer, { name: "Alder" }, owen);
    const id = await createRecordOf(database.db, subscription, { name: "Workspace", customerId, quantity: 10 }, owen);
    await updateRecordOf(database.db, subscription, { id, patch: { quantity: 12 }, expectsVersion: null }, owen);
    await updateRecordOf(database.db, subscription, { id, patch: { notes: "same seats" }, expectsVersion: null }, owen);
    const kept = await database.db.selectFrom("quantity_changes").select(["quantity", "assigned"]).orderBy("id").execute();
    assert.deepEqual(kept, [
      { quantity: 10, assigned: 0 },
      { quantity: 12, assigned: 0 },
    ]);
  });

  test("D2 rights of a role are among those that there are", async () => {
    const id = await createRecordOf(database.db, agentRole, { name: "Technician", rights: { tickets: "all" } }, owen);
    assert.deepEqual((await getRecordOf(database.db, agentRole, id)).rights, { tickets: "all" });
  });

  test("D2 a board goes with whom hands put on it, and stays where a directory did", async () => {
    const agent = await database.db.insertInto("agents").values({ name: "Priya" }).returning("id").executeTakeFirstOrThrow();
    const boards = [];
    for (const source of ["hand", "group"]) {
      const id = await createRecordOf(database.db, cab, { name: `By ${source}` }, owen);
      await database.db.insertInto("cab_grants").values({ record_id: agent.id, target_id: id, source }).execute();
      boards.push(id);
    }
    const [byHand = 0, byGroup = 0] = boards;
    await deleteRecordOf(database.db, cab, { id: byHand, expectsVersion: null }, owen);
    await assert.rejects(deleteRecordOf(database.db, cab, { id: byGroup, expectsVersion: null }, owen), {
      message: "By group is used by agents who sit on it, and stays. Let go of it there first.",
    });
  });
});
