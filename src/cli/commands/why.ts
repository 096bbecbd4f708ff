import { Invalid } from "../../model/errors.ts";
import { explainPerson } from "../../sync/explain-person.ts";
import type { Command, ExitCode, Invocation } from "../app.ts";
import { drawWhy } from "../draw-why.ts";
import { explainUsage } from "../explain-usage.ts";
import { readWords } from "../read-words.ts";

const usage = "muster why <connection> <person> [--if-first <sequence>] [--json]";

/** `muster why`: what happens to one person, and for which reasons. Writes nothing and asks nothing of the directory. */
export const whyCommand: Command = {
  name: "why",
  usage,
  summary: "What happens to a person and why, by address, alias, name or directory id",
  run: explainAndDraw,
};

async function explainAndDraw({ app, words, output }: Invocation): Promise<ExitCode> {
  const read = readWords(words, usage, { words: ["connection", "person"], values: ["if-first"] });
  const [connection = "", person = ""] = read.words;
  const ifFirst = parseSequence(read.value("if-first"));
  const why = await explainPerson(app.context, { connection, person, ...(ifFirst !== null && { ifFirst }) });
  for (const line of drawWhy(why)) output.line(line);
  output.result(why);
  return 0;
}

function parseSequence(text: string | null): number | null {
  if (text === null) return null;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Invalid([{ at: `--if-first ${text}`, says: `is no sequence number of a mapping. ${explainUsage(usage)}` }]);
  return Number(text);
}
