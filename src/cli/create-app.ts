import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { openSecrets } from "../connections/secrets.ts";
import { settleMasterKey } from "../connections/settle-master-key.ts";
import { createVault, loadMasterKey } from "../connections/vault.ts";
import { createGoogleSource } from "../sources/google/create-google-source.ts";
import { parseServiceAccountKey } from "../sources/google/parse-service-account-key.ts";
import { openDatabase } from "../store/open-database.ts";
import type { SyncContext } from "../sync/context.ts";
import type { App } from "./app.ts";

/** Builds everything from the environment (`MUSTER_DATA`, `DATABASE_URL`, `MUSTER_KEY`, `MUSTER_KEY_FILE`, `MUSTER_PUBLIC_URL`, `MUSTER_PORT`). */
export async function createApp(environment: Readonly<Record<string, string | undefined>>): Promise<App> {
  const dataFolder = resolve(environment.MUSTER_DATA ?? "data");
  const url = environment.DATABASE_URL;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const loadedKey = loadMasterKey({ key: environment.MUSTER_KEY, keyFile: environment.MUSTER_KEY_FILE, folder: dataFolder });
  const database = await openDatabase(url === undefined ? { folder: dataFolder } : { url });
  const isInFolder = environment.MUSTER_KEY === undefined && environment.MUSTER_KEY_FILE === undefined;
  const masterKey = await settleMasterKey(database.db, { key: loadedKey, keyFolder: isInFolder ? dataFolder : null });
  const vault = createVault(masterKey);
  const context: SyncContext = {
    database,
    now: () => new Date(),
    openSource: async (connection, signal) => {
      const secrets = await openSecrets(database.db, vault, connection, parseServiceAccountKey);
      return createGoogleSource({ connection, secrets, signal });
    },
  };
  const publicUrl = (environment.MUSTER_PUBLIC_URL ?? `http://localhost:${environment.MUSTER_PORT ?? "7780"}`).replace(/\/+$/, "");
  return { database, vault, context, dataFolder, publicUrl, close: () => database.close() };
}
