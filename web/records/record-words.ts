import type { AnyRecord, FieldView, KindView } from "./record-types.ts";

/** What a record is called: the first of its naming fields that holds something. */
export function labelOf(kind: Pick<KindView, "labelFields" | "one">, record: AnyRecord): string {
  const named = kind.labelFields.map((field) => record[field]).find((value) => typeof value === "string" && value !== "");
  return typeof named === "string" ? named : `${capital(kind.one)} ${record.id}`;
}

/** With a capital letter, as headings and menus have it. */
export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** `a customer`, `an asset`, `an SLA`. */
export function withArticle(words: string): string {
  return `${/^([aeiou]|SLA)/.test(words) && !/^(user|uni)/.test(words) ? "an" : "a"} ${words}`;
}

const choiceWords: Readonly<Record<string, string>> = {
  publicReply: "public reply",
  privateNote: "private note",
  statusChange: "change of status",
  api: "API",
  own: "their own",
  site: "their site",
  customer: "their customer",
  multiSelect: "several choices",
  select: "one choice",
  checkbox: "yes or no",
};

/** A value of a closed list as people say it. */
export function sayChoice(value: string): string {
  return choiceWords[value] ?? value;
}

/** A day as people write it, whatever the reader's time zone. */
export function sayDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date).toLocaleDateString(undefined, { day: "numeric", month: "short", year: "numeric" });
}

/** Money with its currency, where it is a known one. */
export function sayMoney(amount: number, currency: string): string {
  if (!/^[A-Za-z]{3}$/.test(currency)) return amount.toLocaleString(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
  return amount.toLocaleString(undefined, { style: "currency", currency: currency.toUpperCase(), maximumFractionDigits: 4 });
}

/** A value in words, for comparisons and cards; empty where there is none. Values with a shape of their own are only counted. */
export function sayValue(field: Pick<FieldView, "name" | "kind">, record: AnyRecord): string {
  const value = record[field.name];
  if (field.kind === "reference" || field.kind === "references") return record.labels[field.name] ?? "";
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field.kind === "choice") return sayChoice(String(value));
  if (field.kind === "date") return sayDay(String(value));
  if (field.kind === "money" && typeof value === "number") return sayMoney(value, String(record.currency ?? ""));
  if (typeof value === "number") return value.toLocaleString();
  if (Array.isArray(value)) return value.length === 0 ? "" : `${value.length} ${value.length === 1 ? "entry" : "entries"}`;
  if (typeof value === "object") return `${Object.keys(value).length} set`;
  return String(value);
}
