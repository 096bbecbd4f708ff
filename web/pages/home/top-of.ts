/** The top of a scale: the next of 2, 4, 6, 8, 10, 20, 40 … that holds the largest value, so that its half is whole, too. */
export function topOf(largest: number): number {
  if (largest <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(largest));
  for (const step of [1, 2, 4, 6, 8, 10]) {
    if (step * power >= largest && (step * power) % 2 === 0) return step * power;
  }
  return 20 * power;
}
