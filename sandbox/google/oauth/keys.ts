import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

/** A key pair with the id that headers and key sets name it by. */
export interface SandboxKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The keys of one sandbox: made when first needed, because making one takes a moment. */
export interface SandboxKeys {
  /** Signs id tokens. */
  signing(): SandboxKey;
  /** Replaces the signing key by a new one. */
  rotate(): void;
  /** A key that is published nowhere. */
  unpublished(): SandboxKey;
  /** The key of a service account. */
  serviceAccount(email: string): SandboxKey;
}

/** An empty key ring. */
export function createKeys(): SandboxKeys {
  const keys = new Map<string, SandboxKey>();
  const keyOf = (name: string): SandboxKey => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const made = createKey();
    keys.set(name, made);
    return made;
  };
  return {
    signing: () => keyOf("signing"),
    rotate: () => void keys.delete("signing"),
    unpublished: () => keyOf("unpublished"),
    serviceAccount: (email) => keyOf(`service account ${email}`),
  };
}

function createKey(): SandboxKey {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const key = createPrivateKey(privateKey);
  return { keyId: randomBytes(20).toString("hex"), privateKey: key, publicKey: createPublicKey(key) };
}
