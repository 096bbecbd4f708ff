import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makePerson, makeWorld, type World } from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";
import { AuditPage } from "../shapes/audit.ts";

let database: Database;
let world: World;
let owen: SignedIn;
let runId: number;
before(async () => {
  database = await openDatabase({ memory: true });
  const directory = makeDirectory([makePerson("p1", { name: "Ada Okafor", email: "ada@example.test" })]);
  world = await makeWorld(database, directory);
  owen = await signInAs(makeNeeds(database, { context: world.context, now: world.context.now }), { name: "Owen", isAdministrator: true });
  runId = (await world.import()).id;
  world.clock.now = new Date("2026-11-21T16:00:00Z");
  const customer = (await owen.ask("POST", "/customers", { name: "Alder & Finch" })).body;
  world.clock.now = new Date("2026-11-21T17:00:00Z");
  await owen.ask("PATCH", `/customers/${customer.id}`, { phone: "+44 1", isVip: true }, { "if-match": '"1"' });
  await owen.ask("POST", "/customers", { name: "=cmd()" });
});
after(() => database.close());

const read = async (query: string) => AuditPage.parse((await owen.ask("GET", `/audit?${query}`)).body);

test("what runs did and what people did stand in one log, newest first", async () => {
  const { items, total } = await read("");
  assert.equal(total, items.length);
  const told = items.map((item) => [item.kind, item.name, item.by, item.runId]);
  assert.deepEqual(told, [
    ["customer", "=cmd()", "Owen", null],
    ["customer", "Alder & Finch", "Owen", null],
    ["customer", "Alder & Finch", "Owen", null],
    ["user", "Ada Okafor", "test", runId],
  ]);
  assert.deepEqual(items[1]?.changes, [
    { label: "VIP", before: "no", after: "yes", from: "" },
    { label: "Phone", before: "—", after: "+44 1", from: "" },
  ]);
  assert.match(items[3]?.says ?? "", /^Created/);
});

test("from any record one reaches the run that last changed it", async () => {
  const user = await world.db.selectFrom("users").select("id").executeTakeFirstOrThrow();
  const [last] = (await owen.ask("GET", `/users/${user.id}/history`)).body.items;
  assert.equal(last.runId, runId);
  assert.equal((await owen.ask("GET", `/runs/${last.runId}/changes/${last.seq}`)).status, 200);
  const [entry] = (await read(`entity=user&recordId=${user.id}`)).items;
  assert.deepEqual([entry?.runId, entry?.seq, entry?.path], [last.runId, last.seq, `/users/${user.id}`]);
});

test("the log tells nobody what they may not read where it stands, whatever they look for", async () => {
  const needs = makeNeeds(database, { context: world.context, now: world.context.now });
  const kim = await signInAs(needs, { name: "Kim", isAdministrator: false, rights: { settings: "read", users: "read" } });
  const ask = async (query: string) => (await kim.ask("GET", `/audit?${query}`)).body;
  const seen = (await ask("")).items.map((item: { entity: string }) => item.entity);
  assert.deepEqual([...new Set(seen)], ["user"]);
  for (const query of ["entity=customer", "q=Alder"]) assert.equal((await ask(query)).total, 0, query);
  assert.ok(!(await kim.ask("GET", "/audit?format=csv")).text.includes("Alder"));
});

test("the log is filtered by what, who, when and words", async () => {
  const count = async (query: string) => (await read(query)).total;
  assert.equal(await count("entity=customer"), 3);
  assert.equal(await count("by=owe"), 3);
  assert.equal(await count("since=2026-11-21T16:30:00Z"), 2);
  assert.equal(await count("until=2026-11-21T16:30:00Z"), 2);
  assert.equal(await count("q=okafor"), 1);
  assert.equal(await count("q=%25"), 0);
  assert.deepEqual(
    (await read("limit=1&from=1")).items.map((item) => item.name),
    ["Alder & Finch"],
  );
  for (const query of ["recordId=x", "since=yesterday", "cursor=x"])
    assert.equal((await owen.ask("GET", `/audit?${query}`)).status, 400, query);
});

test("the log is a file, too: a line a value, without formulas", async () => {
  const { text, headers } = await owen.ask("GET", "/audit?format=csv&entity=customer");
  assert.equal(headers.get("content-disposition"), 'attachment; filename="audit.csv"');
  const lines = text.replace("\uFEFF", "").trim().split("\r\n");
  assert.equal(lines[0], "When,Who,What,Number,Name,Run,Says,Field,Before,After");
  assert.ok(
    lines.some((line) => line.includes(",'=cmd(),,Created by Owen.,Name,—,'=cmd()")),
    text,
  );
});

test("a record that is gone keeps its name in the log", async () => {
  const made = (await owen.ask("POST", "/cab-roles", { name: "Observer" })).body;
  await owen.ask("DELETE", `/cab-roles/${made.id}`, undefined, { "if-match": '"1"' });
  const [entry] = (await read("entity=cabRole")).items;
  assert.deepEqual([entry?.name, entry?.path, entry?.says], ["Observer", null, "Deleted by Owen."]);
});
