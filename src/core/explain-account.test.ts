import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeMapping, makeSettings } from "../../test/make.ts";
import { explainEnd } from "./explain-account.ts";
import { createNames } from "./explain-names.ts";

const names = createNames({ connection: { id: 1, provider: "google" }, settings: makeSettings() }, makeCatalogue());
const site = makeMapping({ destination: { kind: "site", siteId: 1, userRoleId: null } });
const agent = makeMapping({ destination: { kind: "agent", agentRoleId: 1 } });

test("G4 a list says where an account goes, or why nowhere", () => {
  assert.equal(explainEnd({ kind: "placed", mappings: [site, agent] }, "active", names), "Site 1 and agents, with role Agent role 1");
  assert.equal(explainEnd({ kind: "leftOut", mapping: site }, "active", names), "left out on purpose");
  assert.equal(explainEnd({ kind: "unmapped" }, "active", names), "no rule fits");
  assert.equal(explainEnd({ kind: "notCreated", mappings: [site] }, "archived", names), "not created: archived and unknown to the desk");
  assert.equal(explainEnd({ kind: "broken" }, "active", names), "left out: the record can't be read");
});
