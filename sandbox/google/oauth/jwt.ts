import { createSign, createVerify } from "node:crypto";
import type { SandboxKey } from "./keys.ts";

/** The parts of a JSON web token, not yet believed. */
export interface OpenedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly signature: Buffer;
}

/** Signs claims with RS256. */
export function signJwt(claims: object, key: SandboxKey): string {
  const signed = `${encoded({ alg: "RS256", kid: key.keyId, typ: "JWT" })}.${encoded(claims)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key.privateKey).toString("base64url")}`;
}

/** A token without a signature, which no verifier may accept. */
export function unsignedJwt(claims: object): string {
  return `${encoded({ alg: "none", typ: "JWT" })}.${encoded(claims)}.`;
}

/** Takes a token apart; undefined when it isn't one. */
export function openJwt(token: string): OpenedJwt | undefined {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const opened = [decoded(header), decoded(claims)];
  if (opened[0] === undefined || opened[1] === undefined) return undefined;
  return { header: opened[0], claims: opened[1], signed: `${header}.${claims}`, signature: Buffer.from(signature, "base64url") };
}

/** Whether a token was signed with RS256 by the holder of a key. */
export function isSignedBy(token: OpenedJwt, key: SandboxKey): boolean {
  if (token.header.alg !== "RS256") return false;
  return createVerify("RSA-SHA256").update(token.signed).verify(key.publicKey, token.signature);
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function decoded(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    // A parsed non-null object that is no list has string keys.
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
