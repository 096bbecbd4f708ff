import type { Logger } from "pino";
import type { Vault } from "../connections/vault.ts";
import type { Database } from "../store/open-database.ts";
import type { SyncContext } from "../sync/context.ts";
import type { DemoPlay } from "./demo-play.ts";
import type { CallLimits } from "./limits/call-limits.ts";
import type { LiveRuns } from "./live-runs.ts";

/** What the web side depends on. */
export interface ApiDependencies {
  readonly database: Database;
  readonly vault: Vault;
  readonly now: () => Date;
  /** Where browsers reach this Muster, without a slash at the end. */
  readonly publicUrl: string;
  /** Addresses and ranges of the proxies in front, whose word about where a request comes from counts. */
  readonly proxies: readonly string[];
  readonly limits: CallLimits;
  readonly log: Logger;
  readonly version: string;
  readonly context: SyncContext;
  /** Runs at work in this process. */
  readonly live: LiveRuns;
  /** What can be made to happen; null outside the demo. */
  readonly demo: DemoPlay | null;
  /** The folder of the built web app; null where it was not built. */
  readonly webFolder: string | null;
}
