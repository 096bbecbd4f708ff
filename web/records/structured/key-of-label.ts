/** The key of a new field, made of its label: `Warranty until` → `warrantyUntil`. Never one that is taken. */
export function keyOfLabel(label: string, taken: readonly string[]): string {
  const words = label
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
  const joined = words.map((word, index) => (index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1))).join("");
  const key = joined.replace(/^[^A-Za-z]+/, "").slice(0, 36) || "field";
  const base = key.charAt(0).toLowerCase() + key.slice(1);
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? base : `${base}${n}`;
    if (!taken.includes(tried)) return tried;
  }
}
