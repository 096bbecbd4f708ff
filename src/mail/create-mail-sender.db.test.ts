import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, test } from "node:test";
import { sql } from "kysely";
import { onEveryEngine } from "../../test/make.ts";
import { createVault } from "../connections/vault.ts";
import { must } from "../model/errors.ts";
import { MailSettings } from "../model/mail-settings.ts";
import type { Db } from "../store/open-database.ts";
import { claimMail } from "./claim-mail.ts";
import { createMailSender } from "./create-mail-sender.ts";
import { listMail, retryMail } from "./list-mail.ts";
import { saveMailSettings } from "./mail-settings.ts";
import { queueMail } from "./queue-mail.ts";
import { startMailServer, type TestMailServer } from "./testing/start-mail-server.ts";

const vault = createVault(Buffer.alloc(32, 7));
const minute = 60_000;
const toClose: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

/** A desk that sends by a server, and a clock to turn. */
async function open(db: Db, server: TestMailServer | null, change: Partial<MailSettings> & { readonly password?: string } = {}) {
  await sql`truncate outgoing_mail, desk_settings`.execute(db);
  const clock = { now: new Date("2026-11-21T14:00:00Z") };
  const { password, ...settings } = change;
  const base = { host: "127.0.0.1", port: server?.port ?? 1, security: "none", from: "desk@example.test", fromName: "The desk" };
  const save = async (expectsVersion: number) =>
    await saveMailSettings(
      db,
      vault,
      { settings: MailSettings.parse({ ...base, ...settings }), password, expectsVersion },
      { by: "Owen", now: clock.now },
    );
  if (server !== null) {
    toClose.push(() => server.close());
    await save(0);
  }
  const sender = createMailSender({ db, vault, now: () => clock.now, publicUrl: "https://desk.test", timeoutMs: 400 }, (error) => {
    throw error;
  });
  const queue = (to: string, more = {}) =>
    queueMail(db, [{ to, subject: "[#7] Prïnter", text: "Hello", kind: "reply", ticketId: null, ...more }], clock.now);
  const rows = async () => (await listMail(db, { from: 0, limit: 50 })).items.toReversed();
  const pass = (minutes: number) => {
    clock.now = new Date(clock.now.getTime() + minutes * minute);
  };
  return { sender, queue, rows, pass, clock, save };
}

