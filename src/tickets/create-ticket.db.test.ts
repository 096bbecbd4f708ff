import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { onEveryEngine } from "../../test/make.ts";
import { createRecordOf, updateRecordOf } from "../desk/records/save-record-of.ts";
import type { Invalid } from "../model/errors.ts";
import { deskKinds } from "../model/records/desk-kinds.ts";
import { fillTemplate } from "./fill-template.ts";
import { findTicketByExternalId } from "./find-by-external-id.ts";
import { listActions } from "./list-actions.ts";
import { first, friday, makeTicketDesk } from "./testing/make-ticket-desk.ts";

const faultsOf = (error: Invalid) => Object.fromEntries(error.faults.map(({ at, says }) => [at, says]));

onEveryEngine("opening a ticket", (database) => {
  test("D4 takes customer and site from its user, and status, priority, SLA and deadlines from its type", async () => {
    const desk = await makeTicketDesk(database().db);
    const ticket = await desk.open();
    assert.deepEqual(
      [ticket.customerId, ticket.siteId, ticket.statusId, ticket.priorityId, ticket.slaId, ticket.isClosed],
      [desk.alder.id, desk.alder.leeds, first.status.new, first.priority.medium, 1, false],
    );
    assert.deepEqual(
      [ticket.createdAt, ticket.createdBy, ticket.respondBy, ticket.resolveBy],
      [friday.toISOString(), "Owen", "2026-11-20T14:00:00.000Z", "2026-11-25T10:00:00.000Z"],
    );
    assert.equal(ticket.labels.userId, "Rosa");
    const { items } = await listActions(database().db, { ticketId: ticket.id, isPublicOnly: false, from: 0, limit: 10 });
    assert.deepEqual(
      items.map(({ number, kind, by, status, agentId }) => [number, kind, by, status, agentId]),
      [[1, "opened", "Owen", "New", desk.agents.owen]],
    );
  });

  test("keeps what is given, none among it, and gives a deadline only where one is promised", async () => {
    const desk = await makeTicketDesk(database().db);
    const ticket = await desk.open({ priorityId: null, siteId: desk.alder.porto, statusId: first.status.inProgress });
    assert.deepEqual([ticket.priorityId, ticket.siteId, ticket.respondBy, ticket.slaId], [null, desk.alder.porto, null, 1]);
  });

  test("refuses what does not belong together, every fault with its place and its cure, and keeps nothing", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const ofBirch = await createRecordOf(
      db,
      deskKinds.asset,
      { name: "Birch's laptop", typeId: 1, siteId: desk.birch.main },
      desk.saving(),
    );
    const before = await db.selectFrom("tickets").select("id").execute();
    await assert.rejects(
      desk.open({
        customerId: desk.alder.id,
        userId: desk.users.bo,
        siteId: desk.birch.main,
        assetIds: [ofBirch],
        agentId: desk.agents.owen,
        teamId: desk.team,
      }),
      (error: Invalid) => {
        const faults = faultsOf(error);
        assert.deepEqual(Object.keys(faults).toSorted(), ["agentId", "assetIds", "siteId", "userId"]);
        assert.match(faults.userId ?? "", /^Bo belongs to Birch \d+, another customer than the ticket's/);
        assert.match(faults.agentId ?? "", /^Owen is not in the team Second line \d+\. Add them to it/);
        return true;
      },
    );
    await db.updateTable("agents").set({ is_active: false }).where("id", "=", desk.agents.priya).execute();
    await assert.rejects(desk.open({ agentId: desk.agents.priya }), /Priya is inactive\. Choose another agent/);
    await assert.rejects(desk.open({ customerId: desk.alder.id, userId: desk.users.bo }), /userId: Bo belongs to/);
    await assert.rejects(desk.open({ typeId: 999_999 }), /there is no ticket type 999999/);
    await assert.rejects(desk.open({ userId: null }), /Customer is missing/);
    await assert.rejects(desk.open({ custom: { nothing: 1 } }), /no custom field of tickets/);
    assert.deepEqual(await db.selectFrom("tickets").select("id").execute(), before);
  });

  test("is refused with what is out of use, which a ticket that has it already keeps", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const team = await createRecordOf(db, deskKinds.team, { name: "Night shift" }, desk.saving());
    const ticket = await desk.open({ teamId: team });
    await updateRecordOf(db, deskKinds.team, { id: team, patch: { isActive: false }, expectsVersion: null }, desk.saving());
    await assert.rejects(desk.open({ teamId: team }), /teamId: Night shift is out of use\. Choose another team/);
    assert.equal(ticket.teamId, team);
  });

  test("is found by the id that another program calls it by", async () => {
    const desk = await makeTicketDesk(database().db);
    const ticket = await desk.open({ externalId: "alert-77" });
    assert.equal(await findTicketByExternalId(database().db, "alert-77"), ticket.id);
    assert.equal(await findTicketByExternalId(database().db, ""), null);
  });
});

