import { quoteCommand } from "../../core/quote-command.ts";
import type { Entity } from "../../model/desk.ts";
import { Invalid } from "../../model/errors.ts";
import type { Answer } from "../../model/question.ts";
import { loadNames } from "../../sync/load-names.ts";
import { listQuestions, saveAnswer } from "../../sync/questions.ts";
import type { Command, ExitCode, Invocation } from "../app.ts";
import { drawQuestion, gatherQuestions } from "../draw-questions.ts";
import { explainUsage } from "../explain-usage.ts";
import { findAccountId } from "../find-account-id.ts";
import { type ReadWords, readWords } from "../read-words.ts";
import { parseNumber } from "../split-list.ts";

const usage = "muster decide <connection> [<person> --same NUMBER | --new | --ignore] [--agent]";

/** `muster decide`: lists who needs a decision, candidates side by side; with a person, keeps the answer. */
export const decideCommand: Command = {
  name: "decide",
  usage,
  summary: "List people who fit several desk records, or answer who somebody is",
  run: async (invocation) => {
    const read = readWords(invocation.words, usage, {
      words: ["connection"],
      takesMore: true,
      values: ["same"],
      flags: ["new", "ignore", "agent"],
    });
    const [key = "", person, extra] = read.words;
    if (extra !== undefined)
      throw new Invalid([{ at: extra, says: `is one word too many; names with spaces go in quotes. ${explainUsage(usage)}` }]);
    if (person !== undefined) return await answer(invocation, { key, person, read });
    if (findAnswers(read).length > 0) throw new Invalid([{ at: "person", says: `is missing. ${explainUsage(usage)}` }]);
    return await list(invocation, key);
  },
};

async function list({ app, output }: Invocation, key: string): Promise<ExitCode> {
  const { db } = app.database;
  const { connection, names } = await loadNames(db, key);
  const questions = await gatherQuestions(db, connection.id);
  if (questions.length === 0) output.line("No open questions.");
  for (const question of questions) {
    for (const line of drawQuestion(question, connection.name, names)) output.line(line);
    output.line();
  }
  if (questions.length > 0) output.line("An answer is kept, by the account's id, until you give another one. The next import acts on it.");
  output.result({ connection: connection.name, questions });
  return 0;
}

async function answer({ app, output, caller }: Invocation, given: { key: string; person: string; read: ReadWords }): Promise<ExitCode> {
  const { db } = app.database;
  const named = await loadNames(db, given.key);
  const { connection } = named;
  const answers = findAnswers(given.read);
  const [chosen] = answers;
  if (chosen === undefined || answers.length > 1) {
    throw new Invalid([{ at: given.person, says: `needs exactly one of --same NUMBER, --new and --ignore. ${explainUsage(usage)}` }]);
  }
  const externalId = await findAccountId(db, named, given.person);
  const asked = (await listQuestions(db, connection.id, { isOpen: false })).filter((question) => question.externalId === externalId);
  const wanted: Entity | undefined = given.read.has("agent") ? "agent" : asked.length === 1 ? asked[0]?.entity : "user";
  const entity = wanted ?? "user";
  await saveAnswer(db, { connectionId: connection.id, entity, externalId, answer: chosen, by: caller.name, now: app.context.now() });
  output.line(`Kept: ${explainAnswer(chosen, given.person)} The next import acts on it: ${quoteCommand("import", connection.name)}`);
  output.result({ connection: connection.name, entity, externalId, answer: chosen });
  return 0;
}

function findAnswers(read: ReadWords): readonly Answer[] {
  const same = read.value("same");
  return [
    ...(same === null ? [] : [{ kind: "same", recordId: parseNumber(same.replace(/^#/, ""), "--same") } as const]),
    ...(read.has("new") ? [{ kind: "newPerson" } as const] : []),
    ...(read.has("ignore") ? [{ kind: "ignore" } as const] : []),
  ];
}

function explainAnswer(given: Answer, person: string): string {
  if (given.kind === "same") return `${person} is desk record #${given.recordId}.`;
  return given.kind === "newPerson" ? `${person} is a new person.` : `${person} is ignored from now on.`;
}
