import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { createLiveRuns } from "../../src/api/create-live-runs.ts";
import type { ApiDependencies } from "../../src/api/dependencies.ts";
import { listen } from "../../src/api/listen.ts";
import { createLog } from "../../src/api/log-requests.ts";
import { createServer } from "../../src/api/server.ts";
import { createFirstAdministrator } from "../../src/api/sign-in/create-first-administrator.ts";
import { createSignInLink } from "../../src/api/sign-in/create-sign-in-link.ts";
import { openSession } from "../../src/api/sign-in/open-session.ts";
import { sessionCookieName } from "../../src/api/sign-in/session-cookie.ts";
import { createVault } from "../../src/connections/vault.ts";
import { must } from "../../src/model/errors.ts";
import { type Database, openDatabase } from "../../src/store/open-database.ts";
import type { SyncContext } from "../../src/sync/context.ts";
import { runImport } from "../../src/sync/run-import.ts";
import { findFreePort } from "../find-free-port.ts";
import { organisationOf } from "../organisation.ts";
import type { Task } from "../task.ts";
import { buildWorld } from "../world.ts";
import type { Served } from "./start-server.ts";

// The server that is visited: a process with the database in it or beside it, as `npm start` runs one, after an import that waits as a preview.

// start-server.ts writes exactly one task as the first argument.
const task = JSON.parse(process.argv[2] ?? "") as Task;
const database = await openDatabase(task.address);
const { context, runId } = await previewImport(database);
const { served, close } = await serve(context, runId);
process.once("disconnect", () => void close().then(() => process.exit(0)));
process.send?.(served);

async function previewImport(database: Database): Promise<{ context: SyncContext; runId: number }> {
  const world = await buildWorld(database.db, organisationOf(task.people, task.groups), task.sandbox.url);
  const context: SyncContext = { database, now: () => new Date(), openSource: world.openSource };
  const run = await runImport(context, {
    connection: world.connectionId,
    kind: "manual",
    entities: ["user", "agent"],
    applies: false,
    startedBy: "bench",
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  return { context, runId: run.id };
}

async function serve(context: SyncContext, runId: number): Promise<{ served: Served; close: () => Promise<void> }> {
  const port = await findFreePort();
  const needs: ApiDependencies = {
    database: context.database,
    vault: createVault(randomBytes(32)),
    now: context.now,
    publicUrl: `http://127.0.0.1:${port}`,
    proxies: [],
    limits: { perMinute: null, perFiveMinutes: null },
    log: createLog("silent"),
    version: "0.0.0",
    context,
    live: createLiveRuns(),
    demo: null,
    webFolder: fileURLToPath(new URL("../../web/dist", import.meta.url)),
  };
  const listening = await listen(createServer(needs), { host: "127.0.0.1", port });
  const cookie = { name: sessionCookieName(needs.publicUrl), value: await signIn(needs) };
  return {
    served: { url: needs.publicUrl, runId, cookie },
    close: async () => {
      await needs.live.close();
      await listening.close();
      await context.database.close();
    },
  };
}

/** The token of an administrator's session. */
async function signIn(needs: ApiDependencies): Promise<string> {
  const agent = must(await createFirstAdministrator(needs.database.db), "an administrator of a new desk");
  const { url } = await createSignInLink(needs, agent);
  return must(await openSession(needs, url.slice(url.lastIndexOf("/") + 1)), "a session of a new link");
}
