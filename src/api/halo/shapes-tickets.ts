import { Invalid } from "../../model/errors.ts";
import type { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import { htmlToText, textToHtml } from "./html-to-text.ts";
import { type ItemReader, readItem, readListedId } from "./shapes.ts";
import { ticketSources } from "./shapes-lookups.ts";
import { none } from "./shapes-ticket-setup.ts";

type Kinds = typeof deskKinds;
type Ticket = RecordOf<Kinds["ticket"]>;

/** What is read beside tickets, for all of a list at once. */
export interface AroundTickets {
  readonly users: ReadonlyMap<number, RecordOf<Kinds["user"]>>;
  readonly types: ReadonlyMap<number, RecordOf<Kinds["ticketType"]>>;
  /** Only for a ticket by itself. */
  readonly assets: readonly RecordOf<Kinds["asset"]>[] | null;
}

/** HaloPSA's tickets without a user are the General User's of their client, and those without an agent of `Unassigned`. */
export function writeTicket(ticket: Ticket, { users, types, assets }: AroundTickets) {
  const { labels } = ticket;
  const user = ticket.userId === null ? undefined : users.get(ticket.userId);
  const userName = ticket.userId === null ? "General User" : (labels.userId ?? "");
  return {
    id: ticket.id,
    dateoccurred: ticket.createdAt,
    summary: ticket.summary,
    details: ticket.details,
    details_html: textToHtml(ticket.details),
    tickettype_id: ticket.typeId,
    tickettype_name: labels.typeId ?? "",
    workflow_id: types.has(ticket.typeId) ? ticket.typeId : none,
    status_id: ticket.statusId ?? none,
    status_name: labels.statusId ?? "",
    priority_id: ticket.priorityId ?? none,
    priority_name: labels.priorityId ?? "",
    priority: ticket.priorityId === null ? null : { id: ticket.priorityId, name: labels.priorityId ?? "" },
    sla_id: ticket.slaId ?? none,
    sla_name: labels.slaId ?? "",
    client_id: ticket.customerId,
    client_name: labels.customerId ?? "",
    site_id: ticket.siteId ?? none,
    site_name: labels.siteId ?? "",
    user_id: ticket.userId ?? none,
    user_name: userName,
    users_name: userName,
    user_email: user?.email ?? "",
    reportedby: userName,
    agent_id: ticket.agentId ?? 0,
    agent_name: ticket.agentId === null ? "Unassigned" : (labels.agentId ?? ""),
    team: labels.teamId ?? "",
    team_id: ticket.teamId ?? none,
    category_1: labels.categoryId ?? "",
    categoryid_1: ticket.categoryId ?? none,
    impact: ticket.impactId ?? none,
    urgency: ticket.urgencyId ?? none,
    source: ticketSources.find((one) => one.source === ticket.source)?.id ?? 0,
    parent_id: ticket.parentId ?? 0,
    third_party_id_string: ticket.externalId,
    onhold: ticket.waitingSince !== null,
    hasbeenclosed: ticket.isClosed,
    dateclosed: ticket.closedAt,
    closure_note: ticket.closureNote,
    respondbydate: ticket.respondBy,
    fixbydate: ticket.resolveBy,
    responsedate: ticket.respondedAt,
    last_update: ticket.updatedAt,
    lastactiondate: ticket.lastActionAt,
    deleted: false,
    assets:
      assets === null
        ? ticket.assetIds.map((id) => ({ id }))
        : assets.map(({ id, tag, key, name, typeId }) => ({
            id,
            inventory_number: tag,
            key_field: key,
            key_field2: name,
            assettype_id: typeId,
          })),
  };
}

/** What a posted ticket says of its own fields; whom and what it refers to by name is looked up beside. */
export function readTicket(sent: ItemReader, isNew: boolean) {
  const summary = readSummary(sent.text("summary"));
  const details = readNote(sent, "details", "details_html");
  const isCut = summary !== undefined && summary.length > longestSummary;
  const source = sent.id("source");
  return {
    summary: isCut
      ? `${summary
          .slice(0, longestSummary - 1)
          .toWellFormed()
          .trimEnd()}…`
      : summary,
    details: isCut && isNew ? [summary, details].filter((text) => text !== undefined && text !== "").join("\n\n") : details,
    typeId: sent.id("tickettype_id") ?? undefined,
    statusId: sent.id("status_id") ?? undefined,
    // None leaves what the type says, or what is there.
    priorityId: sent.id("priority_id") ?? undefined,
    slaId: sent.id("sla_id") ?? undefined,
    siteId: sent.id("site_id") ?? undefined,
    agentId: sent.id("agent_id"),
    impactId: sent.id("impact") ?? undefined,
    urgencyId: sent.id("urgency") ?? undefined,
    parentId: sent.id("parent_id"),
    assetIds: sent.items("assets")?.map((asset, at) => readListedId(asset, `assets[${at}]`)),
    source: source === undefined ? undefined : (ticketSources.find((one) => one.id === source)?.source ?? "api"),
    externalId: readLine(sent.text("third_party_id_string")) ?? sent.id("third_party_id")?.toString(),
    closureNote: readProse(sent.text("closure_note")),
  };
}

const longestSummary = 300;

/** A line of text: line ends and other signs that nobody sees are spaces. */
export function readLine(text: string | undefined): string | undefined {
  return text
    ?.toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

function readSummary(text: string | undefined): string | undefined {
  return readLine(text);
}

/** Text of many lines, without the signs that no text has. */
export function readProse(text: string | undefined): string | undefined {
  return text
    ?.toWellFormed()
    .replaceAll("\r\n", "\n")
    .replaceAll(/[^\P{Cc}\n\r\t]/gu, "");
}

/** What is read at once while others wait: far more than any text has. */
const longestHtml = 1_000_000;

/** A text that comes as it is, or else as HTML. @throws Invalid for what is too long to be read */
export function readNote(sent: ItemReader, plain: string, html: string): string | undefined {
  const text = readProse(sent.text(plain));
  if (text !== undefined && text !== "") return text;
  const marked = sent.text(html);
  if (marked !== undefined && marked.length > longestHtml)
    throw new Invalid([{ at: html, says: `has more than ${longestHtml} characters. Send pictures and files as attachments` }]);
  return marked === undefined ? text : readProse(htmlToText(marked));
}

/** Whom a posted ticket is for: a number, a name or an address; null for the General User, undefined where it says nothing. */
export function readTicketUser(sent: ItemReader): number | null | { readonly called: string } | undefined {
  const id = sent.id("user_id");
  if (id !== undefined) return id;
  const [lookup] = [sent.raw("userlookup")].filter((one): one is Record<string, unknown> => typeof one === "object" && one !== null);
  const found = lookup === undefined ? undefined : readItem(lookup).id("id");
  if (found !== undefined) return found;
  const called = readLine(sent.text("user_email")) || readLine(sent.text("users_name")) || readLine(sent.text("user_name"));
  return called === undefined || called === "" ? undefined : { called };
}
