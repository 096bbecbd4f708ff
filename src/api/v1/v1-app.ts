import { OpenAPIHono, type z } from "@hono/zod-openapi";
import { Invalid, writePath } from "../../model/errors.ts";
import type { SignInAgent } from "../sign-in/find-sign-in-agent.ts";

/** What the guard leaves for every handler of `/v1`. */
export interface V1Env {
  readonly Variables: { readonly agent: SignInAgent };
}

/** An app for the routes of one resource. Input that does not fit its schema is refused with every fault and its place. */
export function createV1App(): OpenAPIHono<V1Env> {
  return new OpenAPIHono<V1Env>({
    defaultHook: (result) => {
      if (!result.success)
        throw new Invalid(result.error.issues.map((issue) => ({ at: placeIn(issue.path) || result.target, says: issue.message })));
    },
  });
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
