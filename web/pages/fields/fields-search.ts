import type { Entity } from "../../../src/model/desk.ts";

export const shownFields = ["all", "mapped", "unmapped", "warnings"] as const;
export type ShownFields = (typeof shownFields)[number];

export interface FieldsSearch {
  /** Users unless told. */
  readonly entity?: Entity;
  readonly show?: ShownFields;
}

/** What an address of the Fields page asks to see. */
export function readFieldsSearch(search: Record<string, unknown>): FieldsSearch {
  const show = shownFields.find((one) => one === search.show);
  return { ...(search.entity === "agent" && { entity: "agent" }), ...(show !== undefined && show !== "all" && { show }) };
}
