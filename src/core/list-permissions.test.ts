import { deepEqual, equal } from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { Permission, RightLevel, type RoleRights, rights } from "../model/permission.ts";
import { listPermissions } from "./list-permissions.ts";

describe("what an agent may do", () => {
  test("an administrator may everything, whatever the other roles say", () => {
    deepEqual(listPermissions({ isAdministrator: true, roles: [{ tickets: "none" }] }), Permission.options);
  });

  test("without a role nobody may anything", () => {
    deepEqual(listPermissions({ isAdministrator: false, roles: [] }), []);
  });

  test("a level includes the ones below it", () => {
    deepEqual(listPermissions({ isAdministrator: false, roles: [{ tickets: "all", users: "edit", assets: "read", invoices: "none" }] }), [
      "tickets:read",
      "tickets:edit",
      "tickets:all",
      "users:read",
      "users:edit",
      "assets:read",
    ]);
  });

  test("of several roles the highest level counts, whatever their order", () => {
    const roles: RoleRights[] = [{ tickets: "read" }, { tickets: "edit", users: "read" }, { tickets: "none" }];
    const together = ["tickets:read", "tickets:edit", "users:read"];
    deepEqual(listPermissions({ isAdministrator: false, roles }), together);
    deepEqual(listPermissions({ isAdministrator: false, roles: roles.toReversed() }), together);
  });

  test("one more role never takes anything away, and the demo is for administrators", () => {
    const role = fc.dictionary(fc.constantFrom(...rights), fc.constantFrom(...RightLevel.options));
    fc.assert(
      fc.property(fc.array(role, { maxLength: 4 }), role, (roles, more) => {
        const before = listPermissions({ isAdministrator: false, roles });
        const after = new Set(listPermissions({ isAdministrator: false, roles: [...roles, more] }));
        equal(
          before.every((permission) => after.has(permission)),
          true,
        );
        equal(after.has("demo:play"), false);
      }),
    );
  });
});