onEveryEngine("opening a ticket from a template", (database) => {
  const template = async (change = {}) => {
    const desk = await makeTicketDesk(database().db);
    const values = {
      name: `Joiner ${desk.team}`,
      typeId: 3,
      summary: "Welcome {{user.name}}",
      details: "At {{customer.name}}, {{site.name}}: {{user.email}}, ticket {{ticket.id}}",
      priorityId: first.priority.low,
      ...change,
    };
    return { desk, templateId: await createRecordOf(database().db, deskKinds.ticketTemplate, values, desk.saving()) };
  };

  test("fills its braces, and what is given wins over the template, the template over the type", async () => {
    const { desk, templateId } = await template();
    const ticket = await desk.open({ templateId, typeId: undefined, summary: undefined });
    assert.equal(ticket.summary, "Welcome Rosa");
    assert.match(ticket.details, new RegExp(`^At Alder \\d+, Main: rosa\\.\\d+@example\\.test, ticket ${ticket.id}$`));
    assert.deepEqual([ticket.typeId, ticket.priorityId, ticket.slaId], [3, first.priority.low, 1]);
    assert.equal((await desk.open({ templateId, summary: "Mine", priorityId: first.priority.critical })).summary, "Mine");
  });

  test("shows in a form what it would hold: what is not known yet stays in braces", async () => {
    const { templateId } = await template();
    const filled = await fillTemplate(database().db, { templateId, given: {} });
    assert.deepEqual([filled.summary, filled.typeId, filled.customerId], ["Welcome {{user.name}}", 3, undefined]);
  });

  test("is refused where the template names what nothing fills, or is out of use", async () => {
    await assert.rejects(template({ details: "{{user.shoeSize}}" }), /details: \{\{user\.shoeSize\}\} is filled by nothing/);
    const { desk, templateId } = await template({ isActive: false });
    await assert.rejects(desk.open({ templateId }), /is out of use\. Choose another template/);
  });
});

describe("set-up that would break tickets", () => {
  onEveryEngine("is refused", (database) => {
    test("a status that tickets are in means what it meant; working hours have a time zone; an SLA's priorities are there, once", async () => {
      const { db } = database();
      const desk = await makeTicketDesk(db);
      await desk.open();
      const { ticketStatus, workingHours, sla } = deskKinds;
      await assert.rejects(
        updateRecordOf(db, ticketStatus, { id: first.status.new, patch: { state: "closed" }, expectsVersion: null }, desk.saving()),
        /tickets? (is|are) in New, which means open/,
      );
      await assert.rejects(createRecordOf(db, workingHours, { name: "Moon", timeZone: "Moon/Base" }, desk.saving()), /no time zone/);
      const target = { priorityId: 1, responseMinutes: 1, resolutionMinutes: null };
      const targets = [target, target, { ...target, priorityId: 999 }];
      await assert.rejects(createRecordOf(db, sla, { name: "Odd", workingHoursId: 1, targets }, desk.saving()), (error: Invalid) => {
        assert.deepEqual(Object.keys(faultsOf(error)), ["targets[1].priorityId", "targets[2].priorityId"]);
        return true;
      });
    });
  });
});
