import { explainCount } from "../core/explain-names.ts";
import { quoteCommand } from "../core/quote-command.ts";
import type { Held } from "./load-holds.ts";

/** Who is held back, for which reasons, and how that ends; nothing where nobody is. */
export function drawHolds(held: readonly Held[], { connection, directory }: { connection: string; directory: string }): readonly string[] {
  if (held.length === 0) return [];
  return [
    ...held.map(({ because, people }) => `${explainCount(people, "person is", "people are")} held back, because ${because}.`),
    `They are planned again when their account changes in ${directory}, or with:  ${quoteCommand("release", connection)}`,
  ];
}
