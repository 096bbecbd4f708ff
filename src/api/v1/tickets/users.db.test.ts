import assert from "node:assert/strict";
import { test } from "node:test";
import { onEveryEngine } from "../../../../test/make.ts";
import type { Database } from "../../../store/open-database.ts";
import { first, friday, makeTicketDesk } from "../../../tickets/testing/make-ticket-desk.ts";
import { createServer } from "../../server.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";
import { signInUser } from "../../testing/sign-in-user.ts";
import { openToUsers, permissionOf } from "../permissions.ts";

const administrators = new WeakMap<Database, SignedIn>();

/** Rosa's ticket with an answer, a private note, and a file of each. */
async function open(database: Database) {
  const desk = await makeTicketDesk(database.db);
  const needs = makeNeeds(database, { now: () => friday });
  const owen = administrators.get(database) ?? (await signInAs(needs, { name: "Owen", isAdministrator: true }));
  administrators.set(database, owen);
  const { body: ticket } = await owen.ask("POST", "/tickets", {
    summary: "Printer on fire",
    typeId: 1,
    userId: desk.users.rosa,
    externalId: "alert-1",
  });
  const path = `/tickets/${ticket.id}`;
  await owen.ask("POST", `${path}/actions`, { outcomeId: first.outcome.reply, note: "Water?", minutes: 7 });
  await owen.ask("POST", `${path}/actions`, { outcomeId: first.outcome.privateNote, note: "Odd person" });
  const attach = async (query: string) => (await owen.ask("POST", `${path}/attachments?${query}`, "bytes")).body.id;
  const files = { shown: await attach("fileName=a.txt"), hidden: await attach("fileName=b.txt&isPrivate=true&actionNumber=3") };
  return { desk, needs, owen, ticket, path, files };
}

onEveryEngine("a user at the API", (database) => {
  test("reads and answers their own ticket: what is public, and nothing that the desk keeps for itself", async () => {
    const { desk, needs, ticket, path, files } = await open(database());
    const rosa = await signInUser(needs, desk.users.rosa);
    const seen = await rosa.ask("GET", path);
    assert.deepEqual([seen.status, seen.body.externalId, seen.body.actions, seen.body.attachments], [200, "", 2, 1]);
    const list = await rosa.ask("GET", "/tickets");
    assert.deepEqual(
      list.body.items.map((one: { id: number }) => one.id),
      [ticket.id],
    );
    const { body } = await rosa.ask("GET", `${path}/actions`);
    assert.deepEqual(
      body.items.map((one: { kind: string; minutes: number; mailedTo: string }) => [one.kind, one.minutes, one.mailedTo]),
      [
        ["opened", 0, ""],
        ["publicReply", 0, ""],
      ],
    );
    assert.doesNotMatch(JSON.stringify([list.body, seen.body, body]), /Odd person|alert-1/);
    const answered = await rosa.ask("POST", `${path}/actions`, { note: "Still burning" });
    assert.deepEqual([answered.status, answered.body.by], [201, "Rosa"]);
    assert.equal((await rosa.ask("POST", `${path}/actions`, { outcomeId: 5, note: "x" })).status, 400);
    const attachments = await rosa.ask("GET", `${path}/attachments`);
    assert.deepEqual(
      attachments.body.items.map((one: { id: number }) => one.id),
      [files.shown],
    );
    assert.equal((await rosa.ask("GET", `/attachments/${files.shown}`)).status, 200);
    assert.equal((await rosa.ask("GET", `/attachments/${files.hidden}`)).status, 404);
    assert.equal((await rosa.ask("POST", `${path}/attachments?fileName=c.txt`, "bytes")).status, 201);
  });

  test("opens tickets for themselves", async () => {
    const { desk, needs } = await open(database());
    const rosa = await signInUser(needs, desk.users.rosa);
    const made = await rosa.ask("POST", "/tickets", { summary: "Mouse", typeId: 1 });
    assert.deepEqual(
      [made.status, made.body.userId, made.body.customerId, made.body.source],
      [201, desk.users.rosa, desk.alder.id, "portal"],
    );
    const refused = await rosa.ask("POST", "/tickets", { summary: "Mouse", typeId: 1, userId: desk.users.tom, agentId: desk.agents.owen });
    assert.deepEqual(
      [refused.status, refused.body.faults.map((fault: { at: string }) => fault.at).toSorted()],
      [400, ["agentId", "userId"]],
    );
  });

  test("of another customer finds nothing of it at any endpoint of tickets, and changes nothing, however much their role shows", async () => {
    const { desk, needs, owen, ticket, files } = await open(database());
    const before = await owen.ask("GET", `/tickets/${ticket.id}/actions`);
    for (const sees of ["own", "site", "customer"] as const) {
      const bo = await signInUser(needs, desk.users.bo, sees);
      const endpoints = Object.keys(permissionOf).filter((key) => /\/(tickets|attachments)\b/.test(key));
      assert.ok(endpoints.length >= 13);
      for (const key of endpoints) {
        const [method = "", pattern = ""] = key.split(" ");
        const isAttachment = pattern.startsWith("/attachments");
        const path = pattern.replace(":id", String(isAttachment ? files.shown : ticket.id));
        const body = method === "GET" ? undefined : key === "POST /tickets" ? { summary: "Mine", typeId: 1 } : { note: "Mine" };
        const answer = await bo.ask(method, path, body, { "if-match": '"1"' });
        if (!openToUsers.has(key)) assert.equal(answer.status, 403, key);
        else if (pattern.includes(":id")) assert.equal(answer.status, 404, `${key}: ${answer.text}`);
        assert.doesNotMatch(answer.text, /Printer on fire|Water\?|a\.txt/, key);
      }
      assert.equal((await bo.ask("GET", `/tickets?q=printer&siteId=${desk.alder.leeds}`)).body.total, 0);
    }
    assert.deepEqual((await owen.ask("GET", `/tickets/${ticket.id}/actions`)).body, before.body);
  });

  test("sees colleagues' tickets as far as their roles let them", async () => {
    const { desk, needs, path } = await open(database());
    const reach = async (user: number, sees: "own" | "site" | "customer") =>
      (await (await signInUser(needs, user, sees)).ask("GET", path)).status;
    assert.deepEqual([await reach(desk.users.tom, "own"), await reach(desk.users.tom, "site")], [404, 200]);
    assert.deepEqual([await reach(desk.users.pia, "site"), await reach(desk.users.pia, "customer")], [404, 200]);
  });

  test("filters and sorts by what they are shown, and by nothing else", async () => {
    const { desk, needs } = await open(database());
    const rosa = await signInUser(needs, desk.users.rosa);
    for (const query of ["externalId=alert-1", "custom.secret=x", "sort=externalId", "agentId=1", "format=csv", "closureNote=x"])
      assert.equal((await rosa.ask("GET", `/tickets?${query}`)).status, 400, query);
    assert.equal((await rosa.ask("GET", "/tickets?isClosed=false&sort=-createdAt&view=mine&limit=5")).status, 200);
  });
});

