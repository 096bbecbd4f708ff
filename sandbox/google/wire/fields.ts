/** What a `fields` parameter asks for: everything, or named members, each with what it asks for below. */
export type Selection = "all" | ReadonlyMap<string, Selection>;

/** Thrown with the piece of a `fields` parameter that cannot be understood. */
export class BadFields extends Error {}

/**
 * Reads a partial-response selector such as `nextPageToken,users(id,name/fullName,phones(value,type))`.
 * Source: https://developers.google.com/workspace/admin/directory/v1/guides/performance
 */
export function parseFields(text: string): Selection {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const reader = { text, at: 0 };
  const selection = parseList(reader);
  if (reader.at < text.length) throw new BadFields(text.slice(reader.at));
  if (parsed.size > 200) parsed.clear();
  parsed.set(text, selection);
  return selection;
}

/** What a selection asks for below one member; undefined when it leaves that member out. */
export function below(selection: Selection, key: string): Selection | undefined {
  if (selection === "all") return "all";
  return selection.get(key) ?? selection.get("*");
}

/** The part of a value that a selection asks for. Lists are transparent: a selection applies to each element. */
export function project(value: unknown, selection: Selection): unknown {
  if (selection === "all" || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((element) => project(element, selection));
  const picked: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    const wanted = below(selection, key);
    if (wanted !== undefined && member !== undefined) picked[key] = project(member, wanted);
  }
  return picked;
}

const parsed = new Map<string, Selection>();

interface Reader {
  readonly text: string;
  at: number;
}

function parseList(reader: Reader): Selection {
  const members = new Map<string, Selection>();
  for (;;) {
    parseItem(reader, members);
    if (reader.text[reader.at] !== ",") return members;
    reader.at += 1;
  }
}

function parseItem(reader: Reader, into: Map<string, Selection>): void {
  const name = /^\s*([A-Za-z0-9_*.$-]+)\s*/.exec(reader.text.slice(reader.at));
  if (name?.[1] === undefined) throw new BadFields(reader.text.slice(reader.at) || reader.text);
  reader.at += name[0].length;
  const next = reader.text[reader.at];
  if (next === "/") {
    reader.at += 1;
    const inner = new Map<string, Selection>();
    parseItem(reader, inner);
    into.set(name[1], joined(into.get(name[1]), inner));
  } else if (next === "(") {
    reader.at += 1;
    const inner = parseList(reader);
    if (reader.text[reader.at] !== ")") throw new BadFields(reader.text);
    reader.at += 1;
    into.set(name[1], joined(into.get(name[1]), inner));
  } else {
    into.set(name[1], "all");
  }
}

function joined(one: Selection | undefined, other: Selection): Selection {
  if (one === undefined) return other;
  if (one === "all" || other === "all") return "all";
  const both = new Map(one);
  for (const [key, selection] of other) both.set(key, joined(both.get(key), selection));
  return both;
}
