/** Something in a sentence that has a page of its own. */
export interface Noun {
  readonly kind: "run" | "user" | "agent" | "rule";
  readonly number: string;
  readonly text: string;
  readonly start: number;
}

const nouns =
  /\b(?:(?:run|plan) (?<run>\d+)(?:-[0-9A-F]{4})?|(?<entity>user|agent) #(?<record>\d+)|(?:mapping|rule) (?<rule>\d+)(?: "[^"]*")?)/g;

/** The nouns of a sentence as Muster writes it: `run 12`, `plan 12-7F3A`, `user #412`, `mapping 2 "Leeds studio"`. */
export function findNouns(sentence: string): readonly Noun[] {
  return [...sentence.matchAll(nouns)].map((found) => {
    const { run, entity, record, rule } = found.groups ?? {};
    const place = { text: found[0], start: found.index };
    if (run !== undefined) return { kind: "run", number: run, ...place };
    if (record !== undefined) return { kind: entity === "agent" ? "agent" : "user", number: record, ...place };
    return { kind: "rule", number: rule ?? "", ...place };
  });
}
