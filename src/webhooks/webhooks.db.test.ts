import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { afterEach, before, beforeEach, describe, test } from "node:test";
import { sql } from "kysely";
import { onEveryEngine } from "../../test/make.ts";
import { createVault } from "../connections/vault.ts";
import { noteEvent } from "../desk/events/note-event.ts";
import { createRecordOf, deleteRecordOf, updateRecordOf } from "../desk/records/save-record-of.ts";
import { must } from "../model/errors.ts";
import { Permission } from "../model/permission.ts";
import { deskKinds } from "../model/records/desk-kinds.ts";
import type { WebhookToSave } from "../model/webhook.ts";
import type { Database } from "../store/open-database.ts";
import { createWebhookSender, type WebhookSending } from "./create-webhook-sender.ts";
import { listDeliveries, redeliver } from "./list-deliveries.ts";
import { getWebhook } from "./list-webhooks.ts";
import { createWebhook, replaceWebhookSecret, updateWebhook } from "./save-webhook.ts";
import { forgetOldEvents } from "./settle-delivery.ts";
import { answering, openReceiver, type Receiver } from "./testing/open-receiver.ts";

const vault = createVault(Buffer.alloc(32, 3));
const owen = { by: "Owen", isAdministrator: true, permissions: Permission.options, now: new Date("2026-11-21T14:00:00Z") };

