import { foldText } from "../../model/fold-text.ts";
import type { PerKind, TakeoverChange, TakeoverKind, TakeoverLine, TakeoverValue } from "../../model/takeover.ts";
import type { ReadRow } from "./read-cells.ts";
import type { DeskSetup } from "./takeover-fields.ts";

/** A record of the desk as a take-over compares it. A field that has no value is absent. */
export interface KnownRecord {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly values: Readonly<Record<string, TakeoverValue>>;
  readonly isProtected: boolean;
  readonly isAdministrator: boolean;
}

/** What the desk has that the files could mean. */
export interface KnownDesk extends DeskSetup {
  readonly system: string;
  /** Numbers of records by their id in the other system. */
  readonly ids: PerKind<ReadonlyMap<string, number>>;
  readonly records: PerKind<ReadonlyMap<number, KnownRecord>>;
}

/** Where an id of the files leads: a record, or nowhere because its line is refused. */
export type Lead = { readonly recordId: number } | { readonly refused: string };

/** A plan while it is being made. New records have numbers below 0. */
export interface PlanBook {
  readonly desk: KnownDesk;
  readonly lines: TakeoverLine[];
  readonly leads: PerKind<Map<string, Lead>>;
  /** Which line of the files a record belongs to. */
  readonly claimed: PerKind<Map<number, number>>;
  /** Numbers of records by key: names, names within a customer, addresses, serial numbers. */
  readonly keys: PerKind<Map<string, number[]>>;
  /** Values as they will be, of the records that lines write. */
  readonly after: PerKind<Map<number, Readonly<Record<string, TakeoverValue>>>>;
  /** The other system's id of each record that has one. */
  readonly idOf: PerKind<ReadonlyMap<number, string>>;
  /** The main site of each customer, once sites are planned. */
  readonly mainSites: Map<number, number>;
  lastNew: number;
}

/** An empty plan over what the desk has. */
export function createPlanBook(desk: KnownDesk): PlanBook {
  const book: PlanBook = {
    desk,
    lines: [],
    leads: perKind(() => new Map()),
    claimed: perKind(() => new Map()),
    keys: perKind(() => new Map()),
    after: perKind(() => new Map()),
    idOf: perKind((kind) => new Map([...desk.ids[kind]].map(([externalId, recordId]) => [recordId, externalId]))),
    mainSites: new Map(),
    lastNew: 0,
  };
  for (const kind of ["customer", "site", "user", "agent", "asset"] as const)
    for (const record of desk.records[kind].values()) for (const key of keysOf(kind, record.values)) addKey(book, kind, key, record.id);
  return book;
}

function perKind<T>(make: (kind: TakeoverKind) => T): PerKind<T> {
  return { customer: make("customer"), site: make("site"), user: make("user"), agent: make("agent"), asset: make("asset") };
}

/** By what a record of a kind is found: whole values, folded. */
export function keysOf(kind: TakeoverKind, values: Readonly<Record<string, TakeoverValue>>): readonly string[] {
  const text = (field: string) => foldText(String(values[field] ?? ""));
  switch (kind) {
    case "customer":
      return [text("name")];
    case "site":
      return [text("name"), `${values.customerId} ${text("name")}`];
    case "user":
    case "agent":
      return [text("email"), `name ${text("name")}`].filter((key) => key !== "" && key !== "name ");
    case "asset":
      return text("key") === "" ? [] : [`${values.typeId} ${text("key")}`];
  }
}

function addKey(book: PlanBook, kind: TakeoverKind, key: string, id: number): void {
  const known = book.keys[kind].get(key);
  if (known === undefined) book.keys[kind].set(key, [id]);
  else if (!known.includes(id)) known.push(id);
}

/** The values of a record as they will be after the lines so far. */
export function valuesAfter(book: PlanBook, kind: TakeoverKind, id: number): Readonly<Record<string, TakeoverValue>> {
  return book.after[kind].get(id) ?? book.desk.records[kind].get(id)?.values ?? {};
}

/** What a line will write, once everything that it names was found. */
export interface Wanted {
  readonly row: ReadRow;
  readonly found: { readonly record: KnownRecord; readonly by: "id" | "name" | "email" | "key" } | null;
  readonly values: Readonly<Record<string, TakeoverValue>>;
  readonly name: string;
  readonly notes: readonly string[];
}

/** Adds the line that makes or changes a record; later lines find it. */
export function addLine(book: PlanBook, kind: TakeoverKind, { row, found, values, name, notes }: Wanted): TakeoverLine {
  const before = found?.record.values ?? {};
  const changes: TakeoverChange[] = Object.entries(values)
    .filter(([field, value]) => !sameValue(value, before[field] ?? null))
    .map(([field, value]) => ({ field, before: before[field] ?? null, after: value }));
  const recordId = found?.record.id ?? newNumber(book);
  const keepsId = book.desk.ids[kind].get(row.externalId) !== recordId;
  const after = { ...before, ...values };
  const says = [...(found !== null && keepsId ? [`its id ${row.externalId} is kept beside the ${kind} that is there`] : []), ...notes];
  const line: TakeoverLine = {
    kind,
    action: found === null ? "create" : changes.length > 0 || keepsId ? "update" : "same",
    row: row.line,
    externalId: row.externalId,
    recordId,
    name,
    expectsVersion: found?.record.version ?? null,
    foundBy: found?.by ?? null,
    changes,
    keepsId,
    says: says.length === 0 ? null : says.join("; "),
  };
  book.lines.push(line);
  book.leads[kind].set(row.externalId, { recordId });
  book.claimed[kind].set(recordId, row.line);
  book.after[kind].set(recordId, after);
  for (const key of keysOf(kind, after)) addKey(book, kind, key, recordId);
  return line;
}

/** Adds the line that can't be written, with every reason. */
export function refuseLine(book: PlanBook, kind: TakeoverKind, row: ReadRow, reasons: readonly string[], name: string): void {
  const says = reasons.join("; ");
  book.lines.push({
    kind,
    action: "refused",
    row: row.line,
    externalId: row.externalId === "" ? null : row.externalId,
    recordId: null,
    name,
    expectsVersion: null,
    foundBy: null,
    changes: [],
    keepsId: false,
    says,
  });
  if (row.externalId !== "" && !book.leads[kind].has(row.externalId))
    book.leads[kind].set(row.externalId, { refused: `line ${row.line} of the ${kind}s is refused` });
}

/** A number below 0, for a record that is not there yet. */
export function newNumber(book: PlanBook): number {
  book.lastNew -= 1;
  return book.lastNew;
}

export function sameValue(a: TakeoverValue | null, b: TakeoverValue | null): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && JSON.stringify([...a].sort()) === JSON.stringify([...b].sort()));
}
