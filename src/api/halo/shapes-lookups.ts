import { ticketKind } from "../../model/records/tickets.ts";

/** Lists of HaloPSA that mean something here, by the number of the list. */
export const lookupLists = { 11: "Lookup lists", 12: "Impact", 22: "Request source", 27: "Urgency" } as const;

export type LookupList = keyof typeof lookupLists;

const sourceNames: Readonly<Record<string, string>> = {
  web: "Manual",
  portal: "Portal",
  api: "API",
  mail: "Email",
  import: "Import",
  scan: "Scan",
};

/** How tickets come, each under a number: HaloPSA's `source`. */
export const ticketSources: readonly { readonly id: number; readonly source: string; readonly name: string }[] = (
  ticketKind.fields.source.options ?? []
).map((source, index) => ({ id: index + 1, source, name: sourceNames[source] ?? source }));

/** A row of a list. */
export function writeLookup(lookupId: LookupList, { id, name }: { readonly id: number; readonly name: string }) {
  return { lookupid: lookupId, id, name };
}
