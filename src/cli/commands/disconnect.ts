import { disconnectConnection } from "../../api/disconnect-connection.ts";
import { getConnection } from "../../connections/get-connection.ts";
import { quoteCommand } from "../../core/quote-command.ts";
import type { Connection } from "../../model/connection.ts";
import type { Command, ExitCode, Invocation } from "../app.ts";
import { showProgress } from "../progress.ts";
import { readWords } from "../read-words.ts";

const usage = "muster disconnect <connection> [--yes]";

/** `muster disconnect`: takes the permission back and forgets it. Mappings, links and history stay. */
export const disconnectCommand: Command = {
  name: "disconnect",
  usage,
  summary: "Take back a connection's permission and forget its token; mappings, links and history stay",
  run: async (invocation) => {
    const read = readWords(invocation.words, usage, { words: ["connection"], flags: ["yes"] });
    const { app, output } = invocation;
    const { connection } = await getConnection(app.database.db, read.words[0] ?? "");
    if (read.has("yes")) return await disconnect(invocation, connection);
    for (const line of explainBeforehand(connection)) output.line(line);
    output.result({ connection: connection.name, isDisconnected: false });
    return 0;
  },
};

function explainBeforehand({ name, signIn }: Connection): readonly string[] {
  return [
    `Disconnecting ${name} stops its runs and deletes its ${signIn.kind === "serviceAccount" ? "key" : "token"}. Mappings, links and history stay.`,
    ...(signIn.kind === "serviceAccount"
      ? ["The service account keeps its rights in Google: take the domain-wide delegation away in the Admin console."]
      : [
          `Google takes back everything that ${signIn.account ?? "the connected account"} granted to the same Google Cloud project: every other connection and`,
          "sign-in that uses a client of that project stops working too.",
        ]),
    `Nothing has been done yet. Do it:  ${quoteCommand("disconnect", name, "--yes")}`,
  ];
}

async function disconnect({ app, output, signal }: Invocation, connection: Connection): Promise<ExitCode> {
  const refused = await disconnectConnection(app, connection, { onProgress: showProgress(output), signal });
  output.line(`${connection.name} is disconnected. Mappings, links and history are kept.`);
  if (refused !== null) output.line(`But: ${refused.message}`);
  output.result({ connection: connection.name, isDisconnected: true, isRevoked: refused === null, says: refused?.message ?? null });
  return refused === null ? 0 : 3;
}
