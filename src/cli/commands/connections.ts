import { listConnections } from "../../connections/get-connection.ts";
import { explainProvider, explainTime } from "../../core/explain-names.ts";
import { explainConnectionState, explainRunState } from "../../core/explain-run.ts";
import { quoteCommand } from "../../core/quote-command.ts";
import type { Connection } from "../../model/connection.ts";
import { listRuns } from "../../sync/run-store.ts";
import type { Command } from "../app.ts";
import { drawTable } from "../draw-table.ts";
import { readWords } from "../read-words.ts";

const usage = "muster connections [--json]";

/** `muster connections`: what is connected, as whom, and how it last went. */
export const connectionsCommand: Command = {
  name: "connections",
  usage,
  summary: "List connections: state, account, last run",
  run: async ({ app, words, output }) => {
    readWords(words, usage, {});
    const { db } = app.database;
    const connections = await listConnections(db);
    const rows = await Promise.all(
      connections.map(async (connection) => ({
        connection,
        last: (await listRuns(db, { connectionId: connection.id, limit: 1 }))[0] ?? null,
      })),
    );
    if (rows.length === 0)
      output.line(
        `No directory connected. Muster only reads until you say otherwise. Begin with a configuration file:  ${quoteCommand("config", "apply", "muster.yml")}`,
      );
    else {
      const text = rows.map(({ connection, last }) => [
        connection.name,
        explainProvider(connection.provider),
        explainConnectionState(connection),
        accountOf(connection),
        last === null ? "no run yet" : `run ${last.id}, ${explainTime(last.startedAt)}: ${explainRunState(last.state)}`,
      ]);
      for (const line of drawTable(columns, text)) output.line(line);
    }
    output.result({
      connections: rows.map(({ connection: { id, name, provider, state, pausedBecause, signIn }, last }) => ({
        id,
        name,
        provider,
        state,
        pausedBecause,
        signIn: signIn.kind,
        account: signIn.account,
        lastRun: last === null ? null : { id: last.id, kind: last.kind, state: last.state, startedAt: last.startedAt, says: last.says },
      })),
    });
    return 0;
  },
};

const columns = [
  { title: "Connection", width: 30 },
  { title: "Type", width: 10 },
  { title: "State", width: 60 },
  { title: "Account", width: 56 },
  { title: "Last run", width: 60 },
];

function accountOf({ signIn }: Connection): string {
  if (signIn.kind === "serviceAccount") return `${signIn.subject} (service account)`;
  return signIn.account ?? "";
}
