import type { MatchReason } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import { unreachable } from "../model/errors.ts";
import { explainMatchingField } from "./explain-field.ts";
import type { Names } from "./explain-names.ts";

/** A desk record as sentences name it: `user #412`. */
export function explainRecord(entity: Entity, recordId: number): string {
  return `${entity} #${recordId}`;
}

/** How the desk record was recognised: words that can stand behind "user #412, ". */
export function explainMatch(match: MatchReason, names: Names): string {
  switch (match.kind) {
    case "byId":
      return `by ${names.directory} id${match.sinceRunId === null ? "" : ` (linked by run ${match.sinceRunId})`}`;
    case "byField": {
      const nth = ordinal(match.position);
      if (match.by.kind === "alias") return `because the alias ${match.value} equals the desk's e-mail (${nth} matching field)`;
      return `because the ${explainMatchingField(match.by, names)} ${match.value} is the same (${nth} matching field)`;
    }
    case "byAnswer":
      return `because ${match.answeredBy === "" ? "somebody" : match.answeredBy} decided so`;
    case "newPerson":
      return match.isAnswered ? "a new person, as somebody decided" : "a new person";
    case "none":
      return "found by nothing";
    default:
      return unreachable(match);
  }
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th`. */
export function ordinal(position: number): string {
  const isTeen = position % 100 >= 11 && position % 100 <= 13;
  const ending = isTeen ? "th" : (["th", "st", "nd", "rd"][position % 10] ?? "th");
  return `${position}${ending}`;
}
