import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Invalid } from "../model/errors.ts";

/** Seals and opens secrets. What it seals is bound to a place and opens nowhere else. */
export interface Vault {
  readonly seal: (secret: string, place: string) => Buffer;
  readonly open: (sealed: Buffer, place: string) => string;
}

const cipher = "aes-256-gcm";
const sealedVersion = 1;
/** Where the wrapped key ends: version, nonce, tag, key. */
const wrappedEnd = 1 + 12 + 16 + 32;

/**
 * AES-256-GCM with a key of its own for every secret, itself sealed with the master key, so that a new master key means sealing only
 * the keys again. Layout: version, wrapped key (nonce 12, tag 16, key 32), secret (nonce 12, tag 16, text).
 */
export function createVault(masterKey: Buffer): Vault {
  return {
    seal(secret, place) {
      const key = randomBytes(32);
      return Buffer.concat([
        Buffer.from([sealedVersion]),
        encrypt(masterKey, key, place),
        encrypt(key, Buffer.from(secret, "utf8"), place),
      ]);
    },
    open(sealed, place) {
      if (sealed[0] !== sealedVersion) throw new Error("A sealed secret has an unknown layout");
      const key = decrypt(masterKey, sealed.subarray(1, wrappedEnd), place);
      return decrypt(key, sealed.subarray(wrappedEnd), place).toString("utf8");
    },
  };
}

/** Seals the key of a sealed secret with another master key; the secret itself is not opened. */
export function rewrapSealed(sealed: Buffer, keys: { readonly from: Buffer; readonly to: Buffer }, place: string): Buffer {
  if (sealed[0] !== sealedVersion) throw new Error("A sealed secret has an unknown layout");
  const key = decrypt(keys.from, sealed.subarray(1, wrappedEnd), place);
  return Buffer.concat([sealed.subarray(0, 1), encrypt(keys.to, key, place), sealed.subarray(wrappedEnd)]);
}

function encrypt(key: Buffer, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(place));
  const text = Buffer.concat([sealing.update(plain), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), text]);
}

function decrypt(key: Buffer, sealed: Buffer, place: string): Buffer {
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, 12)).setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(12, 28));
  try {
    return Buffer.concat([opening.update(sealed.subarray(28)), opening.final()]);
  } catch {
    throw new Invalid([
      {
        at: "MUSTER_KEY",
        says: "this is not the key that the secrets were sealed with. Give the former key, or connect the directories again",
      },
    ]);
  }
}

/** The master key: from the environment, from a file, or made on first start in the data folder, readable by its owner only. */
export function loadMasterKey(from: { key: string | undefined; keyFile: string | undefined; folder: string | null }): Buffer {
  if (from.key !== undefined) return parseKey(from.key, "MUSTER_KEY");
  const file = from.keyFile ?? (from.folder === null ? undefined : `${from.folder}/key`);
  if (file === undefined)
    throw new Invalid([{ at: "MUSTER_KEY", says: "set MUSTER_KEY or MUSTER_KEY_FILE: 32 bytes in base64 (openssl rand -base64 32)" }]);
  if (existsSync(file)) return parseKey(readFileSync(file, "utf8"), file);
  if (from.keyFile !== undefined) throw new Invalid([{ at: file, says: "there is no such key file" }]);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  writeFileSync(file, `${key.toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  return key;
}

/** A master key from its text. @throws Invalid naming where it stood */
export function parseKey(text: string, at: string): Buffer {
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== 32) throw new Invalid([{ at, says: "a key is 32 bytes in base64 (openssl rand -base64 32)" }]);
  return key;
}
