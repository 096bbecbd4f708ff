import { mix } from "./random.ts";

/** A Google account id: 21 digits, the same every time for an organisation's ordinal and a person's. */
export function accountId(organisation: number, ordinal: number): string {
  const high = String(mix(organisation, ordinal) % 100_000_000).padStart(8, "0");
  return `1${organisation}${high}${String(ordinal).padStart(5, "0")}${String(mix(organisation + 7, ordinal) % 1_000_000).padStart(6, "0")}`;
}

/** A Google group id: 15 letters and digits. */
export function groupId(organisation: number, ordinal: number): string {
  return `0${organisation}k${mix(organisation + 31, ordinal)
    .toString(36)
    .padStart(7, "0")}${String(ordinal).padStart(5, "0")}`;
}
