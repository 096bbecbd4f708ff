import { Invalid, NotFound } from "../../model/errors.ts";
import type { HaloItem } from "./halo-resource.ts";

/** Reads a posted object as HaloPSA's clients write it: `undefined` is what was not sent, and stays as it is. */
export interface ItemReader {
  readonly has: (name: string) => boolean;
  readonly raw: (name: string) => unknown;
  /** A number of a record, as number, text or `95.0`. Null for none: `null`, `""`, 0 and below. @throws Invalid */
  readonly id: (name: string) => number | null | undefined;
  /** A line of text; `null` is empty. @throws Invalid */
  readonly text: (name: string) => string | undefined;
  /** @throws Invalid */
  readonly flag: (name: string) => boolean | undefined;
  /** A number, with or without a fraction; null for `null` and `""`. @throws Invalid */
  readonly number: (name: string) => number | null | undefined;
  /** A moment as ISO text in UTC. Null for none, which HaloPSA's clients also write as the year 1 or 1900. @throws Invalid */
  readonly moment: (name: string) => string | null | undefined;
  /** Objects in a list. @throws Invalid */
  readonly items: (name: string) => readonly HaloItem[] | undefined;
}

const largestId = 2_147_483_647;

/** Reads a posted object, whose keys are in lower case. Faults name the property as HaloPSA does. */
export function readItem(item: HaloItem): ItemReader {
  const raw = (name: string) => item[name];
  const wrong = (name: string, says: string) => new Invalid([{ at: name, says }]);
  return {
    has: (name) => item[name] !== undefined,
    raw,
    id: (name) => {
      const value = raw(name);
      if (value === undefined) return undefined;
      const id = toId(value);
      if (id === undefined) throw wrong(name, `${show(value)} is not valid: it is the number of a record`);
      return id;
    },
    text: (name) => {
      const value = raw(name);
      if (value === undefined) return undefined;
      if (value === null) return "";
      if (typeof value === "object") throw wrong(name, "is text");
      return String(value);
    },
    flag: (name) => {
      const value = raw(name);
      if (value === undefined || value === null || value === "") return undefined;
      const flag = parseFlag(String(value));
      if (flag === null || typeof value === "object") throw wrong(name, "is true or false");
      return flag;
    },
    number: (name) => {
      const value = raw(name);
      if (value === undefined) return undefined;
      if (value === null || value === "") return null;
      const number = typeof value === "object" || typeof value === "boolean" ? Number.NaN : Number(value);
      if (!Number.isFinite(number)) throw wrong(name, `${show(value)} is not valid: it is a number`);
      return number;
    },
    moment: (name) => {
      const value = raw(name);
      if (value === undefined) return undefined;
      const moment = value === null || value === "" ? null : parseMoment(value);
      if (moment === undefined) throw wrong(name, `${show(value)} is not valid: it is a moment like 2026-11-21T14:00:00Z`);
      return moment;
    },
    items: (name) => {
      const value = raw(name);
      if (value === undefined) return undefined;
      if (value === null) return [];
      if (!Array.isArray(value) || !value.every(isItem)) throw wrong(name, "is a list of objects");
      return value;
    },
  };
}

/** One value of a posted list as an id: `{id: "5"}`. @throws Invalid */
export function readListedId(item: HaloItem, at: string): number {
  const id = toId(item.id);
  if (typeof id !== "number") throw new Invalid([{ at, says: "each names a record by its id" }]);
  return id;
}

function isItem(value: unknown): value is HaloItem {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Undefined for what is no id, null for what stands for none. */
function toId(value: unknown): number | null | undefined {
  if (value === null || value === "") return null;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const found = /^\s*(-?\d{1,10})(\.0+)?\s*$/.exec(String(value))?.[1];
  if (found === undefined || Number(found) > largestId) return undefined;
  return Number(found) <= 0 ? null : Number(found);
}

/** `true`, `1`, `yes`, `on` or not; null for what is neither. */
export function parseFlag(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (["true", "1", "yes", "on"].includes(word)) return true;
  return ["false", "0", "no", "off"].includes(word) ? false : null;
}

/** A moment as ISO text in UTC; null for a year that stands for none, undefined for what is no moment. One without a zone is UTC. */
export function parseMoment(value: unknown): string | null | undefined {
  if (typeof value !== "string") return undefined;
  const found = /^(\d{4})-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(value.trim());
  if (found === null) return undefined;
  if (Number(found[1]) <= 1900) return null;
  const hasTime = found[2] !== undefined;
  const text = value.trim().replace(" ", "T");
  const read = Date.parse(hasTime && found[5] === undefined ? `${text}Z` : text);
  return Number.isNaN(read) ? undefined : new Date(read).toISOString();
}

/** The number of a record in an address: `/api/tickets/12`. `what` is the kind's word for sentences. @throws NotFound for what can't be one */
export function readId(text: string, what: string): number {
  const id = toId(text);
  if (typeof id !== "number") throw new NotFound(`There is no ${what} ${text.slice(0, 40)}.`);
  return id;
}

function show(value: unknown): string {
  return `The value '${(typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 60)}'`;
}

const ownNames: Readonly<Record<string, string>> = {
  customerId: "client_id",
  isActive: "inactive",
  typeId: "tickettype_id",
  email: "emailaddress",
  phone: "phonenumber",
  reference: "ref",
  externalId: "third_party_id_string",
  custom: "customfields",
  timeZone: "timezone",
  tag: "inventory_number",
  total: "count",
  quantity: "count",
  assignedQuantity: "licences_in_use",
  sku: "product_sku",
  plan: "billing_cycle",
  term: "term_duration",
  startsOn: "start_date",
  endsOn: "end_date",
  renewsOn: "end_date",
  everyMonths: "period_months",
  nextOn: "nextcreationdate",
  currency: "currency_code",
};

/** Of a line of an invoice. */
const ownNamesInside: Readonly<Record<string, string>> = {
  ".says": ".item_shortdescription",
  ".unitPrice": ".unit_price",
  ".free": ".qty_free",
  ".minimum": ".minimum_qty",
  ".quantity": ".qty_order",
  ".subscriptionId": ".licence_id",
  ".licenceId": ".licence_id",
};

/** What HaloPSA calls a field of ours, for faults: `siteId` is `site_id`. */
export function haloNameOf(field: string): string {
  const [first = "", ...rest] = field.split(/(?=[.[])/);
  return [
    ownNames[first] ?? first.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ...rest.map((part) => ownNamesInside[part] ?? part),
  ].join("");
}
