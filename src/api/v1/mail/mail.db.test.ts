import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { onEveryEngine } from "../../../../test/make.ts";
import { startMailServer, type TestMailServer } from "../../../mail/testing/start-mail-server.ts";
import type { Database } from "../../../store/open-database.ts";
import { first, makeTicketDesk } from "../../../tickets/testing/make-ticket-desk.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

const administrators = new WeakMap<Database, SignedIn>();
const servers: TestMailServer[] = [];
after(async () => {
  for (const server of servers) await server.close();
});

async function open(database: Database) {
  await sql`truncate outgoing_mail, desk_settings`.execute(database.db);
  const needs = makeNeeds(database);
  const owen = administrators.get(database) ?? (await signInAs(needs, { name: "Owen", isAdministrator: true }));
  administrators.set(database, owen);
  const server = await startMailServer();
  servers.push(server);
  const settings = { host: "127.0.0.1", port: server.port, security: "none", from: "desk@example.test" };
  const save = (change: object, version: number) =>
    owen.ask("PUT", "/mail-settings", { ...settings, ...change }, { "if-match": `"${version}"` });
  return { needs, owen, server, save };
}

onEveryEngine("mail of the API", (database) => {
  test("D4 settings are saved by who saw the newest, and their password is never answered", async () => {
    const { owen, save } = await open(database());
    const none = await owen.ask("GET", "/mail-settings");
    assert.deepEqual([none.headers.get("etag"), none.body.settings, none.body.hasPassword], ['"0"', null, false]);
    assert.match(none.body.says, /no mail settings/);
    assert.equal((await owen.ask("PUT", "/mail-settings", {})).status, 400);
    const saved = await save({ user: "desk", password: "s3cret-word" }, 0);
    assert.deepEqual([saved.status, saved.body.version, saved.body.hasPassword, saved.body.settings.user], [200, 1, true, "desk"]);
    const late = await save({}, 0);
    assert.deepEqual([late.status, late.body.current.version, late.body.current.by], [412, 1, "Owen"]);
    const audit = await owen.ask("GET", "/audit?entity=mailSettings");
    for (const { text } of [saved, await owen.ask("GET", "/mail-settings"), audit]) assert.doesNotMatch(text, /s3cret-word/);
  });

  test("a password that is kept goes to no other server: with another it must be typed again", async () => {
    const { save } = await open(database());
    await save({ user: "desk", password: "s3cret-word" }, 0);
    const moved = await save({ user: "desk", host: "evil.example" }, 1);
    assert.deepEqual([moved.status, moved.body.faults[0].at], [400, "password"]);
    assert.equal((await save({ user: "desk", fromName: "Desk" }, 1)).body.hasPassword, true);
    assert.equal((await save({ user: "desk", host: "smtp.example", password: "again" }, 2)).status, 200);
    assert.equal((await save({ host: "smtp.example", password: null }, 3)).body.hasPassword, false);
  });

  test("bad settings are refused with their place", async () => {
    const { save } = await open(database());
    for (const [bad, at] of [
      [{ host: "https://smtp.example.com" }, "host"],
      [{ host: "" }, "host"],
      [{ port: 70_000 }, "port"],
      [{ security: "ssl" }, "security"],
      [{ from: "desk" }, "from"],
      [{ fromName: "a\r\nBcc: x@y.z" }, "fromName"],
      [{ replyTo: "x" }, "replyTo"],
    ] as const) {
      const { status, body } = await save(bad, 0);
      assert.deepEqual([status, body.faults?.[0].at], [400, at]);
    }
  });

  test("a test mail says whether the server took it, or why not", async () => {
    const { owen, server, save } = await open(database());
    assert.equal((await owen.ask("POST", "/mail-settings/test", { to: "owen@example.test" })).status, 400);
    await save({}, 0);
    const sent = await owen.ask("POST", "/mail-settings/test", { to: "owen@example.test" });
    assert.deepEqual([sent.status, sent.body.isSent, server.taken[0]?.to], [200, true, ["owen@example.test"]]);
    server.answers = { code: 550, says: "Who?" };
    const refused = await owen.ask("POST", "/mail-settings/test", { to: "owen@example.test" });
    assert.deepEqual([refused.body.isSent, refused.body.says], [false, 'The mail was refused: "550 Who?"']);
    assert.equal((await owen.ask("POST", "/mail-settings/test", { to: "a@b.c\r\nX: y" })).status, 400);
  });

  test("answers to users are listed with what they wait for, by ticket and by state", async () => {
    const { owen } = await open(database());
    const desk = await makeTicketDesk(database().db);
    const ticket = await desk.open();
    await owen.ask("POST", `/tickets/${ticket.id}/actions`, { outcomeId: first.outcome.reply, note: "Water?" });
    const { body } = await owen.ask("GET", `/outgoing-mail?ticketId=${ticket.id}&state=waiting`);
    assert.deepEqual([body.total, body.items[0].kind, body.items[0].state], [1, "reply", "waiting"]);
    assert.match(body.items[0].says, /no mail settings/);
    assert.equal((await owen.ask("GET", "/outgoing-mail?state=sent")).body.total, 0);
    assert.equal((await owen.ask("POST", `/outgoing-mail/${body.items[0].id}/retry`)).status, 204);
    assert.equal((await owen.ask("POST", "/outgoing-mail/999999/retry")).status, 404);
    assert.equal((await owen.ask("GET", "/outgoing-mail?state=lost")).status, 400);
    assert.equal((await owen.ask("GET", "/mail-settings")).body.waiting, 1);
  });
});
