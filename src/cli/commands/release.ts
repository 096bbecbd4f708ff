import { explainCount } from "../../core/explain-names.ts";
import { releaseHolds } from "../../sync/holds.ts";
import { loadNames } from "../../sync/load-names.ts";
import type { Command } from "../app.ts";
import { findAccountId } from "../find-account-id.ts";
import { readWords } from "../read-words.ts";

const usage = "muster release <connection> [<person> …]";

/** `muster release`: people who are held back, after an undo or a rejected plan, are planned again. */
export const releaseCommand: Command = {
  name: "release",
  usage,
  summary: "Let people be imported again who were held back by an undo or a rejected plan",
  run: async ({ app, words, output }) => {
    const read = readWords(words, usage, { words: ["connection"], takesMore: true });
    const [key = "", ...people] = read.words;
    const { db } = app.database;
    const named = await loadNames(db, key);
    const { connection } = named;
    const ids: string[] = [];
    for (const person of people) ids.push(await findAccountId(db, named, person));
    const released = await releaseHolds(db, connection.id, people.length === 0 ? null : ids);
    output.line(
      released === 0
        ? "Nobody was held back."
        : `${explainCount(released, "person", "people")} released. The next import of ${connection.name} plans them again.`,
    );
    output.result({ connection: connection.name, released });
    return 0;
  },
};
