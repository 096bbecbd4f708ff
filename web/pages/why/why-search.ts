import type { Entity } from "../../../src/model/desk.ts";

/** Whom the page is about: a text that names an account, or the number of a desk record; in one directory, or in every one. */
export interface WhySearch {
  readonly connection?: number;
  readonly person?: string;
  readonly recordOf?: Entity;
}

/** Reads the address of the page. */
export function readWhySearch({ connection, person, recordOf }: Record<string, unknown>): WhySearch {
  const id = Number(connection);
  const text = typeof person === "string" || typeof person === "number" ? String(person).trim() : "";
  const isRecord = (recordOf === "user" || recordOf === "agent") && /^\d+$/.test(text);
  return {
    ...(Number.isInteger(id) && id > 0 && { connection: id }),
    ...(text !== "" && { person: text }),
    ...(isRecord && { recordOf }),
  };
}
