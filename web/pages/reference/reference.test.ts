import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { type ApiDocument, groupOperations, sayType } from "./api-document.ts";
import { exampleOf, writeCurl } from "./write-example.ts";

const document: ApiDocument = {
  servers: [{ url: "/v1" }],
  paths: {
    "/runs/{runId}/apply": {
      post: {
        tags: ["Runs"],
        summary: "Applies a plan",
        "x-permission": "directories:all",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Plan" } } } },
      },
    },
    "/me": { get: { tags: ["Session"], summary: "Who is signed in" } },
  },
  components: {
    schemas: {
      Plan: {
        type: "object",
        properties: { plan: { type: "string" }, confirms: { type: "integer" }, parent: { $ref: "#/components/schemas/Plan" } },
        required: ["plan"],
      },
    },
  },
};

test("Operations stand below their group with their whole path", () => {
  deepEqual(
    groupOperations(document, "").map(({ name, operations }) => [name, operations.map(({ id }) => id)]),
    [
      ["Runs", ["POST /v1/runs/{runId}/apply"]],
      ["Session", ["GET /v1/me"]],
    ],
  );
});

test("A search finds operations by path, summary and permission, all words at once", () => {
  const found = (q: string) => groupOperations(document, q).flatMap(({ operations }) => operations.map(({ path }) => path));
  deepEqual(found("signed in"), ["/v1/me"]);
  deepEqual(found("post plan"), ["/v1/runs/{runId}/apply"]);
  deepEqual(found("directories:all"), ["/v1/runs/{runId}/apply"]);
  deepEqual(found("plan who"), []);
});

test("Types are said in words", () => {
  equal(sayType(document, { type: ["string", "null"], format: "date-time" }), "string (date-time), or null");
  equal(sayType(document, { anyOf: [{ $ref: "#/components/schemas/Plan" }, { type: "null" }] }), "Plan, or null");
  equal(sayType(document, { type: "array", items: { $ref: "#/components/schemas/Plan" } }), "list of Plan");
  equal(sayType(document, { enum: ["user", "agent"] }), '"user" | "agent"');
  equal(
    sayType(document, { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] }),
    "string; may be given several times",
  );
  equal(sayType(document, { anyOf: [{ type: "string" }, { type: "boolean" }] }), "string or boolean");
});

test("An example holds what is required, and the command sends it", () => {
  deepEqual(exampleOf(document, { $ref: "#/components/schemas/Plan" }), { plan: "…" });
  const [group] = groupOperations(document, "apply");
  const [operation] = group?.operations ?? [];
  equal(
    operation === undefined ? "" : writeCurl(document, operation, "http://localhost:7780"),
    `curl -b cookies.txt "http://localhost:7780/v1/runs/{runId}/apply" \\
  -X POST \\
  -H 'content-type: application/json' \\
  -d '{"plan":"…"}'`,
  );
});
