import assert from "node:assert/strict";
import { test } from "node:test";
import { makePerson } from "../../test/make.ts";
import { discoverAttributes } from "./discover-attributes.ts";
import { createAttributeReader } from "./read-attribute.ts";

const person = makePerson("p1", {
  name: "Zoë Ćosić",
  attributes: {
    organizations: [{ primary: true, title: "Architect", type: "work", department: "Studio" }],
    phones: [
      { type: "work", value: "+44 1" },
      { type: "mobile", value: "+44 2" },
      { type: "a=b", value: "+44 3" },
    ],
    emails: [{ address: "p1@example.test", primary: true }],
    keywords: ["a", "b"],
    isAdmin: false,
    recoveryEmail: "",
    notes: { value: "x", contentType: "text_plain" },
    customSchemas: { HR: { costCentre: "4711", skills: [{ type: "work", value: "BIM" }] } },
    "odd name": "x",
  },
});

test("G5 every attribute with a value is found, lists by their types, organisations by the primary one", () => {
  assert.deepEqual(discoverAttributes(person), [
    "name.givenName",
    "name.familyName",
    "name.fullName",
    "organizations[primary].title",
    "organizations[primary].department",
    "phones[type=work].value",
    "phones[type=mobile].value",
    "phones[primary].value",
    "keywords",
    "isAdmin",
    "notes.value",
    "notes.contentType",
    "customSchemas.HR.costCentre",
    "customSchemas.HR.skills",
  ]);
});

test("G5 whatever is found can be read by its expression", () => {
  for (const expression of discoverAttributes(person)) assert.notDeepEqual(createAttributeReader(expression)(person), [], expression);
});
