import { createRecordOf, updateRecordOf } from "../../desk/records/save-record-of.ts";
import { Invalid } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import { checkValues } from "./check-values.ts";
import type { HaloCall, HaloResource } from "./halo-resource.ts";
import { listAll } from "./list-all.ts";
import { readItem } from "./shapes.ts";
import { type LookupList, lookupLists, ticketSources, writeLookup } from "./shapes-lookups.ts";

/** HaloPSA's lists of choices, by the list's number. A list that means nothing here is empty. */
export const lookupResource: HaloResource = {
  path: "lookup",
  right: "settings",
  listKey: null,
  isReadByAll: true,
  list: async (call, { from, limit, search }) => {
    const asked = call.query.number("lookupid");
    const numbers = listNumbers().filter((number) => asked === null || number === asked);
    const rows = (await Promise.all(numbers.map((number) => listRows(call, number)))).flat();
    const sought = search?.toLowerCase() ?? "";
    const found = rows.filter((row) => row.name.toLowerCase().includes(sought));
    return { items: found.slice(from, from + limit), total: found.length };
  },
  save: async (call, item) => {
    const sent = readItem(item);
    const kind = kindOf(sent.number("lookupid"));
    const saving = { by: call.by, now: call.now };
    const values = checkValues(kind, { name: sent.text("name"), position: sent.number("sequence") ?? undefined });
    const id = sent.id("id");
    if (typeof id === "number") await updateRecordOf(call.db, kind, { id, patch: values, expectsVersion: null }, saving);
    const saved = typeof id === "number" ? id : await createRecordOf(call.db, kind, values, saving);
    const lookupId = kind.name === "impact" ? 12 : 27;
    return (await listRows(call, lookupId)).find((row) => row.id === saved) ?? {};
  },
};

function listNumbers(): readonly LookupList[] {
  // The keys are these numbers.
  return Object.keys(lookupLists).map(Number) as LookupList[];
}

async function listRows(call: HaloCall, number: LookupList) {
  switch (number) {
    case 11:
      return listNumbers()
        .filter((list) => list !== 11)
        .map((list) => writeLookup(11, { id: list, name: lookupLists[list] }));
    case 12:
      return (await listAll(call.db, deskKinds.impact)).map((row) => writeLookup(12, row));
    case 22:
      return ticketSources.map((row) => writeLookup(22, row));
    case 27:
      return (await listAll(call.db, deskKinds.urgency)).map((row) => writeLookup(27, row));
  }
}

function kindOf(lookupId: number | null | undefined) {
  if (lookupId === 12) return deskKinds.impact;
  if (lookupId === 27) return deskKinds.urgency;
  throw new Invalid([{ at: "lookupid", says: "Only the lists 12 (impact) and 27 (urgency) can be changed here" }]);
}
