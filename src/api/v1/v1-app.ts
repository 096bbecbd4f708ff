import { OpenAPIHono, type z } from "@hono/zod-openapi";
import { Invalid, writePath } from "../../model/errors.ts";
import type { SignInAgent } from "../sign-in/find-sign-in-agent.ts";

/** What the guard leaves for every handler of `/v1`. */
export interface V1Env {
  readonly Variables: { readonly agent: SignInAgent };
}

/** An app for the routes of one resource. Input that does not fit its schema, or no database keeps, is refused with every fault and its place. */
export function createV1App(): OpenAPIHono<V1Env> {
  return new OpenAPIHono<V1Env>({
    defaultHook: (result) => {
      if (!result.success)
        throw new Invalid(result.error.issues.map((issue) => ({ at: placeIn(issue.path) || result.target, says: issue.message })));
      const zero = findZero(result.data, []);
      if (zero !== null) throw new Invalid([{ at: placeIn(zero) || result.target, says: "holds a character that is none" }]);
    },
  });
}

/** Where a text has a zero character, which no database keeps; null where none has. */
function findZero(value: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] | null {
  if (typeof value === "string") return value.includes("\0") ? path : null;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inside] of Object.entries(value)) {
    const found = key.includes("\0") ? path : findZero(inside, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found !== null) return found;
  }
  return null;
}

/** Settings are named from inside, whatever carries them: `mappings[2].name`. */
function placeIn(path: readonly PropertyKey[]): string {
  return writePath(path[0] === "settings" && path.length > 1 ? path.slice(1) : path);
}

/** An answer with a body, for `responses` of a route. */
export function answer<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A body that a request must carry. */
export function body<T extends z.ZodType>(schema: T) {
  return { required: true, content: { "application/json": { schema } } } as const;
}
