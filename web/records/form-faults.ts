import { problemOf } from "../ui/problem.tsx";

/** What is wrong at a field or below it, in one sentence: `3. line: is missing`. */
export function faultBelow(error: unknown, at: string): string | undefined {
  if (error === null || error === undefined) return undefined;
  const faults = (problemOf(error).faults ?? []).filter((fault) => fault.at === at || fault.at.startsWith(`${at}.`));
  if (faults.length === 0) return undefined;
  return faults.map((fault) => sayPlace(fault.at.slice(at.length + 1)) + fault.says).join("; ");
}

/** Faults that no field of the form shows. */
export function hasOtherFaults(error: unknown, fields: readonly string[]): boolean {
  if (error === null || error === undefined) return false;
  const faults = problemOf(error).faults ?? [];
  return faults.length === 0 || faults.some((fault) => !fields.some((field) => fault.at === field || fault.at.startsWith(`${field}.`)));
}

function sayPlace(path: string): string {
  if (path === "") return "";
  const words = path.split(".").map((part) => (/^\d+$/.test(part) ? `${Number(part) + 1}.` : part));
  return `${words.join(" ")}: `;
}
