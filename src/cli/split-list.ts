import { Invalid } from "../model/errors.ts";

/** Names given as `a,b`. @throws Invalid when there are none */
export function splitList(text: string, option: string): readonly string[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0)
    throw new Invalid([{ at: option, says: "needs at least one e-mail address or directory id; several are separated by commas" }]);
  return parts;
}

/** A whole number from 1. @throws Invalid naming the option or word */
export function parseNumber(text: string, at: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Invalid([{ at, says: `"${text}" is no number` }]);
  return Number(text);
}
