import assert from "node:assert/strict";
import { test } from "node:test";
import { makePerson } from "../../test/make.ts";
import { Invalid } from "../model/errors.ts";
import { attributeToAsk, createAttributeReader } from "./read-attribute.ts";

const ada = makePerson("a1", {
  name: "Ada Byron",
  email: "ada@example.test",
  aliases: ["countess@example.test", "a.byron@example.test"],
  orgUnit: "/Engines",
  standing: "suspended",
  attributes: {
    phones: [
      { type: "work", value: "111" },
      { type: "mobile", value: "222" },
      { type: "mobile", value: "333", primary: true },
    ],
    organizations: [
      { title: "Analyst", department: "Mathematics" },
      { title: "Author", department: "Notes", primary: true },
    ],
    emails: [{ address: "one@example.test" }, { address: "two@example.test" }],
    customSchemas: { HR: { costCentre: 4711, languages: [{ value: "en" }, { value: "fr" }], isRemote: false, blank: "  " } },
    relations: [{ type: "Manager", value: "boss@example.test" }],
    includeInGlobalAddressList: true,
    recoveryEmail: null,
  },
});

const cases: readonly { readonly says: string; readonly expression: string; readonly finds: readonly string[] }[] = [
  { says: "the primary address", expression: "primaryEmail", finds: ["ada@example.test"] },
  { says: "all aliases", expression: "aliases", finds: ["countess@example.test", "a.byron@example.test"] },
  { says: "the org unit", expression: "orgUnitPath", finds: ["/Engines"] },
  { says: "whether the account is suspended", expression: "suspended", finds: ["true"] },
  { says: "whether the account is archived", expression: "archived", finds: ["false"] },
  { says: "a name inside a name", expression: "name.familyName", finds: ["Byron"] },
  { says: "the entry marked primary, wherever it stands", expression: "organizations[primary].title", finds: ["Author"] },
  { says: "the first entry where none is marked primary", expression: "emails[primary].address", finds: ["one@example.test"] },
  { says: "the entry of a type", expression: "phones[type=work].value", finds: ["111"] },
  { says: "the primary entry of those of a type", expression: "phones[type=mobile].value", finds: ["333"] },
  { says: "a type whatever its capitals", expression: "relations[type=manager].value", finds: ["boss@example.test"] },
  { says: "nothing for a type that nobody has", expression: "phones[type=fax].value", finds: [] },
  { says: "every entry of a list without brackets", expression: "phones.value", finds: ["111", "222", "333"] },
  { says: "a number of a custom schema as text", expression: "customSchemas.HR.costCentre", finds: ["4711"] },
  { says: "all values of a multi-valued custom field", expression: "customSchemas.HR.languages", finds: ["en", "fr"] },
  { says: "a checkbox of a custom schema", expression: "customSchemas.HR.isRemote", finds: ["false"] },
  { says: "nothing for a value of spaces", expression: "customSchemas.HR.blank", finds: [] },
  { says: "nothing for null", expression: "recoveryEmail", finds: [] },
  { says: "nothing for an attribute that is not there", expression: "locations.area", finds: [] },
];

for (const { says, expression, finds } of cases) {
  test(`G5 an attribute expression reads ${says}: ${expression}`, () => {
    assert.deepEqual(createAttributeReader(expression)(ada), finds);
  });
}

for (const expression of [
  "",
  "phones[",
  "phones[type=]",
  "phones[=x].value",
  "a..b",
  ".a",
  "a.",
  "a b",
  "phones[type=work",
  "phones[0]",
  "$.name",
  "name;drop",
]) {
  test(`G5 an expression that is no attribute is refused by its text: "${expression}"`, () => {
    assert.throws(
      () => createAttributeReader(expression),
      (error) => error instanceof Invalid && error.faults[0]?.at === expression,
    );
  });
}

test("G5 a reading asks for the attribute that an expression begins with, for a custom schema by its name, and for none that every reading has", () => {
  const asked = ["phones[type=work].value", "customSchemas.HR.costCentre", "name.fullName", "email", "orgUnit", "suspended"].map(
    attributeToAsk,
  );
  assert.deepEqual(asked, ["phones", "customSchemas.HR", "name", null, null, null]);
});
