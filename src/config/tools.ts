import type { Vault } from "../connections/vault.ts";
import type { Connection, GoogleEndpoints, GoogleSecrets } from "../model/connection.ts";
import type { Group } from "../model/directory.ts";
import type { Fault } from "../model/errors.ts";

/** What a provider knows about its credentials and addresses. */
export interface ProviderRules {
  /** @throws Invalid with faults at `endpoints.<name>` */
  readonly parseEndpoints: (override: Partial<Record<keyof GoogleEndpoints, string>>) => GoogleEndpoints;
  readonly findOauthClientIdFault: (id: string) => Fault | null;
  /** @throws Invalid for a text that is not a service account's key file */
  readonly parseServiceAccountKey: (text: string) => {
    readonly clientEmail: string;
    readonly privateKey: string;
    readonly privateKeyId: string | null;
  };
}

/** A question to a directory. `secrets` are those that the file gives now; null means the ones that are stored. */
export interface GroupQuestion {
  readonly connection: Connection;
  readonly secrets: GoogleSecrets | null;
  readonly text: string;
  readonly part: string;
}

/** What planning and applying a configuration file depends on. */
export interface ConfigTools {
  readonly vault: Vault;
  readonly rules: ProviderRules;
  /** A variable of the environment; undefined when it isn't set. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Reads a file named in the configuration, relative to it; null when there is none. */
  readonly readFile: (path: string) => Promise<string | null>;
  /** Groups of exactly this id, address or name. @throws DirectoryRefused */
  readonly findGroups: (question: GroupQuestion) => Promise<readonly Group[]>;
}
