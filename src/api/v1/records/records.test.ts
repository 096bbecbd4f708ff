import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { addUser, makeWorld, type World } from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";
import { recordShapes } from "../shapes/records.ts";
import { plainKinds } from "./permissions-of-kinds.ts";

let database: Database;
let world: World;
let needs: ApiDependencies;
let owen: SignedIn;
let priya: SignedIn;
before(async () => {
  database = await openDatabase({ memory: true });
  world = await makeWorld(database, makeDirectory());
  needs = makeNeeds(database, { context: world.context, now: world.context.now });
  owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
  priya = await signInAs(needs, { name: "Priya", isAdministrator: false });
});
after(() => database.close());

const from = (version: number) => ({ "if-match": `"${version}"` });
const read = async (path: string) => (await owen.ask("GET", path)).body;

describe("the API of a kind of record", () => {
  for (const kind of plainKinds) {
    test(`${kind.path}: what is answered fits the document, and there is nothing to find at a number that there is not`, async () => {
      const sheet = recordShapes(kind).page.parse(await read(`/${kind.path}?limit=500`));
      assert.equal(sheet.total, sheet.items.length);
      for (const path of [`/${kind.path}/999999`, `/${kind.path}/999999/history`]) assert.equal((await owen.ask("GET", path)).status, 404);
      assert.equal((await owen.ask("PATCH", `/${kind.path}/999999`, {}, from(1))).status, 404);
      assert.equal((await owen.ask("DELETE", `/${kind.path}/999999`, undefined, from(1))).status, 404);
      assert.equal((await owen.ask("POST", `/${kind.path}`, { colourOfTheSky: "blue" })).status, 400);
      assert.deepEqual((await read(`/${kind.path}?from=100000`)).items, []);
    });
  }

  test("a record is made, changed from the version that was shown, and deleted by who may", async () => {
    const made = await owen.ask("POST", "/teams", { name: "Second line", agentIds: [priya.agentId] });
    assert.deepEqual([made.status, made.headers.get("etag"), made.body.labels], [201, '"1"', { agentIds: "Priya" }]);
    const path = `/teams/${made.body.id}`;
    assert.equal((await owen.ask("PATCH", path, { name: "Line 2" })).status, 428);
    const changed = await owen.ask("PATCH", path, { name: "Line 2" }, from(1));
    assert.deepEqual([changed.status, changed.body.version, changed.headers.get("etag")], [200, 2, '"2"']);
    const late = await owen.ask("PATCH", path, { name: "Line two" }, from(1));
    assert.deepEqual([late.status, late.body.current.version, late.body.current.by], [412, 2, "Owen"]);
    assert.match(late.body.detail, /^Owen changed Line 2 meanwhile/);
    assert.equal((await priya.ask("DELETE", path, undefined, from(2))).status, 403);
    assert.equal((await owen.ask("DELETE", path, undefined, from(1))).status, 412);
    assert.equal((await owen.ask("DELETE", path, undefined, from(2))).status, 204);
    assert.equal((await owen.ask("GET", path)).status, 404);
    const history = await read(`${path}/history`);
    assert.deepEqual(
      history.items.map((entry: { says: string }) => entry.says),
      ["Deleted by Owen.", "Changed by Owen.", "Created by Owen."],
    );
  });

  test("what is set up may be read by every agent, and changed by those with the right to settings only", async () => {
    assert.equal((await priya.ask("GET", "/priorities")).status, 200);
    assert.equal((await priya.ask("POST", "/priorities", { name: "Now" })).status, 403);
    assert.equal((await priya.ask("GET", "/agent-roles")).status, 403);
  });

  test("the history says names, not numbers", async () => {
    const type = (await owen.ask("POST", "/asset-types", { name: "Scanner", groupId: 1 })).body;
    await owen.ask("PATCH", `/asset-types/${type.id}`, { groupId: 2, isActive: false }, from(1));
    const [edit] = (await read(`/asset-types/${type.id}/history`)).items;
    const [first, second] = (await read("/asset-groups?sort=id&limit=2")).items;
    assert.deepEqual(edit.changes, [
      { label: "Group", before: first.name, after: second.name, from: "" },
      { label: "Active", before: "yes", after: "no", from: "" },
    ]);
    assert.deepEqual([edit.by, edit.runId], ["Owen", null]);
  });
});

