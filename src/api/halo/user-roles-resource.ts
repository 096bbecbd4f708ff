import { deskKinds } from "../../model/records/desk-kinds.ts";
import { kindResource } from "./kind-resource.ts";
import { readItem } from "./shapes.ts";
import { readUserRole, writeUserRole } from "./shapes-people-setup.ts";

/** Roles of users. */
export const userRolesResource = kindResource({
  path: "userroles",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.userRole,
  orders: { name: "name" },
  conditions: { id: "id", name: "name" },
  write: (_call, roles) => roles.map(writeUserRole),
  read: (_call, item, before) => readUserRole(readItem(item), before),
});
