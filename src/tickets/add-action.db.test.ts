import assert from "node:assert/strict";
import { test } from "node:test";
import { onEveryEngine } from "../../test/make.ts";
import { getRecordOf } from "../desk/records/list-records-of.ts";
import { createRecordOf } from "../desk/records/save-record-of.ts";
import { Conflict, Forbidden, NotFound } from "../model/errors.ts";
import { deskKinds } from "../model/records/desk-kinds.ts";
import type { Db } from "../store/open-database.ts";
import { addAction } from "./add-action.ts";
import { deleteTicket } from "./delete-ticket.ts";
import { listActions } from "./list-actions.ts";
import { first, friday, makeTicketDesk, type TicketDesk } from "./testing/make-ticket-desk.ts";
import type { TicketSaving } from "./ticket-saving.ts";
import { updateTicket } from "./update-ticket.ts";

const hour = 3_600_000;
const later = (hours: number) => new Date(friday.getTime() + hours * hour);
const { ticket: ticketKind } = deskKinds;

const asUser = (desk: TicketDesk, id: number, change: Partial<TicketSaving> = {}): TicketSaving => ({
  by: "Rosa",
  now: later(1),
  caller: { kind: "user", user: { id, siteId: desk.alder.leeds, customerId: desk.alder.id, sees: "own" }, application: null },
  ...change,
});

const mailOf = async (db: Db, ticketId: number) =>
  await db.selectFrom("outgoing_mail").select(["to", "subject", "text", "kind"]).where("ticket_id", "=", ticketId).orderBy("id").execute();

const historyOf = async (db: Db, ticketId: number) => (await listActions(db, { ticketId, isPublicOnly: false, from: 0, limit: 50 })).items;

