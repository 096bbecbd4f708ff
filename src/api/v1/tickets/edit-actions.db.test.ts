import assert from "node:assert/strict";
import { test } from "node:test";
import { onEveryEngine } from "../../../../test/make.ts";
import type { Database } from "../../../store/open-database.ts";
import { first, friday, makeTicketDesk } from "../../../tickets/testing/make-ticket-desk.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

const agents = new WeakMap<Database, { readonly owen: SignedIn; readonly ada: SignedIn; readonly ben: SignedIn }>();

async function open(database: Database) {
  const desk = await makeTicketDesk(database.db);
  const needs = makeNeeds(database, { now: () => friday });
  const known = agents.get(database);
  const asked = known ?? {
    owen: await signInAs(needs, { name: "Owen", isAdministrator: true }),
    ada: await signInAs(needs, { name: "Ada", isAdministrator: false, rights: { tickets: "edit" } }),
    ben: await signInAs(needs, { name: "Ben", isAdministrator: false, rights: { tickets: "read" } }),
  };
  agents.set(database, asked);
  const { id } = (await asked.owen.ask("POST", "/tickets", { summary: "Printer on fire", typeId: 1, userId: desk.users.rosa })).body;
  const write = async (by: SignedIn, body: object) =>
    (await by.ask("POST", `/tickets/${id}/actions`, { outcomeId: first.outcome.privateNote, ...body })).body.number as number;
  const tag = async () => ({ "if-match": `"${(await asked.owen.ask("GET", `/tickets/${id}`)).body.version}"` });
  return { ...asked, id, path: `/tickets/${id}/actions`, write, tag };
}

onEveryEngine("actions of tickets", (database) => {
  test("D4 are corrected by who wrote them, from the version of the ticket that was seen; the audit log keeps both", async () => {
    const { ada, owen, id, path, write, tag } = await open(database());
    const number = await write(ada, { note: "Out of tonner", minutes: 5 });
    assert.equal((await ada.ask("PATCH", `${path}/${number}`, { note: "x" })).status, 428);
    const seen = await tag();
    const changed = await ada.ask("PATCH", `${path}/${number}`, { note: "Out of toner", minutes: 10, isImportant: true }, seen);
    assert.deepEqual(
      [changed.status, changed.body.note, changed.body.minutes, changed.body.isImportant, changed.body.isPrivate],
      [200, "Out of toner", 10, true, true],
    );
    assert.deepEqual({ "if-match": changed.headers.get("etag") }, await tag(), "the entity tag is the ticket's");
    const late = await ada.ask("PATCH", `${path}/${number}`, { note: "Late" }, seen);
    assert.deepEqual([late.status, late.body.current.by], [412, "Ada"]);
    const history = await owen.ask("GET", `/tickets/${id}/history`);
    assert.match(JSON.stringify(history.body.items[0]), /Out of tonner.*Out of toner/);
  });

  test("of others are changed and deleted by who has all of the right alone", async () => {
    const { ada, ben, owen, path, write, tag } = await open(database());
    const number = await write(owen, { note: "Mine" });
    const refused = await ada.ask("PATCH", `${path}/${number}`, { note: "Hers" }, await tag());
    assert.deepEqual([refused.status, refused.body.detail.startsWith("Owen wrote this.")], [403, true]);
    assert.equal((await ada.ask("DELETE", `${path}/${number}`, undefined, await tag())).status, 403);
    assert.equal((await ben.ask("PATCH", `${path}/${number}`, { note: "x" }, await tag())).status, 403);
    const hers = await write(ada, { note: "Hers" });
    assert.equal((await owen.ask("PATCH", `${path}/${hers}`, { note: "Ours" }, await tag())).body.note, "Ours");
    const seen = await tag();
    assert.equal((await ada.ask("DELETE", `${path}/${hers}`)).status, 428);
    assert.equal((await ada.ask("DELETE", `${path}/${hers}`, undefined, seen)).status, 204);
    assert.equal((await owen.ask("DELETE", `${path}/${number}`, undefined, seen)).status, 412, "the ticket is another version since");
    assert.equal((await owen.ask("DELETE", `${path}/${number}`, undefined, await tag())).status, 204);
    assert.equal((await owen.ask("GET", path)).body.total, 1);
  });

  test("that are hidden hide their files from users", async () => {
    const { owen, id, path, tag } = await open(database());
    const reply = (await owen.ask("POST", path, { outcomeId: first.outcome.reply, note: "See the file" })).body.number;
    const file = { ticket_id: id, action_number: reply, file_name: "a.txt", content_type: "text/plain", size: 1 };
    const at = { by_name: "Owen", at: friday, content: Buffer.from("a"), is_private: false };
    await database()
      .db.insertInto("attachments")
      .values({ ...file, ...at })
      .execute();
    assert.equal((await owen.ask("PATCH", `${path}/${reply}`, { isPrivate: true }, await tag())).body.isPrivate, true);
    const [kept] = (await owen.ask("GET", `/tickets/${id}/attachments`)).body.items;
    assert.equal(kept.isPrivate, true);
  });

  test("that the desk wrote stay, and what can't be is refused with its place", async () => {
    const { owen, path, write, tag } = await open(database());
    const number = await write(owen, { note: "Words" });
    for (const [asked, body, status] of [
      [1, { note: "x" }, 400],
      [number, { note: "  " }, 400],
      [number, { minutes: -1 }, 400],
      [number, { outcomeId: 1 }, 400],
      [99, { note: "x" }, 404],
    ] as const)
      assert.equal((await owen.ask("PATCH", `${path}/${asked}`, body, await tag())).status, status, JSON.stringify(body));
    assert.equal((await owen.ask("DELETE", `${path}/1`, undefined, await tag())).status, 400);
    const before = await tag();
    assert.equal((await owen.ask("PATCH", `${path}/${number}`, { note: "Words" }, before)).status, 200);
    assert.deepEqual(await tag(), before, "what changes nothing is no new version");
  });
});
