import { z } from "zod";

/** What rights are given on (D2). Customers include their sites; agents include teams, boards and their members. */
export const Right = z.enum([
  "tickets",
  "customers",
  "users",
  "agents",
  "assets",
  "licences",
  "invoices",
  "directories",
  "settings",
  "access",
]);
export type Right = z.infer<typeof Right>;
export const rights = Right.options;

/** How far a right goes. `all` is deleting too; for directories it is applying, rejecting and undoing. Each includes those before it. */
export const RightLevel = z.enum(["none", "read", "edit", "all"]);
export type RightLevel = z.infer<typeof RightLevel>;

/** The rights of an agent role, by what they are on; what is missing is none. */
export const RoleRights = z.partialRecord(Right, RightLevel);
export type RoleRights = z.infer<typeof RoleRights>;

/** What an endpoint asks for. `demo:play` is for administrators of a demo only. */
export const Permission = z.enum([
  ...rights.flatMap((right) => [`${right}:read`, `${right}:edit`, `${right}:all`] as const),
  "demo:play",
] as [`${Right}:${"read" | "edit" | "all"}`, ...`${Right}:${"read" | "edit" | "all"}`[], "demo:play"]);
export type Permission = z.infer<typeof Permission>;
