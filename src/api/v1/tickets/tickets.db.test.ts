import assert from "node:assert/strict";
import { test } from "node:test";
import { onEveryEngine } from "../../../../test/make.ts";
import { createRecordOf } from "../../../desk/records/save-record-of.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import type { Database } from "../../../store/open-database.ts";
import { first, friday, makeTicketDesk } from "../../../tickets/testing/make-ticket-desk.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

const administrators = new WeakMap<Database, SignedIn>();

async function open(database: Database) {
  const desk = await makeTicketDesk(database.db);
  const needs = makeNeeds(database, { now: () => friday });
  const owen = administrators.get(database) ?? (await signInAs(needs, { name: "Owen", isAdministrator: true }));
  administrators.set(database, owen);
  const make = async (body: object = {}) =>
    (await owen.ask("POST", "/tickets", { summary: "Printer on fire", typeId: 1, userId: desk.users.rosa, ...body })).body;
  const mine = (query: string) => owen.ask("GET", `/tickets?customerId=${desk.alder.id}${query}`);
  return { desk, needs, owen, make, mine };
}

onEveryEngine("tickets of the API", (database) => {
  test("D4 are opened, shown with how they stand against their SLA, changed by who saw the newest, and deleted", async () => {
    const { desk, owen } = await open(database());
    const made = await owen.ask("POST", "/tickets", { summary: "Printer on fire", typeId: 1, userId: desk.users.rosa });
    assert.deepEqual([made.status, made.headers.get("etag")], [201, '"1"']);
    const { id, sla, labels, actions, attachments } = made.body;
    assert.deepEqual(
      [sla.response, labels.statusId, labels.userId, actions, attachments],
      [{ kind: "due", minutes: 240, says: "due in 4 h" }, "New", "Rosa", 1, 0],
    );
    const path = `/tickets/${id}`;
    assert.equal((await owen.ask("PATCH", path, { summary: "x" })).status, 428);
    const changed = await owen.ask("PATCH", path, { agentId: desk.agents.owen }, { "if-match": '"1"' });
    assert.deepEqual([changed.status, changed.body.version, changed.body.labels.agentId], [200, 2, "Owen"]);
    const late = await owen.ask("PATCH", path, { summary: "x" }, { "if-match": '"1"' });
    assert.deepEqual([late.status, late.body.current.version, late.body.current.by], [412, 2, "Owen"]);
    const history = await owen.ask("GET", `${path}/history`);
    assert.deepEqual([history.status, history.body.items[0].changes.map((change: { label: string }) => change.label)], [200, ["Agent"]]);
    assert.equal((await owen.ask("DELETE", path, undefined, { "if-match": '"2"' })).status, 204);
    assert.equal((await owen.ask("GET", path)).status, 404);
  });

  test("that come twice with one Idempotency-Key are one", async () => {
    const { desk, owen } = await open(database());
    const body = { summary: "Once", typeId: 1, userId: desk.users.rosa };
    const twice = [1, 2].map(() => owen.ask("POST", "/tickets", body, { "idempotency-key": `ticket-${desk.team}` }));
    const statuses = (await Promise.all(twice)).map((answer) => answer.status).toSorted();
    assert.ok(["201,201", "201,409"].includes(statuses.join()), statuses.join());
    assert.equal((await owen.ask("GET", `/tickets?customerId=${desk.alder.id}&q=once`)).body.total, 1);
  });

  test("are listed by view, filter, words and order, in sheets, and as a file that no spreadsheet runs", async () => {
    const { desk, owen, make, mine } = await open(database());
    const [a, b, c] = [
      await make({ summary: "=cmd|calc", agentId: desk.agents.owen }),
      await make({ priorityId: first.priority.critical }),
      await make({ statusId: first.status.waitingForUser }),
    ];
    const idsOf = async (query: string) => (await mine(query)).body.items.map((one: { id: number }) => one.id);
    assert.deepEqual(await idsOf("&sort=id"), [a.id, b.id, c.id]);
    assert.deepEqual(await idsOf("&view=waiting"), [c.id]);
    assert.deepEqual(await idsOf("&view=unassigned&sort=id"), [b.id, c.id]);
    assert.deepEqual(await idsOf("&agentId=none&statusId=1"), [b.id]);
    assert.deepEqual(await idsOf("&q=calc"), [a.id]);
    assert.deepEqual(await idsOf(`&q=${b.id}`), [b.id]);
    assert.deepEqual(await idsOf(`&q=%23${b.id}`), [b.id], "as mail names it: #123");
    assert.deepEqual(await idsOf("&view=dueToday&sort=id"), [a.id, b.id], "one by its answer, one by its solution");
    const sheet = await mine("&limit=2&sort=-id");
    assert.deepEqual([sheet.body.items[0].id, sheet.body.total, typeof sheet.body.next], [c.id, 3, "string"]);
    assert.deepEqual((await mine("&from=100")).body.items, []);
    const file = await mine("&format=csv");
    assert.match(file.text, /'=cmd\|calc/);
    for (const [query, at] of [
      ["&view=nonsense", "view"],
      ["&sort=details", "sort"],
      ["&limit=501", "limit"],
      ["&view=dueToday&timeZone=Moon/Base", "timeZone"],
      ["&nothing=1", "nothing"],
    ] as const) {
      const { status, body } = await mine(query);
      assert.deepEqual([status, body.faults?.[0].at], [400, at], query);
    }
    assert.equal((await owen.ask("GET", "/tickets/x")).status, 400);
  });

  test("are counted by view", async () => {
    const { owen } = await open(database());
    const before = (await owen.ask("GET", "/ticket-counts")).body;
    const { desk, make } = await open(database());
    await make({ statusId: first.status.waitingForUser });
    await make({ agentId: desk.agents.priya, statusId: first.status.resolved });
    await make();
    const after = (await owen.ask("GET", "/ticket-counts?timeZone=Europe/Lisbon")).body;
    const grown = Object.fromEntries(Object.keys(after).map((view) => [view, after[view] - before[view]]));
    assert.deepEqual(grown, { mine: 0, unassigned: 2, open: 2, waiting: 1, dueToday: 1, overdue: 0 });
  });

  test("are changed many at once, each by itself", async () => {
    const { desk, owen, make } = await open(database());
    const [a, b] = [await make({ agentId: desk.agents.owen }), await make()];
    const { status, body } = await owen.ask("PATCH", "/tickets", { ids: [a.id, 999_999, b.id, b.id], patch: { teamId: desk.team } });
    assert.deepEqual([status, body.updated], [200, 1]);
    assert.deepEqual(
      body.items.map((item: { id: number; isUpdated: boolean }) => [item.id, item.isUpdated]),
      [
        [a.id, false],
        [999_999, false],
        [b.id, true],
      ],
    );
    assert.match(body.items[0].says, /Owen is not in the team/);
    assert.equal((await owen.ask("PATCH", "/tickets", { ids: [], patch: {} })).status, 400);
  });

  test("are answered, which their actions tell; bad ones change nothing", async () => {
    const { owen, make } = await open(database());
    const { id } = await make();
    const added = await owen.ask("POST", `/tickets/${id}/actions`, { outcomeId: first.outcome.resolve, note: "Out", minutes: 3 });
    assert.deepEqual([added.status, added.body.number, added.body.status, added.body.by], [201, 2, "Resolved", "Owen"]);
    const { body } = await owen.ask("GET", `/tickets/${id}/actions?limit=1`);
    assert.deepEqual([body.items[0].kind, body.total, typeof body.next], ["opened", 2, "string"]);
    for (const [bad, at] of [
      [{ note: "x" }, "outcomeId"],
      [{ outcomeId: 999_999, note: "x" }, "outcomeId"],
      [{ outcomeId: 1, note: "x", minutes: -1 }, "minutes"],
      [{ outcomeId: 1, note: "x", patch: { agentId: 999_999 } }, "agentId"],
      [{ outcomeId: 1, note: 7 }, "note"],
    ] as const) {
      const refused = await owen.ask("POST", `/tickets/${id}/actions`, bad);
      assert.deepEqual([refused.status, refused.body.faults[0].at], [400, at]);
    }
    assert.equal((await owen.ask("GET", `/tickets/${id}/actions`)).body.total, 2);
    assert.equal((await owen.ask("POST", "/tickets/999999/actions", { outcomeId: 1, note: "x" })).status, 404);
  });

  test("are prepared from a template, for whom they will be", async () => {
    const { desk, owen } = await open(database());
    const values = { name: `Joiner ${desk.team}`, typeId: 3, summary: "{{user.name}} at {{customer.name}}" };
    const id = await createRecordOf(database().db, deskKinds.ticketTemplate, values, desk.saving());
    const { status, body } = await owen.ask("GET", `/ticket-templates/${id}/fill?userId=${desk.users.rosa}`);
    assert.deepEqual([status, body.customerId, body.typeId], [200, desk.alder.id, 3]);
    assert.match(body.summary, /^Rosa at Alder \d+$/);
    const made = await owen.ask("POST", "/tickets", { templateId: id, userId: desk.users.rosa });
    assert.deepEqual([made.status, made.body.summary], [201, body.summary]);
    assert.equal((await owen.ask("GET", "/ticket-templates/999999/fill")).status, 404);
  });

  test("that can't be are refused with every place", async () => {
    const { desk, owen } = await open(database());
    for (const [bad, places] of [
      [{}, ["summary", "typeId", "customerId"]],
      [{ summary: "x", typeId: 1, customerId: 999_999 }, ["customerId"]],
      [{ summary: "x", typeId: 1, userId: desk.users.rosa, siteId: desk.birch.main }, ["userId"]],
      [{ summary: "x".repeat(301), typeId: "1", isClosed: true }, ["summary", "typeId", "body"]],
      [{ summary: "x", typeId: 1, userId: desk.users.rosa, custom: { nothing: 1 } }, ["custom.nothing"]],
    ] as const) {
      const { status, body } = await owen.ask("POST", "/tickets", bad);
      assert.equal(status, 400, JSON.stringify(bad));
      for (const place of places)
        assert.ok(
          body.faults.some(({ at }: { at: string }) => at === place || place === "body"),
          `${place}: ${JSON.stringify(body.faults)}`,
        );
    }
  });
});
