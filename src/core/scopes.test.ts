import { deepEqual, equal, match } from "node:assert/strict";
import { test } from "node:test";
import { Permission } from "../model/permission.ts";
import { explainScope, listGrantedPermissions, listScopePermissions, scopeNames } from "./scopes.ts";

const given = (...names: string[]) => [...listScopePermissions(names)];

test("a scope of one part gives that part alone; editing includes deleting", () => {
  deepEqual(given("read:tickets"), ["tickets:read"]);
  deepEqual(given("edit:tickets"), ["tickets:read", "tickets:edit", "tickets:all"]);
  deepEqual(given("read:customers"), ["customers:read", "users:read"]);
  deepEqual(given("edit:softwarelicensing"), given("edit:contracts"));
});

test("editing directories does not include applying imports", () => {
  deepEqual(given("edit:directories"), ["directories:read", "directories:edit"]);
  deepEqual(given("all:directories"), ["directories:read", "directories:edit", "directories:all"]);
});

test("all:standard leaves settings, access and directories out; all and admin leave nothing out", () => {
  const standard = given("all:standard");
  equal(standard.includes("invoices:all"), true);
  deepEqual(
    standard.filter((permission) => /^(settings|access|directories|demo):/.test(permission)),
    [],
  );
  deepEqual(given("all"), Permission.options);
  deepEqual(given("admin"), Permission.options);
});

test("names of HaloPSA that stand for nothing here are known and give nothing; unknown ones give nothing either", () => {
  for (const name of ["read:calendar", "edit:crm", "editMine:timesheets", "access:chat", "offline_access"]) {
    equal(scopeNames.includes(name), true, name);
    deepEqual(given(name), [], name);
  }
  deepEqual(given("read:everything", "ALL", ""), []);
});

test("an application may what its scopes, its token's scopes and its agent's roles all give", () => {
  const agent = ["tickets:read", "tickets:edit", "users:read"] as const;
  const may = (application: string[], token: string[]) => listGrantedPermissions({ application, token, agent });
  deepEqual(may(["all"], ["all"]), agent);
  deepEqual(may(["all:standard"], ["read:tickets"]), ["tickets:read"]);
  deepEqual(may(["read:tickets"], ["all"]), ["tickets:read"]);
  deepEqual(may(["read:customers"], ["read:tickets"]), []);
  deepEqual(may(["all"], []), []);
});

test("every scope can be said in words", () => {
  for (const name of scopeNames) match(explainScope(name), /^[A-Z].{8,}/, name);
  match(explainScope("no:such"), /no such scope/);
});
