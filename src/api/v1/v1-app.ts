import { OpenAPIHono, type z } from "@hono/zod-openapi";
import { Invalid } from "../../model/errors.ts";
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
        throw new Invalid(
          result.error.issues.map((issue) => ({ at: issue.path.map(String).join(".") || result.target, says: issue.message })),
        );
    },
  });
}

/** An answer with a body, for `responses` of a route. */
export function answer<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A body that a request must carry. */
export function body<T extends z.ZodType>(schema: T) {
  return { required: true, content: { "application/json": { schema } } } as const;
}
