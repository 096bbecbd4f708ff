import { Invalid } from "../../model/errors.ts";
import type { HaloItem } from "./halo-resource.ts";

const most = 1000;

/** The objects of a posted body: a list, or one object by itself. Their keys come in lower case. @throws Invalid */
export function parseItems(body: string): readonly HaloItem[] {
  const parsed = parseJson(body);
  const list = Array.isArray(parsed) ? parsed : [parsed];
  if (list.length === 0) throw new Invalid([{ at: "body", says: "The list is empty: send at least one object" }]);
  if (list.length > most) throw new Invalid([{ at: "body", says: `A request carries ${most} objects at most. Send them in several` }]);
  return list.map((one: unknown, index) => {
    if (typeof one !== "object" || one === null || Array.isArray(one))
      throw new Invalid([{ at: `[${index}]`, says: "is an object with the properties to save" }]);
    // An object of JSON has texts as keys, and lowering keeps it an object.
    return lower(one, 0) as HaloItem;
  });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Invalid([{ at: "body", says: "The body is no JSON: send a list of objects" }]);
  }
}

const deepest = 40;

/** Property names are the same in any case; values stay as they are. Zero characters and halves of characters are in no text of ours, and no database keeps them. */
function lower(value: unknown, depth: number): unknown {
  if (depth > deepest) throw new Invalid([{ at: "body", says: "Objects stand in objects more than 40 deep" }]);
  if (typeof value === "string" && (value.includes("\0") || !value.isWellFormed()))
    throw new Invalid([{ at: "body", says: "A text holds a character that is none" }]);
  if (Array.isArray(value)) return value.map((one) => lower(one, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key.toLowerCase(), lower(inside, depth + 1)]));
}
