/** A whole number from two others, well mixed and always the same; between 0 and 2^32 - 1. */
export function mix(seed: number, index: number): number {
  let value = (seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** One element of a pool, chosen by a mixed number. */
export function pick<Item>(pool: readonly Item[], mixed: number): Item {
  const item = pool[mixed % pool.length];
  if (item === undefined) throw new Error("A pool to pick from has at least one element.");
  return item;
}

/** The step of a walk that visits each of `size` places once: coprime to it. */
export function coprimeStep(size: number, seed: number): number {
  let step = Math.max(1, Math.floor(size * 0.618) + (seed % 97));
  while (commonDivisor(step, size) !== 1) step += 1;
  return step;
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