describe("lists of records", () => {
  before(async () => {
    const { leeds, porto } = world.sites;
    const ada = await addUser(world.db, { siteId: leeds, name: "Ada", email: "ada@example.test" });
    await world.db
      .insertInto("custom_fields")
      .values({ entity: "asset", key: "room", label: "Room", type: "text", options: "[]" })
      .execute();
    for (const asset of [
      { name: "=HYPERLINK(1)", siteId: leeds, key: "SN-1", userIds: [ada], custom: { room: "-1+1" } },
      { name: "beta", siteId: porto, key: "SN-2", notes: "line one\nline two" },
      { name: "Alpha", siteId: porto, key: "SN-3", isActive: false },
    ])
      assert.equal((await owen.ask("POST", "/assets", { typeId: 1, ...asset })).status, 201);
  });

  const namesOf = async (query: string) => (await read(`/assets?${query}`)).items.map((asset: { name: string }) => asset.name);

  test("are filtered by any field and by custom ones, and sorted, capitals apart", async () => {
    assert.deepEqual(await namesOf("sort=name"), ["=HYPERLINK(1)", "Alpha", "beta"]);
    assert.deepEqual(await namesOf("sort=-name"), ["beta", "Alpha", "=HYPERLINK(1)"]);
    assert.deepEqual(await namesOf(`siteId=${world.sites.porto}&isActive=true`), ["beta"]);
    assert.deepEqual(await namesOf("userIds=none&sort=name"), ["Alpha", "beta"]);
    assert.deepEqual(await namesOf("custom.room=-1%2B1"), ["=HYPERLINK(1)"]);
    assert.deepEqual(await namesOf("q=sn-3"), ["Alpha"]);
    assert.deepEqual(await namesOf("updatedSince=2030-01-01T00:00:00Z"), []);
    const names = [];
    for (let next: string | null = ""; next !== null; ) {
      const sheet = await read(`/assets?sort=siteId&limit=2${next === "" ? "" : `&cursor=${next}`}`);
      names.push(...sheet.items.map((asset: { name: string }) => asset.name));
      assert.equal(sheet.total, 3);
      next = sheet.next;
    }
    assert.deepEqual(names, ["=HYPERLINK(1)", "beta", "Alpha"]);
  });

  test("are sorted by the names of people, and end with those that have none, whatever the sheet", async () => {
    const names = async (query: string) => (await read(`/ticket-templates?sort=${query}`)).items.map((one: { name: string }) => one.name);
    for (const [name, agentId] of [
      ["one", owen.agentId],
      ["two", null],
      ["three", priya.agentId],
      ["four", null],
    ] as const)
      assert.equal((await owen.ask("POST", "/ticket-templates", { name, typeId: 1, agentId })).status, 201);
    assert.deepEqual(await names("agentId"), ["one", "three", "two", "four"]);
    assert.deepEqual(await names("-agentId"), ["three", "one", "two", "four"]);
    for (const [from, expected] of [
      [1, ["three", "two"]],
      [2, ["two", "four"]],
      [3, ["four"]],
      [4, []],
    ] as const)
      assert.deepEqual(await names(`agentId&limit=2&from=${from}`), expected, String(from));
  });

  test("refuse what they do not know, with its name", async () => {
    for (const [query, at] of [
      ["colour=red", "colour"],
      ["constructor=1", "constructor"],
      ["sort=notes", "sort"],
      ["siteId=x", "siteId"],
      ["siteId=99999999999", "siteId"],
      ["isActive=yes", "isActive"],
      ["cursor=abc", "cursor"],
      ["limit=501", "limit"],
      ["updatedSince=yesterday", "updatedSince"],
    ]) {
      const { status, body } = await owen.ask("GET", `/assets?${query}`);
      assert.deepEqual([status, body.faults?.[0]?.at], [400, at], query);
    }
    for (const query of ["startsOn=", "startsOn=2026-02-31", "endsOn=0000-01-01..", "price=1..x"])
      assert.equal((await owen.ask("GET", `/software-licences?${query}`)).status, 400, query);
  });

  test("are a file, too, whose cells no spreadsheet takes for formulas", async () => {
    const { status, text, headers } = await owen.ask("GET", "/assets?format=csv&sort=name");
    assert.deepEqual([status, headers.get("content-type")], [200, "text/csv; charset=utf-8"]);
    const [head, first, second, third] = text.replace("\uFEFF", "").split("\r\n");
    assert.equal(head, "Number,Name,Type,Serial number,Tag,Site,Customer,Users,Status,Active,Fields of its type,Id elsewhere,Notes,Room");
    assert.match(first ?? "", /,'=HYPERLINK\(1\),Laptop,SN-1,,Leeds,Customer \d+,Ada,,yes,,,,'-1\+1$/);
    assert.match(second ?? "", /,Alpha,.*,no,/);
    assert.match(third ?? "", /,beta,.*"line one\nline two",$/);
    assert.equal((await owen.ask("GET", "/assets?format=csv&siteId=x")).status, 400);
  });

  test("say what they looked for instead, where nothing holds what was typed", async () => {
    for (const name of ["Meeting projector", "Reception printer"])
      await owen.ask("POST", "/assets", { typeId: 1, siteId: world.sites.leeds, name });
    const sheet = await read("/assets?q=projektor");
    assert.deepEqual([sheet.searchedFor, sheet.items.map((asset: { name: string }) => asset.name)], ["projector", ["Meeting projector"]]);
    assert.equal((await read("/assets?q=projector")).searchedFor, undefined);
    assert.deepEqual((await read("/assets?q=zzzzzz")).items, []);
  });
});

