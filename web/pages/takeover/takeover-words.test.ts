import assert from "node:assert/strict";
import { test } from "node:test";
import { countActions, labelOfField, sayTakeoverValue } from "./takeover-words.ts";

test("tiles count what a plan does over all kinds, or of one", () => {
  const counts = { customer: { create: 2, refused: 1 }, user: { create: 900, same: 4 } };
  assert.deepEqual(
    [...countActions({ counts }, undefined)],
    [
      ["create", 902],
      ["refused", 1],
      ["same", 4],
    ],
  );
  assert.deepEqual(
    [...countActions({ counts }, "customer")],
    [
      ["create", 2],
      ["refused", 1],
    ],
  );
});

test("records that a line means are said by name, and by number where they have none", () => {
  assert.equal(sayTakeoverValue(5, { "siteId 5": "Porto" }, "siteId"), "Porto");
  assert.equal(sayTakeoverValue(6, {}, "siteId"), "number 6");
  assert.equal(sayTakeoverValue([1, 2], { "userIds 1": "Ada", "userIds 2": "Bo" }, "userIds"), "Ada, Bo");
  assert.equal(sayTakeoverValue(null, {}, "name"), "nothing");
  assert.equal(sayTakeoverValue(false, {}, "isActive"), "no");
});

test("a field is called what the file's columns are offered it as", () => {
  const fields = [{ field: "email", label: "E-mail", type: "text", isRequired: false }];
  assert.equal(labelOfField("email", [{ kind: "user", fields }], "user"), "E-mail");
  assert.equal(labelOfField("siteId", [], "user"), "Site");
});
