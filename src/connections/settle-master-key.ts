import type { Kysely } from "kysely";
import type { Tables } from "../store/tables.ts";
import { dropOldKeys, findNextKey, promoteNextKey } from "./key-files.ts";
import { isMasterKey, saveKeyCheck } from "./rewrap-secrets.ts";

/**
 * The master key that this database's secrets are sealed with. `muster keys rotate` writes the new key to `key.next`, seals everything
 * with it in one transaction, and then renames the file. Wherever it was killed, one of the two keys opens everything: before the
 * transaction's end the old one, after it the new one. Which of them it is, the sealed check in the database tells; the rest of the work
 * is done here, at the next start.
 */
export async function settleMasterKey(
  db: Kysely<Tables>,
  given: { readonly key: Buffer; readonly keyFolder: string | null },
): Promise<Buffer> {
  const { key, keyFolder } = given;
  await saveKeyCheck(db, key);
  if (keyFolder === null) return key;
  const next = findNextKey(keyFolder);
  if (next !== null && (await isMasterKey(db, next))) {
    promoteNextKey(keyFolder);
    return next;
  }
  if (await isMasterKey(db, key)) dropOldKeys(keyFolder);
  return key;
}
