import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { rotateSigningKeys } from "../../access/oauth-keys.ts";
import { createKeyFile, keyFilesIn, promoteNextKey } from "../../connections/key-files.ts";
import { rewrapSecrets } from "../../connections/rewrap-secrets.ts";
import { createVault, loadMasterKey, parseKey } from "../../connections/vault.ts";
import { Conflict, Invalid } from "../../model/errors.ts";
import type { Command, Invocation } from "../app.ts";
import { findServer } from "../find-server.ts";
import { readWords } from "../read-words.ts";

const usage = "muster keys rotate [--to-key-file FILE]";

/** Where the new master key comes from, and what is left to do when everything is sealed with it. */
interface NewKey {
  readonly key: Buffer;
  readonly finish: () => string;
}

/** `muster keys rotate`: another master key for all secrets, and another key that the OAuth server signs with. */
export const keysRotateCommand: Command = {
  name: "keys rotate",
  usage,
  summary: "Seal every secret with a new master key, while no server runs",
  run: async (invocation) => {
    const { app, words, output, caller } = invocation;
    const read = readWords(words, usage, { values: ["to-key-file"] });
    await assertNoServer(invocation);
    const { environment } = caller;
    const from = loadMasterKey({ key: environment.MUSTER_KEY, keyFile: environment.MUSTER_KEY_FILE, folder: app.dataFolder });
    const { key: to, finish } = chooseNewKey(invocation, read.value("to-key-file"));
    if (from.equals(to)) throw new Invalid([{ at: "--to-key-file", says: "this is the key that there is now" }]);
    // One transaction: a kill at any point leaves all secrets under one of two keys, and both are on the disk until it is known which.
    const count = await app.database.db.transaction().execute(async (trx) => {
      const sealed = await rewrapSecrets(trx, { from, to });
      await rotateSigningKeys(trx, createVault(to), app.context.now());
      return sealed;
    });
    const says = finish();
    output.line(`${count} sealed values now open with the new key only. ${says}`);
    output.result({ sealed: count, says });
    return 0;
  },
};

/** A server that runs would go on with the former key, and seal what nobody opens any more. @throws Conflict */
async function assertNoServer({ app, caller, signal }: Invocation): Promise<void> {
  const port = caller.environment.MUSTER_PORT ?? "7780";
  if (await findServer([`http://127.0.0.1:${port}`, app.publicUrl], signal))
    throw new Conflict(
      `A server runs at ${app.publicUrl}. Stop it first, and every other process of this Muster: they know only the former key.`,
    );
}

/** @throws Invalid where the key in use is not in the data folder and no new one is given */
function chooseNewKey({ app, caller }: Invocation, file: string | null): NewKey {
  const { environment } = caller;
  if (file !== null) {
    const path = resolve(caller.folder, file);
    const key = existsSync(path) ? parseKey(readFileSync(path, "utf8"), file) : createKeyFile(path);
    return {
      key,
      finish: () => `Start Muster with MUSTER_KEY_FILE=${file} from now on, and keep the former key only as long as backups need it.`,
    };
  }
  if (environment.MUSTER_NEW_KEY !== undefined) {
    const key = parseKey(environment.MUSTER_NEW_KEY, "MUSTER_NEW_KEY");
    return { key, finish: () => "Give this key as MUSTER_KEY from now on, and keep the former one only as long as backups need it." };
  }
  if (environment.MUSTER_KEY !== undefined || environment.MUSTER_KEY_FILE !== undefined)
    throw new Invalid([
      {
        at: "MUSTER_NEW_KEY",
        says: "the key in use is given by MUSTER_KEY or MUSTER_KEY_FILE: give the new one, too, or a file for it (--to-key-file)",
      },
    ]);
  const key = createKeyFile(keyFilesIn(app.dataFolder).next);
  return {
    key,
    finish: () => {
      promoteNextKey(app.dataFolder);
      return "It lies in the data folder, in the place of the former one, which is gone: backups from before need a copy of it.";
    },
  };
}
