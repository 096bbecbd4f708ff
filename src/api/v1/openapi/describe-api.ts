import type { OpenAPIHono } from "@hono/zod-openapi";
import { sessionCookieName } from "../../sign-in/session-cookie.ts";
import { openToUsers, permissionOf } from "../permissions.ts";
import { permissionsOfKinds } from "../records/permissions-of-kinds.ts";
import { Problem } from "../shapes/common.ts";
import type { V1Env } from "../v1-app.ts";

/** The document as programs read it. */
export type ApiDocument = ReturnType<OpenAPIHono<V1Env>["getOpenAPI31Document"]>;

type PathItem = NonNullable<ApiDocument["paths"]>[string];
type Operation = NonNullable<PathItem["get"]>;

const methods = ["get", "post", "put", "patch", "delete"] as const;

/** Updates that say which version they were made from. */
const versioned = new Set([
  ...Object.keys(permissionsOfKinds).filter((key) => /^(PATCH|DELETE) /.test(key)),
  "POST /recurring-invoices/:id/advance",
  "PATCH /webhooks/:id",
  "DELETE /webhooks/:id",
  "PATCH /views/:id",
  "DELETE /views/:id",
  "PATCH /tickets/:id",
  "PUT /mail-settings",
  "DELETE /tickets/:id",
  "PATCH /tickets/:id/actions/:number",
  "DELETE /tickets/:id/actions/:number",
  "PATCH /applications/:id",
  "DELETE /applications/:id",
  "PATCH /users/:id",
  "PATCH /agents/:id",
  "DELETE /users/:id",
  "DELETE /agents/:id",
  "PATCH /custom-fields/:id",
  "DELETE /custom-fields/:id",
  "PUT /connections/:connectionId/settings",
  "POST /connections/:connectionId/draft/publish",
]);

const refusals = {
  400: "The input can't be taken: every fault with its place",
  401: "Nobody is signed in, or the token is none any more",
  403: "Whoever calls may not do this, or another site asks",
  404: "There is no such thing",
  409: "Not as things are: others refer to it, none is left, or something else was first",
  412: "Somebody saved meanwhile: `current` says who, and the version there is now",
  413: "More than a request may carry",
  415: "The body is of another kind than is taken here",
  422: "The Idempotency-Key stands for another request",
  428: "The update does not say which version it was made from",
  429: "Too many requests: `Retry-After` says when to ask again",
  500: "Our mistake, with a number to quote",
} as const;

/** Describes everything that the API can do (OpenAPI 3.1): what each operation takes and answers, who may call it, and how it refuses. */
export function describeApi(app: OpenAPIHono<V1Env>, given: { readonly version: string; readonly publicUrl: string }): ApiDocument {
  const cookie = sessionCookieName(given.publicUrl);
  const document = app.getOpenAPI31Document({
    openapi: "3.1.1",
    info: { title: "Muster", version: given.version, description: introduction },
    servers: [{ url: "/v1" }],
  });
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const method of methods) {
      const operation = item[method];
      if (operation !== undefined) completeOperation(operation, `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`);
    }
  return {
    ...document,
    tags: listTags(document),
    components: {
      ...document.components,
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: cookie, description: "Set by a sign-in link, for twelve hours." },
        token: { type: "http", scheme: "bearer", description: "An application's access token, of `/auth/token`." },
      },
    },
  };
}

const introduction = [
  "Everything that the web app can do. Applications bring an access token of `/auth/token`; people sign in with a link that works once.",
  "Refusals are problem documents (RFC 9457). Lists come in sheets: `next` is the cursor of the following one.",
  "Updates name the version that they were made from: `If-Match`, with the `ETag` of the answer.",
  "Every `POST` takes an `Idempotency-Key`, so that asking twice makes one.",
].join(" ");

function completeOperation(operation: Operation, key: string): void {
  const permission = permissionOf[key] ?? "nobody";
  Object.assign(operation, { "x-permission": permission, security: permission === "anyone" ? [] : [{ session: [] }, { token: [] }] });
  if (openToUsers.has(key)) Object.assign(operation, { "x-open-to-users": true });
  const answers: Record<string, unknown> = { ...operation.responses };
  for (const status of listRefusals(operation, key, permission)) {
    answers[status] ??= {
      description: refusals[status],
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    };
  }
  Object.assign(operation, { responses: answers });
  const headers = [...(versioned.has(key) ? [ifMatch] : []), ...(key.startsWith("POST ") ? [idempotencyKey] : [])];
  if (headers.length > 0) Object.assign(operation, { parameters: [...(operation.parameters ?? []), ...headers] });
}

const ifMatch = {
  name: "If-Match",
  in: "header",
  required: true,
  description: 'The version that was shown: `"3"`.',
  schema: { type: "string" },
} as const;

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "A text of your own, a UUID say. The same request with the same key is carried out once, and answered alike for a day.",
  schema: { type: "string", maxLength: 255 },
} as const;

function listRefusals(operation: Operation, key: string, permission: string): readonly (keyof typeof refusals)[] {
  const hasInput = (operation.parameters ?? []).length > 0 || operation.requestBody !== undefined;
  return [
    400,
    ...(permission === "anyone" ? [] : ([401, 403] as const)),
    ...(hasInput ? ([404] as const) : []),
    ...(key.startsWith("GET ") ? [] : ([409] as const)),
    ...(versioned.has(key) ? ([412, 428] as const) : []),
    ...(operation.requestBody === undefined ? [] : ([413, 415] as const)),
    ...(key.startsWith("POST ") ? ([422] as const) : []),
    429,
    500,
  ];
}

/** Tags in the order in which operations name them. */
function listTags({ paths }: ApiDocument) {
  const operations = Object.values(paths ?? {}).flatMap((item) => methods.flatMap((method) => item[method] ?? []));
  return [...new Set(operations.flatMap((operation) => operation.tags ?? []))].map((name) => ({ name }));
}

/** Makes the shape of refusals known to the document. */
export function registerProblem(app: OpenAPIHono<V1Env>): void {
  app.openAPIRegistry.register("Problem", Problem);
}
