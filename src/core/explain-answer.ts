import type { Entity } from "../model/desk.ts";
import { unreachable } from "../model/errors.ts";
import type { Answer } from "../model/question.ts";
import { explainRecord } from "./explain-match.ts";

/** What somebody decided about an account. `nameOf` names desk records by number; null for one that is gone. */
export function explainAnswer(answer: Answer, entity: Entity, nameOf: (recordId: number) => string | null): string {
  switch (answer.kind) {
    case "same": {
      const name = nameOf(answer.recordId);
      return `the same person as ${name === null || name === "" ? "" : `${name}, `}${explainRecord(entity, answer.recordId)}`;
    }
    case "newPerson":
      return "a new person";
    case "ignore":
      return "ignored always";
    default:
      return unreachable(answer);
  }
}
