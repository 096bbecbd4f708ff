import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import { type Database, openDatabase } from "../../store/open-database.ts";
import { type Comparison, compareFields } from "./compare-fields.ts";
import { listRecordsOf } from "./list-records-of.ts";

let database: Database;

before(async () => {
  database = await openDatabase({ memory: true });
  const customers = ["Alder, Finch", "birch_1", "Cedar 100%"].map((name, index) => ({ name, is_active: index < 2 }));
  await database.db.insertInto("customers").values(customers).execute();
});
after(() => database.close());

async function find(field: string, operator: Comparison["operator"], value: string): Promise<readonly number[]> {
  const filter = { only: compareFields(deskKinds.customer, [{ field, operator, value }]) };
  return (await listRecordsOf(database.db, deskKinds.customer, { filter, sort: "id", from: 0, limit: 10 })).items.map(({ id }) => id);
}

test("values are compared as asked, texts without regard to capitals", async () => {
  const cases: readonly (readonly [string, Comparison["operator"], string, readonly number[]])[] = [
    ["name", "is", "alder, finch", [1]],
    ["name", "isNot", "Alder, Finch", [2, 3]],
    ["name", "in", "BIRCH_1, Cedar 100%", [2, 3]],
    ["name", "notIn", "birch_1", [1, 3]],
    ["name", "like", "irch_", [2]],
    ["name", "like", "c%", [3]],
    ["name", "notLike", "d", [2]],
    ["id", "in", "1,3", [1, 3]],
    ["id", "above", "1", [2, 3]],
    ["id", "atLeast", "2", [2, 3]],
    ["id", "below", "2", [1]],
    ["id", "atMost", "10", [1, 2, 3]],
    ["isActive", "is", "false", [3]],
  ];
  for (const [field, operator, value, ids] of cases)
    assert.deepEqual(await find(field, operator, value), ids, `${field} ${operator} ${value}`);
});

test("what can't be compared is named", () => {
  for (const [field, value] of [
    ["id", "x"],
    ["password", "x"],
  ] as const)
    assert.throws(() => compareFields(deskKinds.customer, [{ field, operator: "is", value }]), new RegExp(field));
});
