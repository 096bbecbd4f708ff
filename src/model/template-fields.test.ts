import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fillTemplateText, listTemplateFaults } from "./template-fields.ts";

describe("ticket templates", () => {
  test("are filled with what is known; what is not known stays as it is, and what is filled in is not filled again", () => {
    const values = { "user.name": "Zoë $& {{site.name}}", "customer.name": "Alder" };
    assert.equal(
      fillTemplateText("Welcome {{user.name}} of {{ customer.name }}, {{site.name}}, #{{ticket.id}} {{nothing}} {{}} {user.name}", values),
      "Welcome Zoë $& {{site.name}} of Alder, {{site.name}}, #{{ticket.id}} {{nothing}} {{}} {user.name}",
    );
  });

  test("that name something else are refused with the place and what there is", () => {
    const faults = listTemplateFaults({ summary: "For {{user.name}}", details: "{{user.phone}} {{}} {{ customer.name}}" });
    assert.deepEqual(
      faults.map(({ at }) => at),
      ["details", "details"],
    );
    assert.match(faults[0]?.says ?? "", /^\{\{user\.phone\}\} is filled by nothing\. There are \{\{user\.name\}\},/);
  });
});
