import assert from "node:assert/strict";
import { test } from "node:test";
import type { SearchHit } from "../../../src/api/v1/shapes/home.ts";
import { listSuggestions, readChoice } from "./list-suggestions.ts";

const user = (id: number): SearchHit => ({ kind: "user", title: `User ${id}`, subtitle: "", href: `/users/${id}`, isActive: true });
const account = (id: string): SearchHit => ({
  kind: "account",
  title: `Account ${id}`,
  subtitle: "Alder & Finch",
  href: `/why?connection=2&person=${id}`,
  isActive: true,
});

test("desk records and accounts are suggested, and what is neither is not", () => {
  const run: SearchHit = { kind: "run", title: "Run 3", subtitle: "", href: "/runs/3", isActive: true };
  const found = listSuggestions([user(412), run, account("130170735900001793255")], null);
  assert.deepEqual(
    found.map(({ choice }) => choice),
    [
      { person: "412", recordOf: "user" },
      { person: "130170735900001793255", connection: 2 },
    ],
  );
});

test("many desk records leave room for accounts that the desk does not know", () => {
  const hits = [1, 2, 3, 4, 5, 6, 7, 8].map(user);
  const found = listSuggestions([...hits, account("a"), account("b")], null);
  assert.equal(found.length, 8);
  assert.deepEqual(
    found.slice(-2).map(({ choice }) => choice.person),
    ["a", "b"],
  );
});

test("what is typed means a desk record by its number, or anybody by a name, an address or an id", () => {
  assert.deepEqual(readChoice("user #412"), { person: "412", recordOf: "user" });
  assert.deepEqual(readChoice(" Agent 7 "), { person: "7", recordOf: "agent" });
  assert.deepEqual(readChoice("user@alderfinch.example"), { person: "user@alderfinch.example" });
  assert.equal(readChoice("  "), null);
});
