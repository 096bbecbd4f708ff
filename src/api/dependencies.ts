import type { Logger } from "pino";
import type { Vault } from "../connections/vault.ts";
import type { Database } from "../store/open-database.ts";

/** What the web side depends on. */
export interface ApiDependencies {
  readonly database: Database;
  readonly vault: Vault;
  readonly now: () => Date;
  /** Where browsers reach this Muster, without a slash at the end. */
  readonly publicUrl: string;
  readonly log: Logger;
  readonly version: string;
}
