import { equal } from "node:assert/strict";
import { test } from "node:test";
import { initialsOf } from "./initials-of.ts";

test("Initials are the first letters of the first and the last word", () => {
  equal(initialsOf("Inês Duarte Reis"), "IR");
  equal(initialsOf("  zoë   Ćosić "), "ZĆ");
  equal(initialsOf("Madonna"), "M");
  equal(initialsOf("𝒜da Lovelace"), "𝒜L");
  equal(initialsOf(""), "?");
});