onEveryEngine("attachments of the API", (database) => {
  test("are saved by browsers, never shown or run: whatever type and name they claim", async () => {
    const { owen, path, needs } = await open(database());
    const form = new FormData();
    form.set("file", new File(["<script>alert(1)</script>"], '../évil"\r\n.html', { type: "text/html" }));
    const sent = await createServer(needs).request(`${needs.publicUrl}/v1${path}/attachments`, {
      method: "POST",
      headers: { cookie: owen.cookie },
      body: form,
    });
    assert.equal(sent.status, 201);
    const { id, fileName, size } = (await sent.json()) as { id: number; fileName: string; size: number };
    assert.equal(size, 25);
    assert.doesNotMatch(fileName, /[/"\r\n]/);
    const got = await owen.ask("GET", `/attachments/${id}`);
    assert.equal(got.text, "<script>alert(1)</script>");
    assert.match(got.headers.get("content-disposition") ?? "", /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w%.-]+$/);
    assert.deepEqual(
      [got.headers.get("x-content-type-options"), got.headers.get("content-security-policy")],
      ["nosniff", "default-src 'none'; sandbox"],
    );
    assert.equal((await owen.ask("DELETE", `/attachments/${id}`)).status, 204);
    assert.equal((await owen.ask("GET", `/attachments/${id}`)).status, 404);
  });

  test("of up to 20 MB are taken, larger ones refused, and so are empty ones and forms without a file", async () => {
    const { owen, path } = await open(database());
    const big = await owen.ask("POST", `${path}/attachments?fileName=big.txt`, "x".repeat(5 * 1024 * 1024));
    assert.deepEqual([big.status, big.body.size], [201, 5 * 1024 * 1024 + 2]);
    const larger = await owen.ask("POST", `${path}/attachments`, "x".repeat(21 * 1024 * 1024));
    assert.equal(larger.status, 413);
    assert.match(larger.body.detail, /may carry \d+ bytes/);
    assert.equal((await owen.ask("POST", `${path}/attachments`)).status, 400);
    const form = await owen.ask("POST", `${path}/attachments`, "x", { "content-type": "multipart/form-data; boundary=x" });
    assert.equal(form.status, 400);
    assert.equal((await owen.ask("POST", "/tickets/999999/attachments", "x")).status, 404);
    assert.equal((await owen.ask("POST", `${path}/actions`, { outcomeId: 1, note: "x".repeat(5 * 1024 * 1024) })).status, 413);
  });
});
