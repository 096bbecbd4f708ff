import { RoleRights } from "../permission.ts";
import { choice, flag, longText, moment, name, number, reference, referenceOrNone, references, structured, text } from "./field.ts";
import { defineKind } from "./kind.ts";

/** What users and agents have alike (D1), under the names of `DeskField`. */
const person = {
  name: text("Name"),
  firstName: text("First name"),
  lastName: text("Last name"),
  email: text("E-mail"),
  email2: text("Second e-mail"),
  email3: text("Third e-mail"),
  phone: text("Phone"),
  mobile: text("Mobile"),
  homePhone: text("Home phone"),
  title: text("Title"),
  department: text("Department"),
  employeeNumber: text("Employee number"),
  isActive: flag("Active", true),
  isProtected: flag("Never touched by a run", false),
  lastSignInAt: moment("Last sign-in", { isComputed: true }),
  notes: longText("Notes"),
};

/** End users, as references and lists see them; they are written by `desk/edit-record.ts` and by imports. */
export const userKind = defineKind({
  name: "user",
  one: "user",
  many: "users",
  table: "users",
  path: "users",
  right: "users",
  uniqueBy: null,
  customOf: "user",
  hasSearchKey: true,
  fields: {
    ...person,
    siteId: reference("Site", "site"),
    agentId: referenceOrNone("Agent", "agent"),
    managerId: referenceOrNone("Manager", "user"),
  },
});

/** Members of staff, as references and lists see them; they are written by `desk/edit-record.ts` and by imports. */
export const agentKind = defineKind({
  name: "agent",
  one: "agent",
  many: "agents",
  table: "agents",
  path: "agents",
  right: "agents",
  uniqueBy: null,
  customOf: "agent",
  hasSearchKey: true,
  fields: {
    ...person,
    licence: choice("Licence", ["named", "concurrent"], "concurrent"),
    isApiOnly: flag("For programs only", false),
  },
});

/** What end users may see (D2). */
export const userRoleKind = defineKind({
  name: "userRole",
  one: "user role",
  many: "user roles",
  table: "user_roles",
  path: "user-roles",
  right: "settings",
  fields: {
    name: name("Name"),
    sees: choice("Sees the tickets of", ["own", "site", "customer"], "own"),
    isVip: flag("VIP", false),
    notes: longText("Notes"),
  },
});

/** What agents may do (D2). */
export const agentRoleKind = defineKind({
  name: "agentRole",
  one: "agent role",
  many: "agent roles",
  table: "agent_roles",
  path: "agent-roles",
  right: "access",
  fields: {
    name: name("Name"),
    isAdministrator: flag("Administrator", false, { hint: "May do everything" }),
    rights: structured("Rights", RoleRights, {}),
    notes: longText("Notes"),
  },
});

export const teamKind = defineKind({
  name: "team",
  one: "team",
  many: "teams",
  table: "teams",
  path: "teams",
  right: "agents",
  fields: {
    name: name("Name"),
    isActive: flag("Active", true),
    email: text("E-mail"),
    position: number("Position"),
    agentIds: references("Members", "agent", { table: "team_members", own: "team_id", other: "agent_id" }),
    notes: longText("Notes"),
  },
});

/** Change advisory boards. Members are grants, because groups of a directory give them too. */
export const cabKind = defineKind({
  name: "cab",
  one: "change advisory board",
  many: "change advisory boards",
  table: "cabs",
  path: "cabs",
  right: "agents",
  fields: {
    name: name("Name"),
    approvalsNeeded: number("Approvals needed", { min: 0, max: 1000, hint: "0: every member must approve" }),
    notes: longText("Notes"),
  },
});

export const cabRoleKind = defineKind({
  name: "cabRole",
  one: "CAB role",
  many: "CAB roles",
  table: "cab_roles",
  path: "cab-roles",
  right: "agents",
  fields: { name: name("Name"), notes: longText("Notes") },
});
