import { hash } from "node:crypto";

/** How an item of a reading compares with what the mirror held. `again`: the reading brought it before, unchanged. */
export type Sighting = "new" | "changed" | "same" | "again";

const emptySlot = 0;
const heldSlot = 1;
const seenSlot = 2;

/**
 * A compact table of (id hash, content hash), 17 bytes a slot: tells new, changed and same items apart while pages stream by, and
 * afterwards which ones were not seen. Hashes are 64 bits: among a million accounts a false meeting has a chance of 1 in 37 million.
 */
export interface SeenTable {
  /** Puts in what the mirror holds: 16 bytes an item. */
  load(digests: Uint8Array): void;
  /** Notes that an item was seen, with its content of now. */
  see(digest: Uint8Array): Sighting;
  /** Digests of loaded items that were not seen. */
  listUnseen(): readonly Buffer[];
  /** Different items seen. */
  seenCount(): number;
}

/** Makes an empty table; it grows as needed. */
export function createSeenTable(expected: number): SeenTable {
  let capacity = 1024;
  while (capacity < expected * 1.5) capacity *= 2;
  let keys = Buffer.alloc(capacity * 16);
  let states = new Uint8Array(capacity);
  let used = 0;
  let seen = 0;

  function findSlot(digest: Uint8Array, at: number): number {
    let slot = readUint32(digest, at) & (capacity - 1);
    while (states[slot] !== emptySlot && !sameEight(keys, slot * 16, digest, at)) slot = (slot + 1) & (capacity - 1);
    return slot;
  }

  function put(digest: Uint8Array, at: number, state: number): void {
    if (used * 10 > capacity * 7) grow();
    const slot = findSlot(digest, at);
    if (states[slot] === emptySlot) used += 1;
    keys.set(digest.subarray(at, at + 16), slot * 16);
    states[slot] = state;
  }

  function grow(): void {
    const [oldKeys, oldStates] = [keys, states];
    capacity *= 2;
    keys = Buffer.alloc(capacity * 16);
    states = new Uint8Array(capacity);
    used = 0;
    for (let slot = 0; slot < oldStates.length; slot += 1) {
      const state = oldStates[slot];
      if (state !== undefined && state !== emptySlot) put(oldKeys, slot * 16, state);
    }
  }

  return {
    load(digests) {
      for (let at = 0; at < digests.length; at += 16) put(digests, at, heldSlot);
    },
    see(digest) {
      const slot = findSlot(digest, 0);
      const state = states[slot];
      const isSame = state !== emptySlot && sameEight(keys, slot * 16 + 8, digest, 8);
      if (state === seenSlot && isSame) return "again";
      if (state !== seenSlot) seen += 1;
      put(digest, 0, seenSlot);
      if (state === emptySlot) return "new";
      return isSame ? "same" : "changed";
    },
    listUnseen() {
      const unseen: Buffer[] = [];
      for (let slot = 0; slot < capacity; slot += 1) {
        if (states[slot] === heldSlot) unseen.push(Buffer.from(keys.subarray(slot * 16, slot * 16 + 16)));
      }
      return unseen;
    },
    seenCount: () => seen,
  };
}

/** Sixteen bytes for an item: eight of its id's hash, eight of its content's, mixed with a salt that says what was asked for. */
export function digestOf(id: string, content: string, salt: Buffer | null = null): Buffer {
  const digest = hash("sha1", content, "buffer");
  digest.copyWithin(8, 0, 8);
  if (salt !== null) for (let at = 0; at < 8; at += 1) digest[at + 8] = (digest[at + 8] ?? 0) ^ (salt[at] ?? 0);
  digest.writeUInt32LE(hashText(id, 0x811c9dc5), 0);
  digest.writeUInt32LE(hashText(id, 0x9e3779b9), 4);
  return digest.subarray(0, 16);
}

/** A 32-bit hash of a short text: FNV-1a, stirred at the end. */
function hashText(text: string, seed: number): number {
  let value = seed;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function readUint32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}

function sameEight(a: Uint8Array, atA: number, b: Uint8Array, atB: number): boolean {
  for (let index = 0; index < 8; index += 1) if (a[atA + index] !== b[atB + index]) return false;
  return true;
}
