import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { JSONValue } from "hono/utils/types";
import type { ApiDependencies } from "../../dependencies.ts";
import { answer, type V1Env } from "../v1-app.ts";
import { describeApi, registerProblem } from "./describe-api.ts";

const getDocument = createRoute({
  method: "get",
  path: "/openapi.json",
  tags: ["Reference"],
  summary: "This document (OpenAPI 3.1)",
  responses: { 200: answer(z.record(z.string(), z.unknown()), "Every operation, with who may call it") },
});

/** Lets an app answer what it can do, itself included. The document is made once. */
export function addOpenapi(app: OpenAPIHono<V1Env>, { version, publicUrl }: Pick<ApiDependencies, "version" | "publicUrl">): void {
  registerProblem(app);
  let document: Record<string, JSONValue> | null = null;
  app.openapi(getDocument, (c) => {
    // Through text, so that it is plain JSON.
    document ??= JSON.parse(JSON.stringify(describeApi(app, { version, publicUrl }))) as Record<string, JSONValue>;
    return c.json(document, 200);
  });
}
