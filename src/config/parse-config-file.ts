import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { ConfigFile } from "../model/config-file.ts";
import { type Fault, Invalid } from "../model/errors.ts";
import { findNearestWord } from "./nearest-word.ts";

/** A place in the file: keys and positions from the top. */
export type Path = readonly (string | number)[];

/** A configuration file that was understood, with the way back to its lines. */
export interface ParsedConfig {
  readonly file: ConfigFile;
  /** Names a place as a person finds it: `connections[0].mappings[1].name (line 12)`. */
  readonly place: (path: Path) => string;
  readonly lineOf: (path: Path) => number;
}

/**
 * Understands the text of a configuration file. No message quotes a value, because somebody may have written a secret.
 * @throws Invalid with every fault, its place, its line and its cure
 */
export function parseConfigFile(text: string): ParsedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new Invalid(
      document.errors.map((error) => ({ at: `line ${lines.linePos(error.pos[0]).line}`, says: explainSyntax(error.code) })),
    );
  }
  const lineOf = (path: Path) => findLine(document, lines, path);
  const parsed = ConfigFile.safeParse(toPlain(document));
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) => explainIssue(issue, document, lineOf));
    throw new Invalid(faults.sort((a, b) => a.line - b.line).map(({ at, says }) => ({ at, says })));
  }
  return { file: parsed.data, lineOf, place: (path) => describePlace(path, lineOf(path)) };
}

function toPlain(document: Document): unknown {
  try {
    return document.toJS();
  } catch {
    throw new Invalid([{ at: "the file", says: "repeats parts of itself (YAML aliases) more often than is sensible. Write them out" }]);
  }
}

type LineOf = ParsedConfig["lineOf"];

function explainIssue(issue: z.core.$ZodIssue, document: Document, lineOf: LineOf): readonly (Fault & { readonly line: number })[] {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  const fault = (at: Path, says: string) => ({ at: describePlace(at, lineOf(at)), says, line: lineOf(at) });
  if (issue.code !== "unrecognized_keys") return [fault(path, explainValue(issue, document.getIn(path, true)))];
  const known = issue.message.split(", ");
  return issue.keys.map((key) => fault([...path, key], explainUnknownKey(key, known)));
}

function explainUnknownKey(key: string, known: readonly string[]): string {
  const near = findNearestWord(key, known);
  return near === null ? `is not known here. Known are: ${known.join(", ")}` : `is not known here. Did you mean "${near}"?`;
}

function explainValue(issue: z.core.$ZodIssue, node: unknown): string {
  if (issue.code === "custom" || issue.code === "invalid_union") return issue.message;
  if (issue.code === "invalid_type") {
    const isMissing = node === undefined;
    if (isMissing) return `is missing: ${wordFor(issue.expected)} is needed here`;
    const isNumber = issue.expected === "string" && isScalar(node) && typeof node.value !== "object";
    return isNumber ? 'is text: put it in quotes, as "0123"' : `must be ${wordFor(issue.expected)}`;
  }
  return issue.message;
}

function wordFor(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    object: "a group of keys",
    record: "a group of keys",
    array: 'a list (lines that start with "- ")',
    string: "a text",
    boolean: "true or false",
    int: "a whole number",
  };
  return words[expected] ?? `a ${expected}`;
}

function explainSyntax(code: string): string {
  if (code === "DUPLICATE_KEY") return "the same key stands here twice; each desk field, and each setting, is given once";
  if (code === "TAB_AS_INDENT") return "a tab indents this line; YAML wants spaces";
  if (code === "MULTIPLE_DOCS") return "a second document starts here (---); one file holds one";
  return `this is not YAML (${code.toLowerCase().replaceAll("_", " ")}). Look at the indentation, colons and quotes here and just above`;
}

function describePlace(path: Path, line: number): string {
  const text = path.map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`)).join("");
  return `${text === "" ? "the file" : text} (line ${line})`;
}

/** The line of a place; of a key that is missing, the line of what it is missing in. */
function findLine(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = findOffset(document, path.slice(0, length));
    if (offset !== null) return lines.linePos(offset).line;
  }
  return 1;
}

function findOffset(document: Document, path: Path): number | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const key = parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)?.key;
    return isNode(key) ? (key.range?.[0] ?? null) : null;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
