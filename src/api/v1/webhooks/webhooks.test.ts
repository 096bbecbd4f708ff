import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import { createWebhookSender } from "../../../webhooks/create-webhook-sender.ts";
import { answering, openReceiver, type Receiver } from "../../../webhooks/testing/open-receiver.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

let database: Database;
let needs: ApiDependencies;
let receiver: Receiver;
let owen: SignedIn;
let ada: SignedIn;

before(async () => {
  database = await openDatabase({ memory: true });
  needs = makeNeeds(database);
  receiver = await openReceiver();
  owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
  ada = await signInAs(needs, { name: "Ada", isAdministrator: false, rights: { access: "edit", assets: "read" } });
});
after(async () => {
  await receiver.close();
  await database.close();
});

const given = { name: "n8n", url: "https://n8n.example.com/hook", events: ["asset.created"] };

describe("webhooks over /v1", () => {
  test("are added, changed and deleted; the secret is shown once", async () => {
    const made = await owen.ask("POST", "/webhooks", given);
    assert.equal(made.status, 201);
    assert.match(made.body.secret, /^whsec_[\w-]{43}$/);
    assert.equal(made.headers.get("etag"), '"1"');
    const { id, secret } = made.body;
    const listed = await owen.ask("GET", "/webhooks");
    assert.deepEqual([listed.body.items.length, listed.body.events.includes("ticket.created")], [1, true]);
    const replaced = await owen.ask("POST", `/webhooks/${id}/secret`, { overlapHours: 2 });
    assert.equal(replaced.body.formerUntil, "2026-11-21T16:00:00.000Z");
    for (const path of ["/webhooks", `/webhooks/${id}`, `/webhooks/${id}/deliveries`]) {
      const { text } = await owen.ask("GET", path);
      assert.ok(!text.includes(secret) && !text.includes(replaced.body.secret), `${path} shows no secret`);
    }
    assert.equal((await owen.ask("PATCH", `/webhooks/${id}`, { isActive: false })).status, 428);
    const stale = await owen.ask("PATCH", `/webhooks/${id}`, { isActive: false }, { "if-match": '"1"' });
    assert.deepEqual([stale.status, stale.body.current.by], [412, "Owen"]);
    const changed = await owen.ask("PATCH", `/webhooks/${id}`, { name: "Flows", isActive: false }, { "if-match": '"2"' });
    assert.deepEqual([changed.status, changed.body.name, changed.body.isActive, changed.body.version], [200, "Flows", false, 3]);
    const logged = await database.db.selectFrom("audit").selectAll().where("entity", "=", "webhook").execute();
    assert.deepEqual(
      logged.map((one) => [one.actor, one.action]),
      [
        ["Owen", "create"],
        ["Owen", "edit"],
        ["Owen", "edit"],
      ],
    );
    assert.ok(!JSON.stringify(logged).includes(secret));
    assert.equal((await owen.ask("DELETE", `/webhooks/${id}`, undefined, { "if-match": '"3"' })).status, 204);
    assert.equal((await owen.ask("GET", `/webhooks/${id}`)).status, 404);
  });

  test("tell nobody what they may not read: not by a new one, by more events, or by sending elsewhere what others had asked for", async () => {
    const { id } = (await owen.ask("POST", "/webhooks", { ...given, name: "All", events: ["asset.created", "ticket.created"] })).body;
    const refused = await ada.ask("POST", "/webhooks", { ...given, name: "Tickets", events: ["asset.created", "ticket.action"] });
    assert.equal(refused.status, 403);
    assert.match(refused.body.detail, /Ada, .* ticket\.action needs the permission tickets:read/);
    const change = async (patch: object) => (await ada.ask("PATCH", `/webhooks/${id}`, patch, { "if-match": '"1"' })).status;
    assert.deepEqual([await change({ url: "https://ada.example.com/" }), await change({ events: ["user.created"] })], [403, 403]);
    assert.equal(await change({ isActive: false, events: ["ticket.created"] }), 200, "what is there may stay");
    await owen.ask("DELETE", `/webhooks/${id}`, undefined, { "if-match": '"2"' });
  });

  test("say what is wrong with what they are given, and nothing is saved", async () => {
    const faults: readonly (readonly [object, RegExp])[] = [
      [{ ...given, url: "hooks" }, /whole address/],
      [{ ...given, url: "file:///etc/passwd" }, /whole address/],
      [{ ...given, url: "https://u:p@example.com/" }, /password before the @/],
      [{ ...given, url: "http://example.com/" }, /must begin with https/],
      [{ ...given, url: "https://127.0.0.1/" }, /own network/],
      [{ ...given, url: "https://[::ffff:10.0.0.1]/" }, /own network/],
      [{ ...given, url: "https://2130706433/" }, /own network/],
      [{ ...given, url: "https://169.254.169.254/latest" }, /nothing may be sent to/],
      [{ ...given, events: [] }, /at least one event/],
      [{ ...given, events: ["ticket.sung"] }, /events\[0\]/],
      [{ ...given, name: " " }, /is missing/],
      [{ ...given, more: 1 }, /more/],
    ];
    for (const [body, says] of faults) {
      const refused = await owen.ask("POST", "/webhooks", body);
      assert.equal(refused.status, 400, JSON.stringify(body));
      assert.match(refused.text, says);
    }
    assert.equal((await owen.ask("GET", "/webhooks")).body.items.length, 0);
  });

  test("are sent to private addresses where an administrator allows it, and nobody else", async () => {
    const local = { ...given, name: "local", url: receiver.url, allowsPrivate: true };
    assert.equal((await ada.ask("POST", "/webhooks", local)).status, 403);
    const { id } = (await owen.ask("POST", "/webhooks", local)).body;
    const moved = await ada.ask("PATCH", `/webhooks/${id}`, { url: "http://127.0.0.1:1/admin" }, { "if-match": '"1"' });
    assert.equal(moved.status, 403, "a leave holds for the address that it was given for");
    assert.equal((await ada.ask("PATCH", `/webhooks/${id}`, { name: "local flows" }, { "if-match": '"1"' })).status, 200);
    assert.equal((await ada.ask("POST", "/webhooks", { ...local, name: "LOCAL flows", allowsPrivate: false, url: given.url })).status, 400);

    const tried = await owen.ask("POST", `/webhooks/${id}/test`);
    assert.deepEqual([tried.body.isDelivered, tried.body.status], [true, 204]);
    assert.equal(JSON.parse(receiver.received.at(-1)?.body ?? "").event, "test");
    receiver.answer = answering(404);
    assert.match((await owen.ask("POST", `/webhooks/${id}/test`)).body.says, /answered 404/);
  });

  test("keep a log of their deliveries, from which one is sent again", async () => {
    receiver.answer = answering(200);
    const { id } = (await owen.ask("POST", "/webhooks", { ...given, name: "log", url: receiver.url, allowsPrivate: true })).body;
    const customer = await database.db.insertInto("customers").values({ name: "Alder" }).returning("id").executeTakeFirstOrThrow();
    const site = await database.db
      .insertInto("sites")
      .values({ name: "Leeds", customer_id: customer.id, is_main: true })
      .returning("id")
      .executeTakeFirstOrThrow();
    assert.equal((await owen.ask("POST", "/assets", { name: "LEEDS-01", typeId: 1, siteId: site.id })).status, 201);
    const sender = createWebhookSender({ db: database.db, vault: needs.vault, now: needs.now }, () => undefined);
    await sender.sendDue();
    const log = await owen.ask("GET", `/webhooks/${id}/deliveries`);
    const [one] = log.body.items;
    assert.deepEqual(
      [log.body.total, one.event, one.state, one.status, one.payload.record.name, one.answer],
      [1, "asset.created", "delivered", 200, "LEEDS-01", "so it goes"],
    );
    assert.equal((await owen.ask("POST", `/webhooks/${id}/deliveries/${one.id}/redeliver`)).status, 204);
    assert.equal((await owen.ask("POST", `/webhooks/${id}/deliveries/${one.id}/redeliver`)).status, 409);
    const before = receiver.received.length;
    await sender.sendDue();
    assert.equal(JSON.parse(receiver.received.at(-1)?.body ?? "").id, one.eventId, "the same event number");
    assert.equal(receiver.received.length, before + 1);
    assert.equal((await owen.ask("GET", `/webhooks/${id}/deliveries?state=dead`)).body.total, 0);
    assert.equal((await owen.ask("POST", `/webhooks/${id}/deliveries/999/redeliver`)).status, 404);
  });
});
