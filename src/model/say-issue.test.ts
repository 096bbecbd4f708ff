import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { sayIssue } from "./say-issue.ts";

const told = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues.map(sayIssue);

test("what a schema refuses is told in words", () => {
  const cases: readonly (readonly [z.ZodType, unknown, string])[] = [
    [z.object({ a: z.number() }), {}, "is missing"],
    [z.object({ a: z.enum(["x"]) }), {}, "is one of x"],
    [z.string(), 5, "is text"],
    [z.coerce.number(), "abc", "is a number"],
    [z.number().int(), 1.5, "is a whole number"],
    [z.boolean(), "yes", "is true or false"],
    [z.array(z.string()), {}, "is a list"],
    [z.object({}), [], "is an object"],
    [z.enum(["a", "b"]), "c", "is one of a, b"],
    [z.strictObject({}), { colour: 1, size: 2 }, "has nothing called colour, size"],
    [z.string().min(1), "", "is empty"],
    [z.string().min(3), "ab", "has fewer than 3 characters"],
    [z.string().max(3), "abcd", "has more than 3 characters"],
    [z.number().min(1), 0, "is 1 or more"],
    [z.number().max(500), 501, "is 500 or less"],
    [z.array(z.number()).min(1), [], "is empty"],
    [z.array(z.number()).max(1), [1, 2], "has more than 1 entries"],
    [z.string().regex(/^a$/, "is no a"), "b", "is no a"],
  ];
  for (const [schema, value, says] of cases) assert.deepEqual(told(schema, value), [says]);
});
