import { createLog } from "../../api/log-requests.ts";
import { createFirstAdministrator } from "../../api/sign-in/create-first-administrator.ts";
import { createSignInLink } from "../../api/sign-in/create-sign-in-link.ts";
import type { Command } from "../app.ts";
import { readWords } from "../read-words.ts";
import { startServing } from "../start-serving.ts";

const usage = "muster serve [--quiet]";

/** `muster serve` (`npm start`): the server, until Ctrl-C or SIGTERM. */
export const serveCommand: Command = {
  name: "serve",
  usage,
  summary: "Run the server (npm start)",
  run: async ({ app, words, output, caller, signal }) => {
    const read = readWords(words, usage, { flags: ["quiet"] });
    const log = createLog(read.has("quiet") ? "silent" : "info");
    const { database, publicUrl, context, dataFolder } = app;
    const serving = await startServing(app, { environment: caller.environment, log });
    try {
      output.line(`Muster is up at ${publicUrl}`);
      if (database.engine === "pglite") {
        output.line(
          `Data: ${dataFolder} (embedded database, for trial: a power cut can lose the last changes. For production set DATABASE_URL.)`,
        );
        if (!serving.takesCommands)
          output.line("The data folder's path is too long for a socket, so that commands in other terminals can't reach this server.");
      }
      const administrator = await createFirstAdministrator(database.db);
      const setup = administrator === null ? null : await createSignInLink({ database, publicUrl, now: context.now }, administrator);
      if (setup !== null) output.line(`Open this once to sign in:   ${setup.url}      (valid 1 hour; new one: npm run muster -- link)`);
      output.result({ url: publicUrl, setupUrl: setup?.url ?? null });
      await untilAborted(signal);
      output.line("Stopping: what is being written is finished first.");
    } finally {
      await serving.close();
    }
    return 0;
  },
};

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