onEveryEngine("outgoing mail", (database) => {
  test("D4 goes to a real server with the desk as sender, a Message-ID of its own, and the marks that keep machines from answering", async () => {
    const { db } = database();
    const server = await startMailServer();
    const desk = await open(db, server, { replyTo: "answers@example.test" });
    await desk.queue("rosa@example.test");
    await desk.queue("tom@example.test");
    assert.equal(await desk.sender.sendDue(), 2);
    assert.equal(await desk.sender.sendDue(), 0, "nothing is sent twice");
    const [first] = server.taken;
    assert.deepEqual([first?.from, first?.to], ["desk@example.test", ["rosa@example.test"]]);
    for (const header of [
      /^From: The desk <desk@example\.test>$/m,
      /^Reply-To: answers@example\.test$/m,
      /^To: rosa@example\.test$/m,
      /^Subject: =\?UTF-8\?Q\?=5B=237=5D_Pr=C3=AFnter\?=$/m,
      /^Auto-Submitted: auto-generated$/m,
      /^Message-ID: <[0-9a-f-]{36}@example\.test>$/m,
      /^Content-Type: text\/plain/m,
    ])
      assert.match((first?.message ?? "").replaceAll("\r", ""), header);
    assert.deepEqual(
      (await desk.rows()).map(({ state, tries, says }) => [state, tries, says]),
      [
        ["sent", 1, ""],
        ["sent", 1, ""],
      ],
    );
  });

  test("waits while there are no settings, or mail is switched off, and says so", async () => {
    const { db } = database();
    const none = await open(db, null);
    await none.queue("rosa@example.test");
    assert.equal(await none.sender.sendDue(), 0);
    assert.match((await none.rows())[0]?.says ?? "", /no mail settings: it is sent when there are/);
    const server = await startMailServer();
    const off = await open(db, server, { isActive: false });
    await off.queue("rosa@example.test");
    assert.deepEqual([await off.sender.sendDue(), server.taken.length], [0, 0]);
    assert.match((await off.rows())[0]?.says ?? "", /switched off/);
  });

  test("with a wrong password says so without the password; nothing else is tried until other settings, and then all is sent", async () => {
    const { db } = database();
    const server = await startMailServer({
      authOptional: false,
      onAuth(auth, _session, callback) {
        if (auth.password === "right") return callback(null, { user: auth.username });
        callback(Object.assign(new Error(`Bad credentials ${auth.password}`), { responseCode: 535 }));
      },
    });
    const desk = await open(db, server, { user: "desk", password: "wrong-secret" });
    await desk.queue("rosa@example.test");
    await desk.queue("tom@example.test");
    assert.equal(await desk.sender.sendDue(), 0);
    assert.equal(await desk.sender.sendDue(), 0, "the server rests");
    const [first, second] = await desk.rows();
    assert.match(first?.says ?? "", /did not accept the sign-in of desk\. Check user and password: "535 /);
    assert.doesNotMatch(first?.says ?? "", /wrong-secret/);
    assert.deepEqual([first?.tries, second?.tries], [1, 0]);
    const settings = MailSettings.parse({
      host: "127.0.0.1",
      port: server.port,
      security: "none",
      user: "desk",
      from: "desk@example.test",
    });
    await saveMailSettings(db, vault, { settings, password: "right", expectsVersion: 1 }, { by: "Owen", now: desk.clock.now });
    assert.equal(await desk.sender.sendDue(), 1, "the other waits for its next try");
    desk.pass(1);
    assert.equal(await desk.sender.sendDue(), 1);
  });

  test("that a server wants later is tried again after a while that grows, under the same Message-ID, and sent once", async () => {
    const { db } = database();
    const server = await startMailServer();
    const desk = await open(db, server);
    server.answers = { code: 451, says: "Greylisted, try again" };
    await desk.queue("rosa@example.test");
    const before = await db.selectFrom("outgoing_mail").select("message_id").executeTakeFirstOrThrow();
    assert.equal(await desk.sender.sendDue(), 0);
    const [row] = await desk.rows();
    assert.match(row?.says ?? "", /asks to try again later: "451 Greylisted/);
    assert.deepEqual([row?.state, row?.nextAt?.toISOString()], ["waiting", "2026-11-21T14:01:00.000Z"]);
    assert.equal(await desk.sender.sendDue(), 0, "not yet");
    desk.pass(1);
    await desk.sender.sendDue();
    assert.equal((await desk.rows())[0]?.nextAt?.toISOString(), "2026-11-21T14:06:00.000Z");
    server.answers = null;
    desk.pass(5);
    assert.equal(await desk.sender.sendDue(), 1);
    assert.equal(server.taken.length, 1);
    assert.ok(server.taken[0]?.message.includes(before.message_id));
  });

  test("that is refused for good is given up at once, and hinders no other", async () => {
    const { db } = database();
    const server = await startMailServer({
      onRcptTo({ address }, _session, callback) {
        if (!address.startsWith("gone")) return callback();
        callback(Object.assign(new Error("No such person"), { responseCode: 550 }));
      },
    });
    const desk = await open(db, server);
    await desk.queue("gone@example.test");
    await desk.queue("rosa@example.test");
    assert.equal(await desk.sender.sendDue(), 1);
    const [gone, rosa] = await desk.rows();
    assert.deepEqual([gone?.state, rosa?.state], ["failed", "sent"]);
    assert.match(gone?.says ?? "", /^The mail was refused: "550 No such person/);
    await retryMail(db, gone?.id ?? 0, desk.clock.now);
    assert.deepEqual([(await desk.rows())[0]?.state, (await desk.rows())[0]?.tries], ["waiting", 0]);
    await assert.rejects(retryMail(db, rosa?.id ?? 0, desk.clock.now), /sent already/);
  });

  test("to a server that hangs, is not there, speaks no TLS or shows a bad certificate, waits with the reason", async () => {
    const { db } = database();
    const silent = createServer(() => undefined);
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    // A server that listens on a port has such an address.
    const { port } = must(silent.address(), "an address") as AddressInfo;
    toClose.push(() => new Promise((resolve) => silent.close(() => resolve())));
    const plain = await startMailServer();
    const selfSigned = await startMailServer({ disabledCommands: [] });
    toClose.push(() => selfSigned.close());
    for (const [change, says] of [
      [{ port }, /did not answer in time/],
      [{ port: 1 }, /refused the connection: nothing listens there/],
      [{ security: "starttls" }, /does not speak TLS as set \(STARTTLS\)/],
      [{ security: "tls" }, /does not speak TLS as set|broke the connection off/],
      [{ port: selfSigned.port, security: "starttls" }, /a certificate that can't be trusted/],
      [{ host: "nowhere.invalid" }, /No server is called nowhere\.invalid/],
    ] as const) {
      const desk = await open(db, plain, change);
      toClose.pop();
      await desk.queue("rosa@example.test");
      assert.equal(await desk.sender.sendDue(), 0);
      const [row] = await desk.rows();
      assert.match(row?.says ?? "", says);
      assert.equal(row?.state, "waiting");
    }
    await plain.close();
  });

  test("of a process that died is sent by the next, when its claim has run out", async () => {
    const { db } = database();
    const server = await startMailServer();
    const desk = await open(db, server);
    await desk.queue("rosa@example.test");
    await claimMail(db, desk.clock.now);
    assert.equal(await desk.sender.sendDue(), 0, "somebody may be at it");
    desk.pass(6);
    assert.equal(await desk.sender.sendDue(), 1);
  });

  test("of many processes at once goes out once each", async () => {
    const { db } = database();
    const server = await startMailServer();
    const desk = await open(db, server);
    for (const n of [1, 2, 3, 4, 5, 6]) await desk.queue(`u${n}@example.test`);
    const others = [1, 2].map(() =>
      createMailSender({ db, vault, now: () => desk.clock.now, publicUrl: "https://desk.test" }, () => undefined),
    );
    const counts = await Promise.all([desk.sender, ...others].map((sender) => sender.sendDue()));
    assert.equal(
      counts.reduce((sum, n) => sum + n, 0),
      6,
    );
    assert.equal(new Set(server.taken.map((mail) => mail.to[0])).size, 6);
  });

  test("that waited for three days is given up, so that nobody is flooded with last week's; old mail is forgotten", async () => {
    const { db } = database();
    const server = await startMailServer();
    const desk = await open(db, server);
    await desk.queue("rosa@example.test");
    desk.pass(3 * 24 * 60 + 1);
    assert.equal(await desk.sender.sendDue(), 0);
    assert.deepEqual([(await desk.rows())[0]?.state, server.taken.length], ["failed", 0]);
    desk.pass(31 * 24 * 60);
    await desk.sender.sendDue();
    assert.deepEqual(await desk.rows(), []);
  });

  test("leads agents to their ticket, and nobody by an address with a line break into another header", async () => {
    const { db } = database();
    const server = await startMailServer();
    const desk = await open(db, server);
    const ticket = await sql<{ id: number }>`
      with c as (insert into customers (name) values ('Mailed') returning id)
      insert into tickets (summary, type_id, status_id, customer_id, created_at, created_by)
      select 'x', 1, 1, id, now(), 'test' from c returning id`.execute(db);
    const id = ticket.rows[0]?.id ?? 0;
    await desk.queue("priya@example.test", { kind: "assignment", ticketId: id });
    await desk.queue("rosa@example.test\r\nBcc: all@example.test", { subject: "a\r\nBcc: all@example.test" });
    await desk.sender.sendDue();
    assert.ok(server.taken[0]?.message.includes(`https://desk.test/tickets/${id}`));
    for (const mail of server.taken) {
      assert.ok(!mail.to.includes("all@example.test"));
      assert.doesNotMatch(mail.message, /^Bcc:/m);
    }
  });
});
