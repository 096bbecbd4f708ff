import { listCustomFields } from "../../desk/list-custom-fields.ts";
import { getRecordOf } from "../../desk/records/list-records-of.ts";
import { Invalid } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import { createTicket } from "../../tickets/create-ticket.ts";
import { deleteTicket } from "../../tickets/delete-ticket.ts";
import { updateTicket } from "../../tickets/update-ticket.ts";
import { assertVisible } from "../../tickets/visible-tickets.ts";
import { attachFiles } from "./attach-files.ts";
import { checkValues } from "./check-values.ts";
import { filterTickets } from "./filter-tickets.ts";
import { findReferred } from "./find-by-name.ts";
import { findFallbackCustomer, findUserCalled } from "./find-ticket-places.ts";
import type { HaloCall, HaloItem, HaloResource } from "./halo-resource.ts";
import { kindResource } from "./kind-resource.ts";
import { listAll } from "./list-all.ts";
import { readId, readItem } from "./shapes.ts";
import { readCustomFields, writeCustomFields } from "./shapes-custom-fields.ts";
import { checkSwitches } from "./shapes-switches.ts";
import { type AroundTickets, readTicket, readTicketUser, writeTicket } from "./shapes-tickets.ts";
import { showsCustomFields } from "./shows-custom-fields.ts";

const { ticket: kind } = deskKinds;
type Ticket = RecordOf<typeof kind>;

const plain = kindResource({
  path: "tickets",
  listKey: "tickets",
  kind,
  orders: {
    dateoccurred: "createdAt",
    summary: "summary",
    client_name: "customerId",
    site_name: "siteId",
    user_name: "userId",
    agent_name: "agentId",
    team: "teamId",
    status_name: "statusId",
    priority_name: "priorityId",
    fixbydate: "resolveBy",
    dateclosed: "closedAt",
    last_update: "updatedAt",
    lastactiondate: "lastActionAt",
  },
  conditions: {
    id: "id",
    summary: "summary",
    client_id: "customerId",
    site_id: "siteId",
    user_id: "userId",
    agent_id: "agentId",
    team_id: "teamId",
    status_id: "statusId",
    tickettype_id: "typeId",
    priority_id: "priorityId",
    third_party_id_string: "externalId",
  },
  filter: filterTickets,
  write: writeTickets,
});

/** Tickets. Users see and open their own through an application that acts for them. */
export const ticketResource: HaloResource = {
  ...plain,
  isOpenToUsers: true,
  get: getTicket,
  save: saveTicket,
  delete: async (call, id) => {
    const before = await getTicket(call, id);
    await deleteTicket(call.db, { id: readId(id, "ticket"), expectsVersion: null }, savingOf(call));
    return before;
  },
  more: [
    {
      method: "POST",
      path: "object",
      answer: async (call, { items }) => {
        const [item] = items;
        if (item === undefined || items.length > 1)
          throw new Invalid([{ at: "body", says: "One ticket is sent here; Tickets takes several" }]);
        checkSwitches(item);
        return await saveTicket(call, item);
      },
    },
  ],
};

const savingOf = ({ by, now, caller }: HaloCall) => ({ by, now, caller });

async function getTicket(call: HaloCall, id: string): Promise<object> {
  const number = readId(id, "ticket");
  await assertVisible(call.db, number, call.caller);
  const [written] = await writeTickets(call, [await getRecordOf(call.db, kind, number)], { isSingle: true });
  return written ?? {};
}

async function saveTicket(call: HaloCall, item: HaloItem): Promise<object> {
  const sent = readItem(item);
  const id = sent.id("id") ?? null;
  if (id !== null && sent.flag("_recover") === true)
    throw new Invalid([{ at: "_recover", says: "Deleted tickets can't be brought back. What they held stands in the audit log" }]);
  const values = await readValues(call, item, id);
  const templateId = sent.id("template_id") ?? undefined;
  const saved =
    id === null
      ? await createTicket(
          call.db,
          { ...(call.caller.kind === "agent" && { source: "api" }), ...values, ...(templateId !== undefined && { templateId }) },
          savingOf(call),
        )
      : await updateTicket(call.db, { id, patch: values, expectsVersion: null }, savingOf(call));
  await attachFiles(call, sent.items("attachments") ?? [], { ticketId: saved.id, actionNumber: null, isPrivate: false });
  return await getTicket(call, String(saved.id));
}

async function readValues(call: HaloCall, item: HaloItem, id: number | null) {
  const { db } = call;
  const sent = readItem(item);
  const isUsers = call.caller.kind === "user";
  const read = readTicket(sent, id === null);
  const teamId = isUsers ? undefined : await findReferred(db, deskKinds.team, sent, { id: "team_id", name: "team" });
  const categoryId = await findReferred(db, deskKinds.category, sent, { id: "categoryid_1", name: "category_1" });
  const customerId = sent.id("client_id") ?? undefined;
  const named = readTicketUser(sent);
  // A user's ticket is theirs: whether somebody else has a name or an address is not for them to try.
  const asked = isUsers && typeof named === "object" ? undefined : named;
  const userId = typeof asked === "object" && asked !== null ? await findUserCalled(call, asked.called, customerId ?? null) : asked;
  const isNowhere = id === null && !isUsers && customerId === undefined && read.siteId === undefined && typeof userId !== "number";
  const custom = readCustomFields(sent.has("customfields") ? await listCustomFields(db, "ticket") : [], sent);
  return checkValues(kind, {
    ...read,
    // What nobody names in a new ticket is the type's to say.
    agentId: id === null ? (read.agentId ?? undefined) : read.agentId,
    parentId: id === null ? (read.parentId ?? undefined) : read.parentId,
    teamId: id === null ? (teamId ?? undefined) : teamId,
    categoryId: id === null ? (categoryId ?? undefined) : categoryId,
    customerId: isNowhere ? await findFallbackCustomer(call) : customerId,
    // A name that nobody has leaves a ticket's user as it is.
    userId: id === null ? (userId ?? undefined) : typeof asked === "object" ? (userId ?? undefined) : userId,
    custom,
  });
}

async function writeTickets(call: HaloCall, found: readonly Ticket[], { isSingle }: { readonly isSingle: boolean }) {
  const tickets = call.caller.kind === "user" ? found.map(hideInside) : found;
  const around = await loadAround(call, tickets, isSingle);
  const custom = showsCustomFields(call, isSingle) && call.caller.kind === "agent" ? await listCustomFields(call.db, "ticket") : null;
  return tickets.map((ticket) => ({
    ...writeTicket(ticket, around),
    ...(custom !== null && { customfields: writeCustomFields(custom, ticket.custom) }),
  }));
}

/** What the desk keeps for itself, users do not read, here as in `/v1`. */
function hideInside(ticket: Ticket): Ticket {
  return { ...ticket, externalId: "", custom: {}, parentId: null, assetIds: [] };
}

async function loadAround({ db, caller }: HaloCall, tickets: readonly Ticket[], isSingle: boolean): Promise<AroundTickets> {
  // Users see who asked, and the address of nobody but themselves.
  const isSeen = (id: number | null): id is number => id !== null && (caller.kind === "agent" || caller.user.id === id);
  const users = await listAll(db, deskKinds.user, { ids: [...new Set(tickets.map(({ userId }) => userId).filter(isSeen))] });
  const types = await listAll(db, deskKinds.ticketType);
  const assets = isSingle ? await listAll(db, deskKinds.asset, { ids: tickets.flatMap(({ assetIds }) => assetIds) }) : null;
  return { users: new Map(users.map((user) => [user.id, user])), types: new Map(types.map((type) => [type.id, type])), assets };
}
