import { OpenAPIHono, type z } from "@hono/zod-openapi";
import { Invalid, writePath } from "../../model/errors.ts";
import { sayIssue } from "../../model/say-issue.ts";
import type { Caller } from "../caller.ts";
import type { FoundCaller } from "../limits/limit-calls.ts";
import type { SignInAgent } from "../sign-in/find-sign-in-agent.ts";

/** What the guard leaves for every handler of `/v1`. */
export interface V1Env {
  readonly Variables: FoundCaller["Variables"] & {
    /** The agent who calls, or whom the calling application acts as. Where users may call, ask `caller` instead. */
    readonly agent: SignInAgent;
    readonly caller: Caller;
    /** What the audit log says of who did it. */
    readonly by: string;
  };
}

/** An app for the routes of one resource. Input that does not fit its schema, or no database keeps, is refused with every fault and its place. */
export function createV1App(): OpenAPIHono<V1Env> {
  return new OpenAPIHono<V1Env>({
    defaultHook: (result) => {
      if (!result.success)
        throw new Invalid(
          result.error.issues.map((issue) => ({ at: placeIn(issue.path) || placeOf(result.target), says: sayIssue(issue) })),
        );
      const zero = findZero(result.data, []);
      if (zero !== null) throw new Invalid([{ at: placeIn(zero) || placeOf(result.target), says: "holds a character that is none" }]);
    },
  });
}

/** Where a fault of the whole input is. */
function placeOf(target: string): string {
  return target === "json" ? "body" : target;
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
