import { discoverAttributes } from "../core/discover-attributes.ts";
import { explainAttribute } from "../core/explain-field.ts";
import { type KnownAttribute, knownGoogleAttributes } from "../core/known-attributes.ts";
import { type AttributeReader, attributeToAsk, createAttributeReader } from "../core/read-attribute.ts";
import { foldText } from "../model/fold-text.ts";
import { isPerson, type Person } from "../model/person.ts";
import type { Database } from "../store/open-database.ts";
import { loadCopyContents } from "../sync/list-unread.ts";
import { streamCopy } from "./stream-copy.ts";

interface AttributesInput {
  readonly connectionId: number;
  /** Further expressions to list, found or not: those of custom schemas that the directory named. */
  readonly also: readonly string[];
  readonly signal: AbortSignal;
}

export interface ListedAttribute extends KnownAttribute {
  /** Accounts of the copy that have a value; null where the copy does not hold the attribute. */
  readonly filled: number | null;
  readonly sample: readonly string[];
  readonly isRead: boolean;
}

const sampleSize = 3;

/** Attributes that accounts usually have, then all others that the copy holds, with how many accounts have a value. */
export async function listAttributes(database: Database, input: AttributesInput): Promise<readonly ListedAttribute[]> {
  const found = new Map<string, Found>();
  const always = knownGoogleAttributes.map(({ from }) => from).filter((from) => attributeToAsk(from) === null);
  for await (const batch of streamCopy(database, input.connectionId, input.signal)) {
    for (const { person } of batch) if (isPerson(person)) look(person, always, found);
  }
  const { attributes } = await loadCopyContents(database.db, input.connectionId);
  const isRead = (from: string) => {
    const asked = attributeToAsk(from);
    return asked === null || attributes.has(asked) || found.has(from);
  };
  const known = new Set(knownGoogleAttributes.map(({ from }) => from));
  const others = [...new Set([...found.keys(), ...input.also])].filter((from) => !known.has(from)).sort();
  return [...knownGoogleAttributes, ...others.map((from) => describe(from, found.get(from)))].map((attribute) => {
    const { filled = 0, sample = [] } = found.get(attribute.from) ?? {};
    return { ...attribute, filled: isRead(attribute.from) ? filled : null, sample, isRead: isRead(attribute.from) };
  });
}

interface Found {
  readonly read: AttributeReader;
  filled: number;
  hasSeveral: boolean;
  isBoolean: boolean;
  readonly sample: string[];
}

function look(person: Person, always: readonly string[], found: Map<string, Found>): void {
  for (const from of new Set([...always, ...discoverAttributes(person)])) {
    const known = found.get(from) ?? { read: createAttributeReader(from), filled: 0, hasSeveral: false, isBoolean: true, sample: [] };
    found.set(from, known);
    const texts = known.read(person);
    if (texts.length === 0) continue;
    known.filled += 1;
    if (texts.length > 1) known.hasSeveral = true;
    for (const value of texts) {
      if (value !== "true" && value !== "false") known.isBoolean = false;
      if (known.sample.length < sampleSize && !known.sample.includes(value)) known.sample.push(value);
    }
  }
}

function describe(from: string, found: Found | undefined): KnownAttribute {
  const type = found?.hasSeveral === true ? "list" : found?.isBoolean === true && found.filled > 0 ? "checkbox" : "text";
  return { from, label: explainAttribute(from), type };
}

interface ValuesInput {
  readonly connectionId: number;
  readonly from: string;
  /** Part of the value, whatever its capitals. */
  readonly q: string;
  readonly where: "begins" | "contains";
  readonly signal: AbortSignal;
}

const valuesTold = 50;

/** The values of an attribute in the copy with how many accounts have them, most frequent first. @throws Invalid for what is no attribute */
export async function listValues(
  database: Database,
  { connectionId, from, q, where, signal }: ValuesInput,
): Promise<{ items: { value: string; n: number }[]; distinct: number; isRead: boolean }> {
  const read = createAttributeReader(from);
  const wanted = foldText(q);
  const fits = (value: string) => (where === "begins" ? foldText(value).startsWith(wanted) : foldText(value).includes(wanted));
  const counts = new Map<string, number>();
  for await (const batch of streamCopy(database, connectionId, signal)) {
    for (const { person } of batch) {
      if (!isPerson(person)) continue;
      for (const value of new Set(read(person))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const fitting = [...counts].filter(([value]) => wanted === "" || fits(value));
  const items = fitting
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .slice(0, valuesTold)
    .map(([value, n]) => ({ value, n }));
  const asked = attributeToAsk(from);
  const { attributes } = await loadCopyContents(database.db, connectionId);
  return { items, distinct: fitting.length, isRead: asked === null || attributes.has(asked) || counts.size > 0 };
}
