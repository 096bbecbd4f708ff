import { parseArgs } from "node:util";
import { Invalid } from "../model/errors.ts";
import { explainUsage } from "./explain-usage.ts";

interface Shape {
  /** Options that take a value. */
  readonly values?: readonly string[];
  /** Options that stand alone. */
  readonly flags?: readonly string[];
  /** Names of the words that must come, in order. */
  readonly words?: readonly string[];
  /** More words may follow. */
  readonly takesMore?: boolean;
}

export interface ReadWords {
  readonly words: readonly string[];
  readonly value: (name: string) => string | null;
  readonly has: (name: string) => boolean;
}

/** Understands the words behind a command. @throws Invalid naming what is wrong and how the command is used */
export function readWords(words: readonly string[], usage: string, shape: Shape): ReadWords {
  const options = Object.fromEntries([
    ...(shape.values ?? []).map((name) => [name, { type: "string" as const }]),
    ...(shape.flags ?? []).map((name) => [name, { type: "boolean" as const }]),
  ]);
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Invalid([
      { at: words.join(" "), says: `${error instanceof Error ? error.message.split(". ")[0] : String(error)}. ${explainUsage(usage)}` },
    ]);
  }
  const expected = shape.words ?? [];
  const missing = expected[parsed.positionals.length];
  if (missing !== undefined) throw new Invalid([{ at: missing, says: `is missing. ${explainUsage(usage)}` }]);
  const extra = parsed.positionals[expected.length];
  if (extra !== undefined && shape.takesMore !== true)
    throw new Invalid([{ at: extra, says: `is one word too many; names with spaces go in quotes. ${explainUsage(usage)}` }]);
  return {
    words: parsed.positionals,
    value: (name) => (typeof parsed.values[name] === "string" ? parsed.values[name] : null),
    has: (name) => parsed.values[name] === true,
  };
}
