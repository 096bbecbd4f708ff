import { checkConnection } from "../../api/check-connection.ts";
import { assertConnectable } from "../../api/connect-google/assert-connectable.ts";
import type { ConnectOutcome } from "../../api/connect-google/attempts.ts";
import { callbackPath, findOffer, offerConnect } from "../../api/connect-google/offer-connect.ts";
import { createLiveRuns } from "../../api/create-live-runs.ts";
import { usualLimits } from "../../api/limits/call-limits.ts";
import { listen } from "../../api/listen.ts";
import { createLog } from "../../api/log-requests.ts";
import { createServer } from "../../api/server.ts";
import { getConnection } from "../../connections/get-connection.ts";
import { quoteCommand } from "../../core/quote-command.ts";
import type { Connection } from "../../model/connection.ts";
import { Conflict, Invalid } from "../../model/errors.ts";
import { listConsentProblems } from "../../sources/google/explain-consent-problem.ts";
import { listConsentScopes, readings } from "../../sources/google/scopes.ts";
import type { Command, ExitCode, Invocation } from "../app.ts";
import { drawAbilities } from "../draw-abilities.ts";
import { drawConsentProblems, drawSteps } from "../draw-connect.ts";
import { findServer } from "../find-server.ts";
import { readWords } from "../read-words.ts";
import { waitFor } from "../wait-for.ts";

const usage = "muster connect <connection> [--code-listener | --json]";

/** `muster connect`: through a browser with an OAuth client, by a check with a service account. */
export const connectCommand: Command = {
  name: "connect",
  usage,
  summary: "Connect a directory: a browser window for an OAuth client, a check for a service account",
  run: async (invocation) => {
    const read = readWords(invocation.words, usage, { words: ["connection"], flags: ["code-listener"] });
    const { connection } = await getConnection(invocation.app.database.db, read.words[0] ?? "");
    if (connection.signIn.kind === "serviceAccount") return await checkServiceAccount(invocation, connection);
    assertConnectable(connection, invocation.app.publicUrl);
    if (invocation.output.isJson && read.has("code-listener")) {
      throw new Invalid([{ at: "--code-listener", says: "listens while it waits; --json answers at once and does not wait" }]);
    }
    const close = await ensureServer(invocation, read.has("code-listener"));
    try {
      return await connectInBrowser(invocation, connection, connection.signIn.oauthClientId);
    } finally {
      await close();
    }
  },
};

/** Somebody has to listen for the browser's return: the server, or this command for as long as it waits. Returns how to stop listening. */
async function ensureServer({ app, caller, signal }: Invocation, listensItself: boolean): Promise<() => Promise<void>> {
  const port = Number(caller.environment.MUSTER_PORT ?? "7780");
  if (await findServer([`http://127.0.0.1:${port}`, app.publicUrl], signal)) return async () => {};
  if (!listensItself) {
    throw new Conflict(
      `No server listens at ${app.publicUrl}, where Google will send the browser back to. Start it in another terminal (npm start), or let this command listen while it waits: --code-listener.`,
    );
  }
  const { database, vault, publicUrl, context } = app;
  const api = createServer({
    database,
    vault,
    publicUrl,
    now: context.now,
    proxies: [],
    limits: usualLimits,
    log: createLog("silent"),
    version: "",
    context,
    live: createLiveRuns(),
    demo: null,
    webFolder: null,
  });
  const web = await listen(api, { host: caller.environment.MUSTER_HOST ?? "127.0.0.1", port });
  return () => web.close();
}

async function connectInBrowser({ app, output, signal }: Invocation, connection: Connection, oauthClientId: string): Promise<ExitCode> {
  const needs = { database: app.database, vault: app.vault, now: app.context.now, publicUrl: app.publicUrl };
  const redirectUri = `${app.publicUrl}${callbackPath}`;
  const { url, key } = await offerConnect(needs, connection.id, "page");
  for (const line of drawSteps({ connection: connection.name, redirectUri, scopes: listConsentScopes(readings) })) output.line(line);
  // Programs get the address at once, since somebody has to open it; how it came out, `connections --json` tells.
  output.result({ connection: connection.name, url, redirectUri, state: "waiting" });
  if (output.isJson) return 0;
  output.line();
  for (const line of drawConsentProblems(listConsentProblems({ oauthClientId, redirectUri }))) output.line(line);
  output.line();
  // Last, so that it stands where the eye is, whatever has scrolled away.
  output.line(`Open this in a browser, and sign in as an administrator of the directory:   ${url}`);
  output.line("Waiting for the browser (15 minutes)…");
  const outcome = await waitFor(
    async (): Promise<ConnectOutcome | null> => {
      const offer = await findOffer(needs, key);
      if (offer.kind === "expired") {
        throw new Conflict(
          `Nobody came back from Google within 15 minutes. Compare what Google's page says with the list above, then: ${quoteCommand("connect", connection.name)}`,
        );
      }
      return offer.kind === "finished" ? offer.outcome : null;
    },
    { everyMs: 500, signal },
  );
  output.line(outcome.says);
  for (const one of outcome.missing) output.line(`  not granted: ${one}`);
  if (outcome.vendorCode !== null) output.line(`  (${outcome.vendorCode})`);
  if (outcome.isConnected) output.line(`See what an import would change:  ${quoteCommand("import", connection.name)}`);
  return outcome.isConnected ? 0 : 3;
}

/** A service account needs no browser: what it may read is tried, one smallest request each. */
async function checkServiceAccount({ app, output, signal }: Invocation, connection: Connection): Promise<ExitCode> {
  const { abilities, canRead } = await checkConnection(app.context, connection, signal);
  for (const line of drawAbilities(abilities)) output.line(line);
  output.line(
    canRead
      ? `${connection.name} is connected. See what an import would change:  ${quoteCommand("import", connection.name)}`
      : `${connection.name} is not connected: users can't be read.`,
  );
  output.result({ connection: connection.name, state: canRead ? "connected" : "failed", abilities });
  return canRead ? 0 : 3;
}
