import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { sql } from "kysely";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

let database: Database;
let owen: SignedIn;

before(async () => {
  database = await openDatabase({ memory: true });
  owen = await signInAs(makeNeeds(database), { name: "Owen", isAdministrator: true });
});
after(() => database.close());
beforeEach(async () => {
  for (const table of ["custom_fields", "field_mappings", "connections", "sites", "customers"] as const)
    await sql`delete from ${sql.table(table)}`.execute(database.db);
});

const tier = { entity: "customer", key: "tier", label: "Tier", type: "select", options: ["Gold", "Silver"] };
const match = (version: number) => ({ "if-match": `"${version}"` });

describe("custom fields", () => {
  test("D6 are added for every kind that has them, and a record then takes their values and no others", async () => {
    for (const entity of ["user", "agent", "asset", "ticket", "customer", "site"])
      assert.equal((await owen.ask("POST", "/custom-fields", { entity, key: "size", label: "Size", type: "number" })).status, 201, entity);
    const list = await owen.ask("GET", "/custom-fields?entity=site");
    assert.deepEqual(
      list.body.items.map((field: { entity: string; key: string; values: number }) => [field.entity, field.key, field.values]),
      [["site", "size", 0]],
    );
    assert.equal((await owen.ask("POST", "/customers", { name: "Alder", custom: { size: "large" } })).status, 400);
    assert.equal((await owen.ask("POST", "/customers", { name: "Alder", custom: { size: 4 } })).status, 201);
    assert.equal((await owen.ask("GET", "/custom-fields?entity=customer")).body.items[0].values, 1);
  });

  test("D6 are refused with a key that is taken or can't be one, and with options that don't fit the type", async () => {
    await owen.ask("POST", "/custom-fields", tier);
    for (const [change, at] of [
      [{}, "key"],
      [{ key: "Two words" }, "key"],
      [{ key: "other", options: [] }, "options"],
      [{ key: "other", options: ["A", "a"] }, "options"],
      [{ key: "other", type: "text" }, "options"],
      [{ key: "other", label: " " }, "label"],
      [{ key: "other", entity: "team" }, "entity"],
    ] as const) {
      const answer = await owen.ask("POST", "/custom-fields", { ...tier, ...change });
      assert.deepEqual([answer.status, answer.body.faults[0].at], [400, at], answer.text);
    }
  });

  test("D6 keep options that are chosen, and their type while there are values; who saves second is told", async () => {
    const { id } = (await owen.ask("POST", "/custom-fields", tier)).body;
    await owen.ask("POST", "/customers", { name: "Alder", custom: { tier: "Gold" } });
    const patch = (body: object, version = 1) => owen.ask("PATCH", `/custom-fields/${id}`, body, match(version));
    const removed = await patch({ options: ["Silver", "Bronze"] });
    assert.deepEqual([removed.status, removed.body.faults], [400, [{ at: "options", says: '"Gold" is chosen in 1 customer, and stays' }]]);
    assert.match((await patch({ type: "text", options: [] })).body.faults[0].says, /stays select: 1 customer has a value/);
    const grown = await patch({ options: ["Platinum", "Gold"], label: "Level" });
    assert.deepEqual(
      [grown.status, grown.body.options, grown.body.label, grown.headers.get("etag")],
      [200, ["Platinum", "Gold"], "Level", '"2"'],
    );
    assert.equal((await patch({ label: "Late" })).status, 412);
    assert.equal((await owen.ask("PATCH", `/custom-fields/${id}`, { label: "Late" })).status, 428);
    assert.equal((await patch({ key: "other" }, 2)).status, 400, "the key is for good");
  });

  test("D6 go with their values only where that is said, and not while a directory fills them", async () => {
    const { id } = (await owen.ask("POST", "/custom-fields", tier)).body;
    const customer = (await owen.ask("POST", "/customers", { name: "Alder", custom: { tier: "Gold" } })).body;
    const refused = await owen.ask("DELETE", `/custom-fields/${id}`, undefined, match(1));
    assert.equal(refused.status, 409);
    assert.match(refused.body.detail, /1 customer has a value in Tier, which would go too/);
    assert.equal((await owen.ask("DELETE", `/custom-fields/${id}?values=delete`, undefined, match(1))).status, 204);
    const now = await database.db
      .selectFrom("customers")
      .select(sql<object>`custom`.as("custom"))
      .where("id", "=", customer.id)
      .executeTakeFirst();
    assert.deepEqual(now?.custom, {});
    const filled = (await owen.ask("POST", "/custom-fields", { entity: "user", key: "costCentre", label: "Cost centre", type: "text" }))
      .body;
    const connection = await database.db
      .insertInto("connections")
      .values({ name: "Directory", provider: "google", sign_in: "{}", endpoints: "{}", pace: "{}", settings: "{}", paused_because: null })
      .returning("id")
      .executeTakeFirstOrThrow();
    const mapping = { connection_id: connection.id, entity: "user", field: "custom.costCentre", from_attribute: "x", policy: "directory" };
    await database.db
      .insertInto("field_mappings")
      .values({ ...mapping, clears_when_empty: false, position: 0 })
      .execute();
    const used = await owen.ask("DELETE", `/custom-fields/${filled.id}?values=delete`, undefined, match(1));
    assert.deepEqual(
      [used.status, used.body.detail],
      [409, "Cost centre is used by the settings of Directory. Take it out of their fields and matching first."],
    );
    assert.equal((await owen.ask("GET", "/custom-fields/999")).status, 404);
  });
});
