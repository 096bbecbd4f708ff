import { createHash, randomBytes } from "node:crypto";

/** A secret that somebody carries, and the form in which it is kept. */
export interface SecretToken {
  readonly token: string;
  readonly hash: Buffer;
}

/** 256 random bits: nothing to guess, so that a plain hash keeps them. */
export function createToken(): SecretToken {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
}

/** SHA-256, under which tokens are stored. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
