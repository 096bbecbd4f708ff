import type { Permission } from "./shapes/session.ts";

/** What an agent may do: administrators everything, everybody else may look at the desk. The demo can be played by administrators only. */
export function listPermissions(agent: { readonly isAdministrator: boolean }, isDemo: boolean): readonly Permission[] {
  if (!agent.isAdministrator) return ["desk:read"];
  const all: readonly Permission[] = ["directories:read", "directories:edit", "directories:apply", "desk:read", "desk:edit"];
  return isDemo ? [...all, "demo:play"] : all;
}
