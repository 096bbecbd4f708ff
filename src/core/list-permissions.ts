import { Permission, type RightLevel, type RoleRights, rights } from "../model/permission.ts";

/** What somebody's agent roles give together. */
export interface HeldRights {
  readonly isAdministrator: boolean;
  readonly roles: readonly RoleRights[];
}

const levels = ["read", "edit", "all"] as const;
const height: Readonly<Record<RightLevel, number>> = { none: 0, read: 1, edit: 2, all: 3 };

/**
 * What an agent may do (D2): administrators everything; everybody else what their roles give, of each right the highest level, which
 * includes those below it. A role takes nothing away that another gives.
 */
export function listPermissions({ isAdministrator, roles }: HeldRights): readonly Permission[] {
  if (isAdministrator) return Permission.options;
  return rights.flatMap((right) => {
    const reaches = Math.max(0, ...roles.map((role) => height[role[right] ?? "none"]));
    return levels.slice(0, reaches).map((level) => `${right}:${level}` as const);
  });
}