onEveryEngine("work on a ticket", (database) => {
  test("an agent's public reply is the first answer, goes to the user by mail, and sets the status of its outcome", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open();
    const reply = { ticketId: id, outcomeId: first.outcome.replyAndWait, note: "Have you tried water?", minutes: 5 };
    const action = await addAction(db, reply, desk.saving({ now: later(1) }));
    assert.deepEqual(
      [action.number, action.kind, action.outcome, action.status, action.minutes, action.isPrivate],
      [2, "publicReply", "Reply and wait", "Waiting for the user", 5, false],
    );
    assert.deepEqual(action.changes, [{ field: "statusId", label: "Status", from: "New", to: "Waiting for the user" }]);
    assert.match(action.mailedTo, /^To Rosa, rosa\.\d+@example\.test\.$/);
    const ticket = await getRecordOf(db, ticketKind, id);
    assert.deepEqual(
      [ticket.respondedAt, ticket.waitingSince, ticket.lastActionAt, ticket.version],
      [later(1).toISOString(), later(1).toISOString(), later(1).toISOString(), 2],
    );
    const [mail] = await mailOf(db, id);
    assert.equal(mail?.subject, `[#${id}] Printer on fire`);
    assert.match(mail?.text ?? "", /^Hello Rosa,\n\nOwen answered .*Have you tried water\?\n\nStatus: Waiting for the user$/s);
  });

  test("the user's answer lets a ticket go on that waited, and deadlines move by the wait", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id, resolveBy } = await desk.open();
    await addAction(db, { ticketId: id, outcomeId: first.outcome.replyAndWait, note: "?" }, desk.saving({ now: later(1) }));
    await addAction(db, { ticketId: id, outcomeId: null, note: "It burns" }, asUser(desk, desk.users.rosa, { now: later(3) }));
    const ticket = await getRecordOf(db, ticketKind, id);
    assert.deepEqual([ticket.labels.statusId, ticket.waitingSince, ticket.waitedMinutes], ["In progress", null, 120]);
    assert.deepEqual([resolveBy, ticket.resolveBy], ["2026-11-25T10:00:00.000Z", "2026-11-25T12:00:00.000Z"]);
    await addAction(db, { ticketId: id, outcomeId: first.outcome.resolve, note: "" }, desk.saving({ now: later(4) }));
    assert.deepEqual((({ isClosed, closedAt }) => [isClosed, closedAt])(await getRecordOf(db, ticketKind, id)), [
      true,
      later(4).toISOString(),
    ]);
    await addAction(db, { ticketId: id, outcomeId: null, note: "Again" }, asUser(desk, desk.users.rosa, { now: later(5) }));
    assert.deepEqual(
      (({ isClosed, closedAt, waitedMinutes }) => [isClosed, closedAt, waitedMinutes])(await getRecordOf(db, ticketKind, id)),
      [false, null, 180],
    );
  });

  test("whoever opened a ticket for somebody else reads the answer, too; the inactive and those without an address don't", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open({ userId: undefined }, asUser(desk, desk.users.tom, { by: "Tom" }));
    await updateTicket(db, { id, patch: { userId: desk.users.rosa }, expectsVersion: null }, desk.saving());
    await db.updateTable("users").set({ is_active: false }).where("id", "=", desk.users.rosa).execute();
    const action = await addAction(db, { ticketId: id, outcomeId: first.outcome.reply, note: "Hi" }, desk.saving());
    assert.match(action.mailedTo, /^Not to Rosa, who is inactive\. To Tom, tom\.\d+@example\.test\.$/);
    await db.updateTable("users").set({ email: null }).where("id", "=", desk.users.tom).execute();
    const again = await addAction(db, { ticketId: id, outcomeId: first.outcome.reply, note: "Hi" }, desk.saving());
    assert.match(again.mailedTo, /Not to Tom, who has no e-mail address\.$/);
    assert.equal((await mailOf(db, id)).length, 1);
  });

  test("private notes, and answers that are made private, mail nobody and answer nobody", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open();
    await addAction(db, { ticketId: id, outcomeId: first.outcome.privateNote, note: "Odd person" }, desk.saving());
    const hidden = { ticketId: id, outcomeId: first.outcome.reply, note: "Really odd", isPrivate: true };
    const action = await addAction(db, hidden, desk.saving());
    assert.deepEqual([action.kind, action.isPrivate, action.mailedTo], ["privateNote", true, ""]);
    assert.deepEqual([(await getRecordOf(db, ticketKind, id)).respondedAt, await mailOf(db, id)], [null, []]);
    const seen = await listActions(db, { ticketId: id, isPublicOnly: true, from: 0, limit: 50 });
    assert.deepEqual([seen.items.map((one) => one.kind), seen.total], [["opened"], 1]);
  });

  test("an action without outcome, words or change is refused, and so is an outcome out of use", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id, version } = await desk.open();
    await assert.rejects(addAction(db, { ticketId: id, outcomeId: null, note: "x" }, desk.saving()), /outcomeId: is missing/);
    await assert.rejects(addAction(db, { ticketId: id, outcomeId: 9999, note: "x" }, desk.saving()), /there is no outcome 9999/);
    await assert.rejects(addAction(db, { ticketId: id, outcomeId: first.outcome.reply, note: " " }, desk.saving()), /note: is empty/);
    const outcomeId = await createRecordOf(db, deskKinds.outcome, { name: `Old ${id}`, isActive: false }, desk.saving());
    await assert.rejects(addAction(db, { ticketId: id, outcomeId, note: "x" }, desk.saving()), /is out of use/);
    await assert.rejects(addAction(db, { ticketId: 999_999, outcomeId: 1, note: "x" }, desk.saving()), NotFound);
    assert.equal((await getRecordOf(db, ticketKind, id)).version, version, "nothing was written");
    assert.equal((await historyOf(db, id)).length, 1);
  });

  test("what is done at once is numbered one after the other", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open();
    const note = { ticketId: id, outcomeId: first.outcome.privateNote, note: "n" };
    await Promise.all([1, 2, 3, 4].map(() => addAction(db, note, desk.saving())));
    assert.deepEqual(
      (await historyOf(db, id)).map((one) => one.number),
      [1, 2, 3, 4, 5],
    );
  });
});

