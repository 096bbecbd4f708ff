import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

let database: Database;
let owen: SignedIn;
let priya: SignedIn;
let rosa: SignedIn;
before(async () => {
  database = await openDatabase({ memory: true });
  const needs = makeNeeds(database);
  owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
  priya = await signInAs(needs, { name: "Priya", isAdministrator: false });
  rosa = await signInAs(needs, { name: "Rosa", isAdministrator: false });
});
after(() => database.close());

const save = (who: SignedIn, name: string, isShared = false) =>
  who.ask("POST", "/views", { list: "tickets", name, query: "agentId=1", isShared });
const from = (version: number) => ({ "if-match": `"${version}"` });
const namesOf = async (who: SignedIn) =>
  (await who.ask("GET", "/views?list=tickets")).body.items.map((view: { name: string; isMine: boolean }) => `${view.name} ${view.isMine}`);

test("agents see their own views and those that are shared, by name", async () => {
  assert.equal((await save(priya, "Mine")).status, 201);
  const shared = await save(priya, "Everybody's", true);
  assert.deepEqual([shared.body.version, shared.body.by, shared.headers.get("etag")], [1, "Priya", '"1"']);
  assert.deepEqual(await namesOf(priya), ["Everybody's true", "Mine true"]);
  assert.deepEqual(await namesOf(rosa), ["Everybody's false"]);
  assert.deepEqual((await priya.ask("GET", "/views?list=assets")).body.items, []);
});

test("a view is changed and deleted by whose it is, and a shared one by who keeps order", async () => {
  const { id } = (await save(priya, "Open", true)).body;
  const hidden = (await save(priya, "Hidden")).body.id;
  assert.equal((await rosa.ask("PATCH", `/views/${id}`, { name: "Hers" }, from(1))).status, 403);
  assert.equal((await rosa.ask("DELETE", `/views/${id}`, undefined, from(1))).status, 403);
  assert.equal((await owen.ask("DELETE", `/views/${hidden}`, undefined, from(1))).status, 404);
  assert.equal((await priya.ask("PATCH", `/views/${id}`, { query: "x=1" })).status, 428);
  const changed = await priya.ask("PATCH", `/views/${id}`, { query: "x=1" }, from(1));
  assert.deepEqual([changed.status, changed.body.query, changed.body.version], [200, "x=1", 2]);
  assert.equal((await owen.ask("DELETE", `/views/${id}`, undefined, from(1))).status, 409);
  assert.equal((await owen.ask("DELETE", `/views/${id}`, undefined, from(2))).status, 204);
});

test("an agent's views of a list have names of their own, and lists have names", async () => {
  await save(rosa, "Twice");
  const again = await save(rosa, "TWICE");
  assert.deepEqual([again.status, again.body.faults[0].at], [400, "name"]);
  assert.equal((await save(priya, "Twice")).status, 201);
  for (const body of [
    { list: "no list!", name: "x", query: "" },
    { list: "tickets", name: " ", query: "" },
    { list: "tickets", name: "x" },
  ])
    assert.equal((await rosa.ask("POST", "/views", body)).status, 400, JSON.stringify(body));
});