test("the kinds are described with their fields and custom fields, for forms", async () => {
  const { items } = (await priya.ask("GET", "/kinds")).body;
  assert.deepEqual(
    items.map((kind: { name: string }) => kind.name),
    Object.keys(deskKinds),
  );
  const asset = items.find((kind: { name: string }) => kind.name === "asset");
  assert.deepEqual(
    asset.customFields.map((field: { key: string }) => field.key),
    ["room"],
  );
  const typeId = asset.fields.find((field: { name: string }) => field.name === "typeId");
  assert.deepEqual([typeId.kind, typeId.refersTo, typeId.isRequired, typeId.isFilterable], ["reference", "assetType", true, true]);
});

test("what does not fit a field is told in words, and what was not sent is missing", async () => {
  const { body } = await owen.ask("POST", "/subscriptions", { quantity: -1, price: "much", status: "gone", renewsOn: "soon" });
  const faults = Object.fromEntries(body.faults.map(({ at, says }: { at: string; says: string }) => [at, says]));
  assert.deepEqual(faults, {
    name: "is missing",
    customerId: "is missing",
    quantity: "is a whole number from 0 to 2147483647",
    price: "is an amount of up to a thousand million, or null",
    status: "is one of active, suspended, cancelled, transferred, unknown",
    renewsOn: "is a day like 2026-11-21, or null",
  });
  const [fault] = (await owen.ask("POST", "/teams", { name: "Night", colour: "red" })).body.faults;
  assert.equal(fault.at, "body");
});

test("D6 lists are filtered by custom fields of every type", async () => {
  const fields = [
    ["seats", "number", []],
    ["boughtOn", "date", []],
    ["colours", "multiSelect", ["red", "blue"]],
  ] as const;
  for (const [key, type, options] of fields)
    await owen.ask("POST", "/custom-fields", { entity: "customer", key, label: key, type, options });
  const values = { One: { seats: 3, boughtOn: "2026-03-01", colours: ["red", "blue"] }, Two: { seats: 12, colours: ["blue"] }, Three: {} };
  for (const [name, custom] of Object.entries(values)) {
    const made = await owen.ask("POST", "/customers", { name: `Filtered ${name}`, custom });
    assert.equal(made.status, 201, made.text);
  }
  const found = async (query: string) =>
    (await read(`/customers?q=filtered&sort=id&${query}`)).items.map(({ name }: { name: string }) => name.replace("Filtered ", ""));
  assert.deepEqual(await found("custom.seats=3"), ["One"]);
  assert.deepEqual(await found("custom.seats=2..11"), ["One"]);
  assert.deepEqual(await found("custom.seats=3.."), ["One", "Two"]);
  assert.deepEqual(await found("custom.boughtOn=2026-01-01..2026-12-31"), ["One"]);
  assert.deepEqual(await found("custom.boughtOn=..2026-02-28"), []);
  assert.deepEqual(await found("custom.colours=BLUE"), ["One", "Two"]);
  assert.deepEqual(await found("custom.colours=red"), ["One"]);
  assert.deepEqual(await found("custom.seats=3,12"), ["One", "Two"]);
  assert.deepEqual(await found("custom.colours=none"), ["Three"]);
  for (const format of ["json", "csv"]) {
    const refused = await owen.ask("GET", `/customers?custom.colour=red&custom.seats=3&format=${format}`);
    assert.deepEqual([refused.status, refused.body.faults], [400, [{ at: "custom.colour", says: "is no custom field of customers" }]]);
  }
});
