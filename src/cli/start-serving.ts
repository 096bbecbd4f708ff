import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { createLiveRuns } from "../api/create-live-runs.ts";
import type { DemoPlay } from "../api/demo-play.ts";
import { listen } from "../api/listen.ts";
import { createServer } from "../api/server.ts";
import { searchedKinds } from "../desk/searched-kinds.ts";
import { vocabularyOf } from "../desk/vocabulary.ts";
import { createMailSender } from "../mail/create-mail-sender.ts";
import { Invalid } from "../model/errors.ts";
import { createWebhookSender } from "../webhooks/create-webhook-sender.ts";
import type { App, Caller } from "./app.ts";
import { startCommandServer } from "./command-server.ts";
import { forwardedCommands } from "./forwarded-commands.ts";
import { parseLimits, parseProxies } from "./parse-limits.ts";

/** A server that runs: for browsers, and for commands that other processes type. */
export interface Serving {
  /** Stops taking work, waits for what is under way; the App stays open. */
  readonly close: () => Promise<void>;
  /** Whether `muster …` in another terminal reaches this process. */
  readonly takesCommands: boolean;
}

/** Starts both sides of the server. With PostgreSQL there is no socket for commands: they go to the database themselves. */
export async function startServing(
  app: App,
  given: { readonly environment: Caller["environment"]; readonly log: Logger; readonly demo?: DemoPlay },
): Promise<Serving> {
  const { environment, log } = given;
  const port = parsePort(environment.MUSTER_PORT ?? "7780");
  const live = createLiveRuns();
  const api = createServer({
    database: app.database,
    vault: app.vault,
    now: app.context.now,
    publicUrl: app.publicUrl,
    proxies: parseProxies(environment, app.publicUrl),
    limits: parseLimits(environment),
    log,
    version: readVersion(),
    context: app.context,
    live,
    demo: given.demo ?? null,
    webFolder: findWebFolder(),
  });
  const web = await listen(api, { host: environment.MUSTER_HOST ?? "127.0.0.1", port });
  const webhooks = createWebhookSender({ db: app.database.db, vault: app.vault, now: app.context.now }, (err) =>
    log.error({ err }, "our mistake in sending webhooks"),
  );
  const mail = createMailSender({ db: app.database.db, vault: app.vault, now: app.context.now, publicUrl: app.publicUrl }, (err) =>
    log.error({ err }, "our mistake in sending mail"),
  );
  try {
    const onMistake = (details: string) => log.error({ details }, "our mistake in a command");
    const commands =
      app.database.engine === "pglite"
        ? await startCommandServer({ app, commands: forwardedCommands, environment: { MUSTER_PORT: String(port) }, onMistake })
        : null;
    webhooks.start();
    mail.start();
    // Words for searches are gathered beside the first requests; where that fails, the first search tries again.
    void vocabularyOf(app.database)
      .warm(
        searchedKinds.map((kind) => kind.name),
        app.context.now(),
      )
      .catch(() => undefined);
    return {
      takesCommands: commands !== null,
      close: async () => {
        await Promise.all([webhooks.close(), mail.close()]);
        await live.close();
        await Promise.all([web.close(), commands?.close()]);
      },
    };
  } catch (error) {
    await web.close();
    throw error;
  }
}

/** Where the built web app lies; null where `npm run build` has not been run. */
function findWebFolder(): string | null {
  const folder = fileURLToPath(new URL("../../web/dist", import.meta.url));
  return existsSync(join(folder, "index.html")) ? folder : null;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new Invalid([{ at: "MUSTER_PORT", says: `"${text}" is no port: a number up to 65535 (0: any that is free)` }]);
  return port;
}

function readVersion(): string {
  // Our own package.json has a version.
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
  return version;
}
