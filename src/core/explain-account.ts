import { unreachable } from "../model/errors.ts";
import type { Standing } from "../model/person.ts";
import { explainDestination, explainList, type Names } from "./explain-names.ts";
import type { AccountEnd } from "./place-account.ts";

/** Where an account ends up, in the words of a list: `Porto`, `left out on purpose`. */
export function explainEnd(end: AccountEnd, standing: Standing, names: Names): string {
  switch (end.kind) {
    case "placed":
      return explainList(end.mappings.map((mapping) => explainDestination(mapping, names)));
    case "leftOut":
      return "left out on purpose";
    case "unmapped":
      return "no rule fits";
    case "notCreated":
      return `not created: ${standing} and unknown to the desk`;
    case "broken":
      return "left out: the record can't be read";
    default:
      return unreachable(end);
  }
}