onEveryEngine("webhooks", (open) => {
  let database: Database;
  let receiver: Receiver;
  let clock: Date;
  const pass = (seconds: number) => {
    clock = new Date(clock.getTime() + seconds * 1000);
  };
  const sending = (given: Partial<WebhookSending> = {}): WebhookSending => ({ db: database.db, vault, now: () => clock, ...given });
  const sender = (given: Partial<WebhookSending> = {}) =>
    createWebhookSender(sending(given), (error) => {
      throw error;
    });
  const hook = async (given: Partial<WebhookToSave> = {}) =>
    await createWebhook(
      database.db,
      vault,
      { name: "n8n", url: receiver.url, events: ["asset.created", "run.applied"], isActive: true, allowsPrivate: true, ...given },
      owen,
    );
  const happen = async (recordId: number) =>
    await noteEvent(database.db, { event: "run.applied", recordId, by: "Owen", at: clock, record: { id: recordId, says: "Done." } });
  const logOf = async (webhookId: number) =>
    (await listDeliveries(database.db, { webhookId, state: null, from: 0, limit: 50 })).items.toReversed();

  before(() => {
    database = open();
  });
  beforeEach(async () => {
    await sql`truncate webhooks, events, webhook_deliveries cascade`.execute(database.db);
    clock = owen.now;
    receiver = await openReceiver();
  });
  afterEach(() => receiver.close());

  describe("what happened", () => {
    test("is kept only where an active webhook wants it, and not when its change is taken back", async () => {
      const countEvents = async () => (await database.db.selectFrom("events").select("id").execute()).length;
      await happen(1);
      await hook({ name: "off", isActive: false });
      await happen(2);
      await hook({ name: "other", events: ["ticket.created"] });
      await happen(3);
      assert.equal(await countEvents(), 0);
      await hook();
      await database.db
        .transaction()
        .execute(async (trx) => {
          await noteEvent(trx, { event: "run.applied", recordId: 4, by: "Owen", at: clock, record: {} });
          throw new Error("taken back");
        })
        .catch(() => undefined);
      assert.equal(await countEvents(), 0);
      await happen(5);
      assert.equal(await countEvents(), 1);
    });

    test("to an asset is told with the record as it was then, in the order of events", async () => {
      const { id } = await hook({ events: ["asset.created", "asset.updated", "asset.deleted"] });
      const { db } = database;
      const customerId = await createRecordOf(db, deskKinds.customer, { name: `Alder ${id}` }, owen);
      const site = await db.selectFrom("sites").select("id").where("customer_id", "=", customerId).executeTakeFirstOrThrow();
      const assetId = await createRecordOf(db, deskKinds.asset, { name: "LEEDS-01", typeId: 1, siteId: site.id }, owen);
      await updateRecordOf(db, deskKinds.asset, { id: assetId, patch: { name: "LEEDS-02" }, expectsVersion: 1 }, owen);
      await updateRecordOf(db, deskKinds.asset, { id: assetId, patch: { name: "LEEDS-02" }, expectsVersion: 2 }, owen);
      await deleteRecordOf(db, deskKinds.asset, { id: assetId, expectsVersion: 2 }, owen);
      assert.equal(await sender().sendDue(), 3, "saving what is there already is no event");
      const told = receiver.received.map(({ body }) => JSON.parse(body));
      assert.deepEqual(
        told.map(({ event, by, at, record }) => [event, by, at, record.id, record.name, record.labels.customerId]),
        [
          ["asset.created", "Owen", "2026-11-21T14:00:00.000Z", assetId, "LEEDS-01", `Alder ${id}`],
          ["asset.updated", "Owen", "2026-11-21T14:00:00.000Z", assetId, "LEEDS-02", `Alder ${id}`],
          ["asset.deleted", "Owen", "2026-11-21T14:00:00.000Z", assetId, "LEEDS-02", `Alder ${id}`],
        ],
      );
    });
  });

  describe("a delivery", () => {
    test("is signed with the webhook's secret, and with the former one while that holds", async () => {
      const { id, secret } = await hook();
      await happen(7);
      assert.equal(await sender().sendDue(), 1);
      const { headers, body } = must(receiver.received[0], "a request");
      const sign = (key: string) => createHmac("sha256", key).update(`1795269600.${body}`).digest("hex");
      assert.equal(headers["muster-signature"], `t=1795269600,v1=${sign(secret)}`);
      assert.deepEqual([headers["content-type"], headers["muster-event"]], ["application/json", "run.applied"]);
      const [logged] = await logOf(id);
      assert.equal(headers["muster-delivery"], String(logged?.id));
      assert.deepEqual(JSON.parse(body), {
        id: logged?.eventId,
        event: "run.applied",
        at: "2026-11-21T14:00:00.000Z",
        by: "Owen",
        record: { id: 7, says: "Done." },
      });
      assert.deepEqual([logged?.state, logged?.status, logged?.tries, logged?.says], ["delivered", 204, 1, ""]);

      const next = await replaceWebhookSecret(database.db, vault, { id, overlapHours: 1 }, owen);
      await happen(8);
      await sender().sendDue();
      pass(3601);
      await happen(9);
      await sender().sendDue();
      const signatures = receiver.received.slice(1).map((one) => String(one.headers["muster-signature"]).split(",").length - 1);
      assert.deepEqual(signatures, [2, 1]);
      const last = must(receiver.received[2], "the third request");
      const seconds = /t=(\d+)/.exec(String(last.headers["muster-signature"]))?.[1];
      assert.match(
        String(last.headers["muster-signature"]),
        new RegExp(`v1=${createHmac("sha256", next).update(`${seconds}.${last.body}`).digest("hex")}`),
      );
    });

    test("is tried again after an error, a refused connection and silence, each time later, and is given up after a day", async () => {
      const { id } = await hook();
      await happen(1);
      receiver.answer = answering(500);
      await sender().sendDue();
      assert.equal(await sender().sendDue(), 0, "not before its time");
      receiver.answer = () => undefined;
      pass(10);
      assert.equal(await sender({ timeoutMs: 100 }).sendDue(), 1);
      const { port } = receiver;
      await receiver.close();
      pass(60);
      assert.equal(await sender().sendDue(), 1);
      const [refused] = await logOf(id);
      assert.deepEqual([refused?.state, refused?.tries, refused?.status], ["waiting", 3, null]);
      assert.equal(refused?.says, `127.0.0.1:${port} refuses connections.`);
      let tries = 3;
      let hours = 0;
      while ((await logOf(id))[0]?.state === "waiting" && hours < 30) {
        pass(1800);
        hours += 0.5;
        tries += await sender().sendDue();
      }
      assert.deepEqual([tries, (await logOf(id))[0]?.state], [11, "dead"]);
      assert.ok(hours > 20 && hours <= 26, `given up after ${hours} hours`);
      receiver = await openReceiver();
    });

    test("says in words what went wrong", async () => {
      const { id } = await hook();
      const says = async (answer: Receiver["answer"]) => {
        receiver.answer = answer;
        await sql`delete from events`.execute(database.db);
        await happen(1);
        await sender({ timeoutMs: 200 }).sendDue();
        pass(400);
        const last = must((await logOf(id)).at(-1), "a delivery");
        return [last.status, last.says, last.answer];
      };
      assert.deepEqual(await says(answering(500)), [500, "The receiver answered 500.", "so it goes"]);
      assert.deepEqual(await says(answering(302, { location: "https://elsewhere.example/" })), [
        302,
        "The receiver sends elsewhere (302 to https://elsewhere.example/). Give that address to the webhook: redirects are not followed.",
        "so it goes",
      ]);
      assert.deepEqual(await says(() => undefined), [null, `127.0.0.1:${receiver.port} did not answer in time.`, ""]);
      assert.deepEqual(await says((response) => response.destroy()), [null, `127.0.0.1:${receiver.port} broke the connection off.`, ""]);
    });

    test("leaves a receiver that is down in peace: others wait, and follow in order when it is back", async () => {
      const { id } = await hook();
      receiver.answer = answering(503);
      for (const record of [1, 2, 3]) await happen(record);
      assert.equal(await sender().sendDue(), 1, "one failure is enough for now");
      receiver.answer = answering(200);
      pass(12);
      assert.equal(await sender().sendDue(), 3);
      assert.deepEqual(
        receiver.received.map(({ body }) => JSON.parse(body).record.id),
        [1, 1, 2, 3],
      );
      assert.equal((await getWebhook(database.db, clock, id)).failures, 0);
    });

    test("to a receiver that is gone switches the webhook off, with the reason, until somebody switches it on", async () => {
      const { id } = await hook();
      receiver.answer = answering(410);
      await happen(1);
      await happen(2);
      await sender().sendDue();
      const off = await getWebhook(database.db, clock, id);
      assert.deepEqual([off.isActive, off.waiting], [false, 0]);
      assert.match(off.stoppedBecause ?? "", /answered 410/);
      assert.deepEqual(
        (await logOf(id)).map((one) => [one.state, one.status]),
        [
          ["dead", 410],
          ["dead", null],
        ],
      );
      receiver.answer = answering(200);
      await updateWebhook(database.db, { id, patch: { isActive: true }, expectsVersion: off.version }, owen);
      await redeliver(database.db, { webhookId: id, deliveryId: (await logOf(id))[1]?.id ?? 0, now: clock });
      assert.equal(await sender().sendDue(), 1);
      const on = await getWebhook(database.db, clock, id);
      assert.deepEqual([on.stoppedBecause, (await logOf(id))[1]?.state], [null, "delivered"]);
    });

    test("is made once where several processes send at the same time", async () => {
      await hook();
      await hook({ name: "second" });
      for (let record = 1; record <= 20; record += 1) await happen(record);
      const senders = [sender(), sender(), sender()];
      const tries = await Promise.all(senders.map((one) => one.sendDue()));
      let sent = tries.reduce((sum, n) => sum + n, 0);
      for (let more = await sender().sendDue(); more > 0; more = await sender().sendDue()) sent += more;
      assert.equal(sent, 40);
      assert.equal(new Set(receiver.received.map(({ headers }) => headers["muster-delivery"])).size, 40);
    });

    test("of a process that died is made by another one, a minute later", async () => {
      await hook();
      await happen(1);
      await sql`update webhook_deliveries set claimed_until = ${new Date(clock.getTime() + 60_000)}, tries = 1`.execute(database.db);
      assert.equal(await sender().sendDue(), 0);
      pass(61);
      assert.equal(await sender().sendDue(), 1);
    });

    test("whose secret does not open with this key waits for the right one, and says so", async () => {
      const { id } = await hook();
      await happen(1);
      await sender({ vault: createVault(Buffer.alloc(32, 4)) }).sendDue();
      const [waiting] = await logOf(id);
      assert.equal(waiting?.state, "waiting");
      assert.match(waiting?.says ?? "", /not the key that the secrets were sealed with/);
      pass(60);
      assert.equal(await sender().sendDue(), 1);
      assert.equal((await logOf(id))[0]?.state, "delivered");
    });

    test("is forgotten after a month, and given up after three days of waiting", async () => {
      const { id } = await hook();
      receiver.answer = answering(500);
      await happen(1);
      await sender().sendDue();
      pass(3.5 * 86_400);
      await forgetOldEvents(database.db, clock);
      assert.deepEqual([(await logOf(id))[0]?.state, (await logOf(id))[0]?.says], ["dead", "Not delivered within 3 days."]);
      pass(28 * 86_400);
      await forgetOldEvents(database.db, clock);
      assert.deepEqual(await logOf(id), []);
    });

    test("that is under way when the server stops is let go of, and counts as not tried", async () => {
      const { id } = await hook();
      await happen(1);
      const arrived = new Promise<void>((resolve) => {
        receiver.answer = () => resolve();
      });
      const stopping = sender();
      const sent = stopping.sendDue();
      await arrived;
      await stopping.close();
      await sent;
      const [released] = await logOf(id);
      assert.deepEqual([released?.state, released?.tries], ["waiting", 0]);
      receiver.answer = answering(200);
      assert.equal(await sender().sendDue(), 1);
    });
  });

  describe("nothing is sent", () => {
    const refused = async (given: Partial<WebhookToSave>, address: string | null) => {
      const { id } = await hook({ allowsPrivate: false, url: "https://hooks.example.com/x", ...given });
      await happen(1);
      await sender(address === null ? {} : { resolve: async () => [{ address, family: address.includes(":") ? 6 : 4 }] }).sendDue();
      return must((await logOf(id)).at(-1), "a delivery").says;
    };

    for (const address of ["127.0.0.1", "10.1.2.3", "::1", "fd12::1", "::ffff:192.168.1.1"]) {
      test(`to a name that resolves to ${address}, unless private addresses are allowed`, async () => {
        assert.match(await refused({}, address), /^Not sent: .* is an address of your own network/);
        assert.equal(receiver.received.length, 0);
      });
    }

    for (const address of ["169.254.169.254", "fd00:ec2::254", "fe80::1", "0.0.0.0", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"]) {
      test(`to a name that resolves to ${address}, whatever is allowed`, async () => {
        assert.match(await refused({ allowsPrivate: true }, address), /^Not sent: .* is an address that nothing may be sent to/);
      });
    }

    test("to localhost, unless private addresses are allowed", async () => {
      const url = `https://localhost:${receiver.port}/`;
      assert.match(await refused({ url }, null), /own network/);
      assert.equal(receiver.received.length, 0);
    });

    test("without encryption but to this machine", async () => {
      await assert.rejects(hook({ url: "http://hooks.example.com/" }), /must begin with https/);
      await assert.rejects(hook({ url: "http://10.0.0.1/" }), /must begin with https/);
      const { id } = await hook({ url: `http://localhost:${receiver.port}/` });
      await happen(1);
      await sender({ resolve: async () => [{ address: "10.0.0.9", family: 4 }] }).sendDue();
      assert.match((await logOf(id))[0]?.says ?? "", /must begin with https/);
    });

    test("to where the name says at another look: the socket gets the address that was judged", async () => {
      await hook({ url: `http://localhost:${receiver.port}/` });
      await happen(1);
      const answers = ["127.0.0.1", "10.0.0.1"];
      let looks = 0;
      const resolve = async () => [{ address: answers[looks++] ?? "", family: 4 }];
      await sender({ resolve }).sendDue();
      assert.deepEqual([looks, receiver.received.length], [1, 1]);
    });
  });
});
