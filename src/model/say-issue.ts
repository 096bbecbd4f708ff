import type { z } from "zod";

/** What a schema found wrong, as somebody reads it who knows no schemas; what a schema says in its own words stays. What was not sent is missing. */
export function sayIssue(issue: z.core.$ZodIssue): string {
  if (!/^(Invalid input: expected|Invalid option: expected|Too (small|big): expected|Unrecognized key)/.test(issue.message))
    return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return issue.message.endsWith("received undefined") ? "is missing" : `is ${kinds[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return issue.message.endsWith("received undefined") ? "is missing" : `is one of ${issue.values.map(String).join(", ")}`;
    case "unrecognized_keys":
      return `has nothing called ${issue.keys.join(", ")}`;
    case "too_small":
      return saySize(issue.origin, "least", Number(issue.minimum));
    case "too_big":
      return saySize(issue.origin, "most", Number(issue.maximum));
    default:
      return issue.message;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function saySize(origin: string, which: "least" | "most", size: number): string {
  const things = origin === "string" ? "characters" : origin === "array" ? "entries" : null;
  if (things === null) return `is ${size} or ${which === "least" ? "more" : "less"}`;
  if (which === "least" && size === 1) return "is empty";
  return `has ${which === "least" ? "fewer" : "more"} than ${size} ${things}`;
}
