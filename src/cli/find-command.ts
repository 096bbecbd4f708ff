import { findNearestWord } from "../config/nearest-word.ts";
import { quoteCommand } from "../core/quote-command.ts";
import { Invalid } from "../model/errors.ts";

/** A command that was meant, and the words behind its name. */
export interface FoundCommand<C> {
  readonly command: C;
  readonly words: readonly string[];
}

/**
 * Finds the command that words begin with; of two, the one with the longer name.
 * @throws Invalid with the nearest name there is
 */
export function findCommand<C extends { readonly name: string }>(commands: readonly C[], words: readonly string[]): FoundCommand<C> {
  const [first = "", second = ""] = words;
  const byTwo = commands.find((command) => command.name === `${first} ${second}`);
  if (byTwo !== undefined) return { command: byTwo, words: words.slice(2) };
  const byOne = commands.find((command) => command.name === first);
  if (byOne !== undefined) return { command: byOne, words: words.slice(1) };
  const family = commands.filter((command) => command.name.startsWith(`${first} `)).map((command) => command.name);
  if (family.length > 0) throw new Invalid([{ at: first, says: `needs one word more: ${family.join(", ")}` }]);
  const near = findNearestWord(first, [...new Set(commands.map((command) => command.name.split(" ")[0] ?? ""))]);
  throw new Invalid([
    { at: first, says: `is no command.${near === null ? "" : ` Did you mean "${near}"?`} All of them: ${quoteCommand("--help")}` },
  ]);
}
