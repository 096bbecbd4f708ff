import assert from "node:assert/strict";
import { test } from "node:test";
import type { MatchingSide } from "../../../src/api/v1/shapes/settings.ts";
import type { Mapping } from "../../../src/model/settings.ts";
import { isUnrecognised, listConcerned } from "./find-unrecognised.ts";

const side = (unlinked: number, fields: MatchingSide["fields"] = []): MatchingSide => ({
  linked: 0,
  unlinked,
  accountsWithoutRecord: 0,
  fields,
});
const email: MatchingSide["fields"][number] = {
  by: { kind: "email" },
  label: "e-mail",
  finds: 0,
  ambiguous: 0,
  who: { finds: [], ambiguous: [] },
};
const rule = (destination: Mapping["destination"]): Mapping => ({ id: 1, sequence: 1, name: "All", part: null, destination, filter: null });
const toSite = rule({ kind: "site", siteId: 1, userRoleId: null });

test("Agents need not be recognised where no rule makes agents", () => {
  const view = { users: side(0), agents: side(22), warnings: [], choices: { users: [], agents: [] } };
  assert.deepEqual(
    listConcerned(view, [toSite]).map(({ what }) => what),
    ["users"],
  );
  assert.equal(listConcerned(view, [toSite]).some(isUnrecognised), false);
  assert.equal(listConcerned(view, [rule({ kind: "agent", agentRoleId: null })]).some(isUnrecognised), true);
});

test("Records that no account is linked to wait, until a field says how they are recognised", () => {
  assert.equal(isUnrecognised({ what: "users", side: side(3) }), true);
  assert.equal(isUnrecognised({ what: "users", side: side(3, [email]) }), false);
});
