import { randomBytes } from "node:crypto";
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { parseKey } from "./vault.ts";

/** The master key's file in the data folder, and what lies beside it while the key is being replaced. */
export function keyFilesIn(folder: string): { readonly key: string; readonly next: string; readonly previous: string } {
  return { key: `${folder}/key`, next: `${folder}/key.next`, previous: `${folder}/key.previous` };
}

/** Makes a new key in a file that only its owner reads, and answers it when it is safely on the disk. */
export function createKeyFile(file: string): Buffer {
  const key = randomBytes(32);
  const handle = openSync(file, "wx", 0o600);
  try {
    writeSync(handle, `${key.toString("base64")}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return key;
}

/** Puts the next key into the place of the key, in one step of the file system; the former is kept until that is done. */
export function promoteNextKey(folder: string): void {
  const { key, next, previous } = keyFilesIn(folder);
  copyFileSync(key, previous);
  renameSync(next, key);
  rmSync(previous, { force: true });
}

/** Throws away what a replacement left that never came to pass, or that was done but for its last step. */
export function dropOldKeys(folder: string): void {
  const { next, previous } = keyFilesIn(folder);
  rmSync(next, { force: true });
  rmSync(previous, { force: true });
}

/** The key that a replacement was about to bring; null where none was under way. */
export function findNextKey(folder: string): Buffer | null {
  const { next } = keyFilesIn(folder);
  return existsSync(next) ? parseKey(readFileSync(next, "utf8"), next) : null;
}
