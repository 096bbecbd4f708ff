import { Invalid } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { TicketAction } from "../../model/ticket-action.ts";
import { addAction } from "../../tickets/add-action.ts";
import { listAttachments } from "../../tickets/attachments.ts";
import { deleteAction, updateAction } from "../../tickets/edit-action.ts";
import { getAction, listActions } from "../../tickets/list-actions.ts";
import { assertVisible } from "../../tickets/visible-tickets.ts";
import { attachFiles } from "./attach-files.ts";
import { checkValues } from "./check-values.ts";
import { findReferred } from "./find-by-name.ts";
import { findOutcome } from "./find-outcome.ts";
import type { HaloCall, HaloItem, HaloQuery, HaloResource } from "./halo-resource.ts";
import { type ItemReader, readId, readItem } from "./shapes.ts";
import { readAction, writeAction } from "./shapes-actions.ts";

/** Actions of tickets, newest first. Their numbers count within a ticket, which must be named. */
export const actionResource: HaloResource = {
  path: "actions",
  right: "tickets",
  listKey: "actions",
  isOpenToUsers: true,
  list: async (call, window) => {
    const ticketId = getTicketId(call.query);
    await assertVisible(call.db, ticketId, call.caller);
    const all = await listActions(call.db, { ticketId, isPublicOnly: isUser(call), from: 0, limit: 100_000 });
    const found = all.items.filter((action) => isAsked(action, call.query)).toReversed();
    const shown = found.slice(window.from, window.from + window.limit);
    return { items: await writeActions(call, ticketId, shown), total: found.length };
  },
  get: async (call, id) => {
    const { query } = call;
    const ticketId = getTicketId(query);
    await assertVisible(call.db, ticketId, call.caller);
    if (query.flag("mostrecent") !== true) return await getWritten(call, { ticketId, number: readId(id, "action") });
    const all = await listActions(call.db, { ticketId, isPublicOnly: isUser(call), from: 0, limit: 100_000 });
    return (await writeActions(call, ticketId, all.items.slice(-1)))[0] ?? {};
  },
  save: async (call, item) => await saveAction(call, item),
  delete: async (call, id) => {
    const at = { ticketId: getTicketId(call.query), number: readId(id, "action") };
    const before = await getWritten(call, at);
    await deleteAction(call.db, { ...at, ...changesOf(call) }, savingOf(call));
    return before;
  },
};

const isUser = ({ caller }: HaloCall) => caller.kind === "user";
// Its requests name no version: what comes last is kept.
const changesOf = ({ caller }: HaloCall) => ({ isAnybodys: caller.permissions.includes("tickets:all"), expectsVersion: null });
const savingOf = ({ by, now, caller }: HaloCall) => ({ by, now, caller });

function getTicketId(query: HaloQuery): number {
  const id = query.number("ticket_id");
  if (id === null || id < 1) throw new Invalid([{ at: "ticket_id", says: "is missing: actions are numbered within their ticket" }]);
  return id;
}

function isAsked(action: TicketAction, query: HaloQuery): boolean {
  const is = (name: string) => query.flag(name) === true;
  const isSystem = action.kind === "opened" || action.kind === "change";
  return !(
    (is("excludesys") && isSystem) ||
    (is("excludeprivate") && action.isPrivate) ||
    (is("conversationonly") && action.kind !== "publicReply") ||
    (is("agentonly") && action.agentId === null) ||
    (is("importantonly") && !action.isImportant) ||
    (is("timeentriesonly") && action.minutes === 0) ||
    is("supplieronly")
  );
}

async function writeActions(call: HaloCall, ticketId: number, actions: readonly TicketAction[]): Promise<readonly object[]> {
  const files = await listAttachments(call.db, ticketId, { caller: call.caller });
  return actions.map((action) => writeAction(action, files));
}

async function getWritten(call: HaloCall, at: { readonly ticketId: number; readonly number: number }): Promise<object> {
  await assertVisible(call.db, at.ticketId, call.caller);
  const [written] = await writeActions(call, at.ticketId, [await getAction(call.db, { ...at, isPublicOnly: isUser(call) })]);
  return written ?? {};
}

async function saveAction(call: HaloCall, item: HaloItem): Promise<object> {
  const sent = readItem(item);
  const ticketId = sent.id("ticket_id");
  if (typeof ticketId !== "number") throw new Invalid([{ at: "ticket_id", says: "is missing: say on which ticket" }]);
  const said = readAction(sent);
  const before = sent.id("id");
  if (typeof before === "number") {
    await updateAction(call.db, { ticketId, number: before, ...changesOf(call) }, said, savingOf(call));
    return await getWritten(call, { ticketId, number: before });
  }
  const outcomeId = isUser(call) ? null : await findOutcome(call.db, sent);
  const patch = isUser(call) ? undefined : await readPatch(call, sent);
  const words = isUser(call) ? { note: said.note } : said;
  const added = await addAction(call.db, { ticketId, outcomeId, ...words, ...(patch !== undefined && { patch }) }, savingOf(call));
  const files = { ticketId, actionNumber: added.number, isPrivate: added.isPrivate };
  await attachFiles(call, sent.items("attachments") ?? [], files);
  return await getWritten(call, { ticketId, number: added.number });
}

/** What an action changes of its ticket. */
async function readPatch({ db }: HaloCall, sent: ItemReader) {
  return checkValues(deskKinds.ticket, {
    statusId: sent.id("new_status") ?? undefined,
    agentId: sent.id("new_agent") ?? undefined,
    priorityId: sent.id("new_priority") ?? undefined,
    teamId: (await findReferred(db, deskKinds.team, sent, { id: "new_team_id", name: "new_team" })) ?? undefined,
  });
}