onEveryEngine("changing a ticket", (database) => {
  test("stands in its history in words, mails the agent who gets it, and is nothing where nothing differs", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    await createTicketField(db);
    const { id } = await desk.open();
    const patch = { agentId: desk.agents.priya, teamId: desk.team, priorityId: first.priority.critical, custom: { floor: "3" } };
    const changed = await updateTicket(db, { id, patch, expectsVersion: 1 }, desk.saving());
    assert.deepEqual([changed.version, changed.respondBy], [2, "2026-11-20T10:30:00.000Z"]);
    const same = await updateTicket(db, { id, patch, expectsVersion: 2 }, desk.saving());
    assert.equal(same.version, 2);
    const [, action, ...more] = await historyOf(db, id);
    assert.deepEqual([action?.kind, action?.isPrivate, more], ["change", true, []]);
    assert.deepEqual(
      action?.changes.map(({ label, from, to }) => [label, from, to.replace(/ \d+$/, "")]),
      [
        ["Priority", "Medium", "Critical"],
        ["Agent", "", "Priya"],
        ["Team", "", "Second line"],
        ["Floor", "", "3"],
      ],
    );
    const mail = await mailOf(db, id);
    assert.deepEqual([mail.length, mail[0]?.kind, mail[0]?.to.startsWith("priya.")], [1, "assignment", true]);
    assert.match(mail[0]?.text ?? "", /Owen gave you ticket #\d+, Printer on fire\.\n\nCustomer: Alder \d+\nUser: Rosa/);
  });

  test("whoever takes a ticket is not told so by mail", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open();
    await updateTicket(db, { id, patch: { agentId: desk.agents.owen }, expectsVersion: null }, desk.saving());
    assert.deepEqual(await mailOf(db, id), []);
  });

  test("from an old version is refused; so are a user's, and whatever would take it apart", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open({ agentId: desk.agents.owen });
    const update = (patch: object, expectsVersion: number | null = null) => updateTicket(db, { id, patch, expectsVersion }, desk.saving());
    await assert.rejects(update({ summary: "x" }, 7), Conflict);
    await assert.rejects(update({ statusId: null }), /a ticket is in some status/);
    await assert.rejects(update({ parentId: id }), /part of itself/);
    await assert.rejects(update({ userId: desk.users.bo }), /Bo belongs to Birch/);
    await assert.rejects(update({ teamId: desk.team }), /Owen is not in the team/);
    await assert.rejects(updateTicket(db, { id, patch: {}, expectsVersion: null }, asUser(desk, desk.users.rosa)), Forbidden);
    const moved = await update({ customerId: desk.birch.id, siteId: desk.birch.main, userId: desk.users.bo });
    assert.equal(moved.customerId, desk.birch.id);
    await db.updateTable("agents").set({ is_active: false }).where("id", "=", desk.agents.owen).execute();
    assert.equal((await update({ summary: "Agents who left do not hinder" })).version, 3);
  });

  test("deleting takes actions and attachments with it, but not what is part of it", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open();
    const part = await desk.open({ parentId: id });
    await assert.rejects(deleteTicket(db, { id, expectsVersion: null }, desk.saving()), Conflict);
    await deleteTicket(db, { id: part.id, expectsVersion: 1 }, desk.saving());
    await assert.rejects(deleteTicket(db, { id, expectsVersion: null }, asUser(desk, desk.users.rosa)), Forbidden);
    await deleteTicket(db, { id, expectsVersion: null }, desk.saving());
    assert.deepEqual(await historyOf(db, id), []);
  });
});

