import type { Command } from "../app.ts";
import { readWords } from "../read-words.ts";

const usage = "muster migrate [--json]";

/** `muster migrate`: brings the tables up to date, as every start does, and stops. */
export const migrateCommand: Command = {
  name: "migrate",
  usage,
  summary: "Bring the database's tables up to this version, and nothing else",
  run: async ({ app, words, output }) => {
    readWords(words, usage, {});
    const { engine } = app.database;
    output.line(`The tables are up to date (${engine === "pglite" ? `embedded database in ${app.dataFolder}` : "PostgreSQL"}).`);
    output.result({ engine, isUpToDate: true });
    return 0;
  },
};
