import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addUser, makeWorld, type World } from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import { listRecordsOf } from "../../../desk/records/list-records-of.ts";
import { createRecordOf } from "../../../desk/records/save-record-of.ts";
import { assetKind } from "../../../model/records/assets.ts";
import { softwareLicenceKind, subscriptionKind } from "../../../model/records/contracts.ts";
import { ticketStatusKind, ticketTypeKind } from "../../../model/records/ticket-setup.ts";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";
import { SearchHits } from "../shapes/home.ts";

let database: Database;
let world: World;
let needs: ApiDependencies;
let owen: SignedIn;
before(async () => {
  database = await openDatabase({ memory: true });
  world = await makeWorld(database, makeDirectory());
  needs = makeNeeds(database, { context: world.context, now: world.context.now });
  owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
  const { db } = world;
  const saving = { by: "Owen", now: needs.now() };
  await addUser(db, { siteId: world.sites.leeds, name: "Sofia Lindqvist", email: "sofia@alder.example" });
  const site = await db.selectFrom("sites").select("customer_id").where("id", "=", world.sites.leeds).executeTakeFirstOrThrow();
  await createRecordOf(
    db,
    assetKind,
    { name: "Warehouse scanner", key: "XK-9917/B", tag: "T100", typeId: 1, siteId: world.sites.leeds },
    saving,
  );
  await createRecordOf(db, subscriptionKind, { name: "Workspace Business", customerId: site.customer_id }, saving);
  await createRecordOf(db, softwareLicenceKind, { name: "Drawing board", vendor: "Inkwell", customerId: site.customer_id }, saving);
  const [first] = (await listRecordsOf(db, ticketTypeKind, { filter: {}, sort: null, from: 0, limit: 1 })).items;
  const [open] = (await listRecordsOf(db, ticketStatusKind, { filter: {}, sort: null, from: 0, limit: 1 })).items;
  await db
    .insertInto("tickets")
    .values({
      id: 4711,
      summary: "Mailbox is full",
      type_id: first?.id ?? 0,
      status_id: open?.id ?? 0,
      customer_id: site.customer_id,
      created_at: needs.now(),
      created_by: "Owen",
    })
    .execute();
});
after(() => database.close());

async function search(q: string, who = owen) {
  const found = SearchHits.parse((await who.ask("GET", `/search?q=${encodeURIComponent(q)}`)).body);
  return { titles: found.items.map((hit) => `${hit.kind} ${hit.title}`), ...found };
}

test("everything of the desk is found by the beginnings of its words, its numbers and its tags", async () => {
  for (const [q, expected] of [
    ["sofia", "user Sofia Lindqvist"],
    ["lindq", "user Sofia Lindqvist"],
    ["scann", "asset Warehouse scanner"],
    ["xk-9917", "asset Warehouse scanner"],
    ["9917", "asset Warehouse scanner"],
    ["t100", "asset Warehouse scanner"],
    ["4711", "ticket Mailbox is full"],
    ["#4711", "ticket Mailbox is full"],
    ["mail full", "ticket Mailbox is full"],
    ["workspace", "subscription Workspace Business"],
    ["inkwell", "softwareLicence Drawing board"],
  ] as const)
    assert.deepEqual((await search(q)).titles, [expected], q);
});

test("a hit leads to its page, and says what it is", async () => {
  const { items } = await search("scanner");
  assert.equal(items[0]?.subtitle, "Laptop · XK-9917/B · Customer 1");
  assert.match(items[0]?.href ?? "", /^\/assets\/\d+$/);
});

test("what was typed wrong is found all the same, and said", async () => {
  for (const [q, searchedFor, title] of [
    ["lindkvist", "lindqvist", "user Sofia Lindqvist"],
    ["sofai lindqvist", "sofia lindqvist", "user Sofia Lindqvist"],
    ["wharehouse", "warehouse", "asset Warehouse scanner"],
    ["mialbox", "mailbox", "ticket Mailbox is full"],
    ["wrokspace", "workspace", "subscription Workspace Business"],
  ] as const) {
    const found = await search(q);
    assert.deepEqual([found.searchedFor, found.titles], [searchedFor, [title]], q);
  }
  assert.equal((await search("sofia")).searchedFor, undefined);
  assert.deepEqual((await search("qqqqqqqq")).titles, []);
});

test("signs that searches and patterns are made of are only text", async () => {
  for (const q of ["'", "'':*", "a & b", "!", "\\", "%", "_", "sofia'", "<->", ":*", "()", "\u{1F600}"])
    assert.equal((await owen.ask("GET", `/search?q=${encodeURIComponent(q)}`)).status, 200, q);
});

test("nobody finds what they may not read, nor words of it", async () => {
  const clerk = await signInAs(needs, { name: "Clerk", isAdministrator: false, rights: { assets: "read" } });
  assert.deepEqual((await search("mailbox", clerk)).titles, []);
  assert.deepEqual((await search("lindqvist", clerk)).titles, []);
  const wrong = await search("mialbox", clerk);
  assert.deepEqual([wrong.titles, wrong.searchedFor], [[], undefined]);
  assert.deepEqual((await search("scanner", clerk)).titles, ["asset Warehouse scanner"]);
});