onEveryEngine("users on tickets", (database) => {
  test("open tickets for themselves, of types that users may choose, about assets that they use", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const typeId = await createRecordOf(db, deskKinds.ticketType, { name: `Internal ${desk.team}`, usersMayChoose: false }, desk.saving());
    const laptop = (userIds: number[]) =>
      createRecordOf(db, deskKinds.asset, { name: "Laptop", typeId: 1, siteId: desk.alder.leeds, userIds }, desk.saving());
    const [own, foreign] = [await laptop([desk.users.rosa]), await laptop([desk.users.tom])];
    const rosa = asUser(desk, desk.users.rosa);
    const ticket = await desk.open({ userId: undefined, assetIds: [own] }, rosa);
    assert.deepEqual(
      [ticket.userId, ticket.siteId, ticket.source, ticket.createdBy],
      [desk.users.rosa, desk.alder.leeds, "portal", "Rosa"],
    );
    for (const [input, says] of [
      [{ userId: desk.users.tom }, /users open tickets for themselves/],
      [{ priorityId: 1 }, /priorityId: is for agents/],
      [{ agentId: desk.agents.owen }, /agentId: is for agents/],
      [{ typeId }, /no type that users may choose/],
      [{ assetIds: [foreign] }, /assets that you do not use/],
      [{ templateId: 1 }, /templateId: is for agents/],
    ] as const)
      await assert.rejects(desk.open({ userId: undefined, ...input }, rosa), says);
  });

  test("see their own tickets, their site's or their customer's, as far as their roles let them; others are not there", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const ofPia = await desk.open({ userId: desk.users.pia });
    const ofTom = await desk.open({ userId: desk.users.tom });
    const write = async (ticketId: number, sees: "own" | "site" | "customer") => {
      const { rosa } = desk.users;
      const user = { id: rosa, siteId: desk.alder.leeds, customerId: desk.alder.id, sees };
      const saving = asUser(desk, rosa, { caller: { kind: "user", user, application: null } });
      return await addAction(db, { ticketId, outcomeId: null, note: "Me too" }, saving).then(
        () => true,
        (error: unknown) => !(error instanceof NotFound),
      );
    };
    const reach = async (id: number) => [await write(id, "own"), await write(id, "site"), await write(id, "customer")];
    assert.deepEqual(await reach(ofTom.id), [false, true, true]);
    assert.deepEqual(await reach(ofPia.id), [false, false, true]);
    assert.deepEqual(await reach((await desk.open({ userId: desk.users.bo })).id), [false, false, false]);
  });

  test("write words and nothing else", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open();
    const rosa = asUser(desk, desk.users.rosa);
    const base = { ticketId: id, outcomeId: null, note: "x" };
    for (const more of [{ outcomeId: 1 }, { minutes: 5 }, { patch: { statusId: 5 } }, { isPrivate: true }])
      await assert.rejects(addAction(db, { ...base, ...more }, rosa), /is for agents: users write a note/);
    await assert.rejects(addAction(db, { ...base, note: " " }, rosa), /note: is empty/);
    const action = await addAction(db, base, rosa);
    assert.deepEqual([action.kind, action.userId, action.mailedTo], ["publicReply", desk.users.rosa, ""]);
    assert.equal((await getRecordOf(db, ticketKind, id)).respondedAt, null, "the user's own words are no answer of the desk");
  });
});

onEveryEngine("what a user writes", (database) => {
  test("is mailed to the agent of the ticket, and to nobody while it has none or the agent left", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open({ agentId: desk.agents.owen });
    const rosa = asUser(desk, desk.users.rosa);
    const action = await addAction(db, { ticketId: id, outcomeId: null, note: "Still on fire" }, rosa);
    const mail = await mailOf(db, id);
    assert.deepEqual([mail.length, mail[0]?.kind, mail[0]?.to.startsWith("owen."), action.mailedTo], [1, "answer", true, ""]);
    assert.match(mail[0]?.text ?? "", /Rosa wrote on ticket #\d+, Printer on fire:\n\nStill on fire$/);
    await db.updateTable("agents").set({ is_active: false }).where("id", "=", desk.agents.owen).execute();
    await addAction(db, { ticketId: id, outcomeId: null, note: "Hello?" }, rosa);
    const orphan = await desk.open();
    await addAction(db, { ticketId: orphan.id, outcomeId: null, note: "Hello?" }, rosa);
    assert.deepEqual([(await mailOf(db, id)).length, await mailOf(db, orphan.id)], [1, []]);
  });
});

async function createTicketField(db: Db): Promise<void> {
  await db
    .insertInto("custom_fields")
    .values({ entity: "ticket", key: "floor", label: "Floor", type: "text", options: "[]" })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
