import type { Person } from "../model/person.ts";
import type { ReadingSummary } from "../model/run.ts";
import { explainCount, explainTime, type Names } from "./explain-names.ts";

/** A reading that is over, or still open. */
export interface ReadingSeen {
  readonly id: number;
  readonly state: string;
  readonly at: Date;
  readonly people: number | null;
}

export interface ReadingsSeen {
  readonly newest: ReadingSeen | null;
  /** The last one that is proof of absence, too. */
  readonly complete: ReadingSeen | null;
}

/** As of when the directory copy speaks: the last complete reading, and whether a newer one failed. */
export function explainReadings({ newest, complete }: ReadingsSeen, names: Names): readonly string[] {
  const lines =
    complete === null
      ? [`no complete reading of ${names.directory} yet`]
      : [
          `complete reading ${explainTime(complete.at)}${complete.people === null ? "" : ` (${explainCount(complete.people, "account", "accounts")})`}`,
        ];
  if (newest === null || newest.id === complete?.id) return lines;
  return [...lines, `the newest reading, ${explainTime(newest.at)}, ${readingWords[newest.state] ?? `is ${newest.state}`}`];
}

const readingWords: Readonly<Record<string, string>> = {
  open: "is under way or was broken off",
  partial: "was incomplete: a customer directory could not be read",
  doubted: "was too small to be believed as proof of absence",
  failed: "failed",
};

/** What the directory copy says of somebody. `since` is the reading that last brought something new about them. */
export function explainAccount(person: Person, facts: { readonly isAbsent: boolean; readonly since: Date | null }): readonly string[] {
  return [
    facts.isAbsent ? `account missing; before that it was ${person.standing}` : `account ${person.standing}`,
    ...(person.orgUnit === "" ? [] : [`org unit ${person.orgUnit}`]),
    ...(person.part === "my_customer" ? [] : [`customer directory ${person.part}`]),
    ...(person.aliases.length === 0 ? [] : [`also ${person.aliases.join(", ")}`]),
    ...(facts.since === null ? [] : [`unchanged since ${explainTime(facts.since)}`]),
  ];
}

/** The sentence about somebody whom a complete reading did not have. `proof` is the answer to a direct look-up. */
export function explainAbsence(name: string, facts: { readonly at: Date | null; readonly proof: string | null }, names: Names): string {
  const reading = `the complete reading${facts.at === null ? "" : ` of ${explainTime(facts.at)}`}`;
  const evidence =
    facts.proof === null
      ? `${reading}; not looked up directly yet`
      : `${reading} and from a direct look-up (${facts.proof.replace(/\.$/, "")})`;
  return `${names.directory} has no account with the id of ${name}: missing from ${evidence}.`;
}

/** What a reading of a run came to: how much was read, then what it lacks. */
export function explainReadingSummary(reading: ReadingSummary): readonly string[] {
  const size = [
    explainCount(reading.people, "account", "accounts"),
    explainCount(reading.pages, "page", "pages"),
    explainCount(reading.requests, "request", "requests"),
    `${(reading.milliseconds / 1000).toFixed(1)} s`,
  ].join(", ");
  const before = reading.before === null ? "the first one" : `${explainDifference(reading.people - reading.before)} against the last`;
  return [
    `${reading.failedParts.length === 0 ? "Complete reading" : "Incomplete reading"}: ${size} (${before})`,
    ...reading.failedParts.map(({ part, says }) => `customer directory ${part} could not be read: ${says}`),
    ...(reading.notEvidenceBecause === null || reading.before === null
      ? []
      : [`Nobody is taken for gone by it: ${reading.notEvidenceBecause}.`]),
  ];
}

function explainDifference(difference: number): string {
  if (difference === 0) return "±0";
  return difference > 0 ? `+${difference}` : String(difference).replace("-", "−");
}
