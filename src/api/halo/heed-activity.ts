import type { HaloCall, HaloResource, HaloWindow } from "./halo-resource.ts";

/** A resource whose list has switches of its own for active and inactive records: `includeenabled`, `includedisabled`, `showall`. */
export function heedActivity(
  resource: HaloResource,
  names: { readonly active: string; readonly inactive: string; readonly all: string },
): HaloResource {
  return { ...resource, list: (call, window) => resource.list(call, { ...window, ...activityOf(call, window, names) }) };
}

function activityOf({ query }: HaloCall, window: HaloWindow, names: Parameters<typeof heedActivity>[1]) {
  if (query.flag(names.all) === true) return { includesActive: true, includesInactive: true };
  return {
    includesActive: query.flag(names.active) ?? window.includesActive,
    includesInactive: query.flag(names.inactive) ?? window.includesInactive,
  };
}
