import { allOf, compareFields } from "../../desk/records/compare-fields.ts";
import type { RecordFilter } from "../../desk/records/filter-records.ts";
import { findRecordByName } from "../../desk/records/find-record-by-name.ts";
import { Invalid } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordKind } from "../../model/records/kind.ts";
import { visibleTickets } from "../../tickets/visible-tickets.ts";
import type { HaloCall, HaloQuery } from "./halo-resource.ts";
import { ownValue } from "./own-value.ts";
import { readIds } from "./read-ids.ts";
import { parseMoment } from "./shapes.ts";

/** What the query of a list of tickets lets through, of what the caller may see; null where that is nothing. */
export async function filterTickets(call: HaloCall): Promise<RecordFilter | null> {
  const { query } = call;
  if (call.caller.kind === "user") assertMayFilter(query);
  // Deleted tickets are gone, and tickets belong to no contract.
  if (query.flag("deleted") === true || (query.number("contract_id") ?? 0) > 0) return null;
  const team = await findNumbers(call, deskKinds.team, query.list("team"));
  const categories = await findNumbers(call, deskKinds.category, query.list("category_1"));
  if (team === null || categories === null) return null;
  const ids = query
    .list("ticketids")
    .map(Number)
    .filter((id) => Number.isInteger(id) && id > 0 && id <= 2_147_483_647);
  if (query.list("ticketids").length > 0 && ids.length === 0) return null;
  const fields: Record<string, string> = {
    customerId: readIds(query, "client_id", "client_ids"),
    siteId: readIds(query, "site_id"),
    userId: readIds(query, "user_id"),
    agentId: readIds(query, "agent_id", "agent"),
    teamId: [readIds(query, "team_id"), team].filter((one) => one !== "").join(","),
    statusId: readIds(query, "status_id", "status"),
    typeId: readIds(query, "tickettype_id", "requesttype_id", "requesttype"),
    priorityId: readIds(query, "priority_id"),
    slaId: readIds(query, "sla_id"),
    categoryId: categories,
    assetIds: readIds(query, "asset_id"),
    parentId: readIds(query, "parent_id"),
    isClosed: query.flag("open_only") === true ? "false" : query.flag("closed_only") === true ? "true" : "",
    ...filterByDate(query),
  };
  const excluded = readIds(query, "excludethese");
  const external = query.text("third_party_id_string");
  const only = allOf([
    visibleTickets(call.caller) ?? undefined,
    excluded === "" ? undefined : compareFields(deskKinds.ticket, [{ field: "id", operator: "notIn", value: excluded }]),
    external === null ? undefined : compareFields(deskKinds.ticket, [{ field: "externalId", operator: "is", value: external }]),
  ]);
  return { fields, only, ...(ids.length > 0 && { ids }) };
}

/** Users ask by what they are shown: another filter would tell them of the rest. @throws Invalid */
function assertMayFilter(query: HaloQuery): void {
  const faults = ["third_party_id_string", "asset_id", "parent_id", "advanced_search"]
    .filter((name) => query.text(name) !== null)
    .map((at) => ({ at, says: "is for agents" }));
  if (faults.length > 0) throw new Invalid(faults);
}

/** Records by number or by name; null where a name is nobody's. */
async function findNumbers({ db }: HaloCall, kind: RecordKind, asked: readonly string[]): Promise<string | null> {
  const found: number[] = [];
  for (const one of asked) {
    const id = /^\d{1,9}$/.test(one) ? Number(one) : await findRecordByName(db, kind, one);
    if (id !== null && id > 0) found.push(id);
  }
  return found.length === 0 && asked.length > 0 ? null : found.join(",");
}

/** Moments that `datesearch` may mean. `dateoccured` is how HaloPSA spells it. */
const dates: Readonly<Record<string, string>> = {
  dateoccured: "createdAt",
  dateoccurred: "createdAt",
  datecleared: "closedAt",
  dateclosed: "closedAt",
  lastactiondate: "lastActionAt",
  fixbydate: "resolveBy",
};

function filterByDate(query: HaloQuery): Readonly<Record<string, string>> {
  const [from, to] = [readDay(query, "startdate"), readDay(query, "enddate")];
  if (from === "" && to === "") return {};
  const field = ownValue(dates, query.text("datesearch")?.toLowerCase() ?? "dateoccured");
  if (field === undefined) throw new Invalid([{ at: "datesearch", says: `is one of ${Object.keys(dates).join(", ")}` }]);
  return { [field]: `${from}..${to}` };
}

function readDay(query: HaloQuery, name: string): string {
  const text = query.text(name);
  const moment = text === null ? null : parseMoment(text);
  if (moment === undefined) throw new Invalid([{ at: name, says: "is a moment like 2026-11-21T14:00:00Z" }]);
  // A day by itself ends with its last moment.
  const isDay = text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text.trim());
  return moment === null ? "" : isDay && name === "enddate" ? moment.replace("T00:00:00.000Z", "T23:59:59.999Z") : moment;
}
