/** What HaloPSA knows by a guid, and Muster by numbers; each kind has a digit of its own. */
const kinds = {
  assetGroup: 1,
  assetType: 2,
  priority: 3,
  ticketType: 4,
  ticketStatus: 5,
  fieldInfo: 6,
  webhook: 7,
  asset: 8,
  action: 9,
  team: 11,
  agentRole: 12,
  userRole: 13,
  cab: 14,
  customer: 15,
  site: 16,
} as const;

const own = "6d7573746572";

/** A guid that always means the same one or two numbers, written as a UUID of version 8. `readGuid` gives the numbers back. */
export function writeGuid(kind: keyof typeof kinds, first: number, second = 0): string {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, "0");
  const digits = `${own}${hex(kinds[kind], 2)}${hex(first, 8)}${hex(second, 8)}`;
  return [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(12, 15)}`, `8${digits.slice(15, 18)}`, digits.slice(18)].join("-");
}

/** The numbers that a guid of `writeGuid` means; null for any other text. */
export function readGuid(kind: keyof typeof kinds, text: string): { readonly first: number; readonly second: number } | null {
  const hex = text.toLowerCase().replaceAll("-", "");
  if (!/^[0-9a-f]{32}$/.test(hex)) return null;
  const digits = `${hex.slice(0, 12)}${hex.slice(13, 16)}${hex.slice(17)}`;
  const first = Number.parseInt(digits.slice(14, 22), 16);
  const second = Number.parseInt(digits.slice(22, 30), 16);
  return writeGuid(kind, first, second).replaceAll("-", "") === hex ? { first, second } : null;
}
