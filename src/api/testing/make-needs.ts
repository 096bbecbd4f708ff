import { createVault } from "../../connections/vault.ts";
import type { Database } from "../../store/open-database.ts";
import type { SyncContext } from "../../sync/context.ts";
import { createLiveRuns } from "../create-live-runs.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { createLog } from "../log-requests.ts";

/** What the server depends on, for a test: nothing is connected unless the test's context says how. */
export function makeNeeds(database: Database, given: Partial<ApiDependencies> = {}): ApiDependencies {
  const now = given.now ?? (() => new Date("2026-11-21T14:00:00Z"));
  const context: SyncContext = {
    database,
    now,
    openSource: () => Promise.reject(new Error("This test opens no directory")),
  };
  return {
    database,
    vault: createVault(Buffer.alloc(32, 7)),
    now,
    publicUrl: "http://localhost:7780",
    proxies: [],
    limits: { perMinute: null, perFiveMinutes: null },
    log: createLog("silent"),
    version: "1.2.3",
    context,
    live: createLiveRuns(),
    demo: null,
    webFolder: null,
    ...given,
  };
}
