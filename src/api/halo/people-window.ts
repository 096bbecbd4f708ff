import type { PeopleSearch } from "../../desk/find-people.ts";
import type { PeopleSort, PeopleWindow } from "../../desk/list-people.ts";
import type { HaloWindow } from "./halo-resource.ts";
import { ownValue } from "./own-value.ts";

const sorts: Readonly<Record<string, PeopleSort>> = {
  name: "name",
  emailaddress: "email",
  email: "email",
  site_name: "site",
  client_name: "customer",
  title: "title",
  jobtitle: "title",
  department: "department",
};

/** Which sheet of users or agents a window asks for. */
export function peopleWindowOf({ from, limit, order }: HaloWindow): PeopleWindow {
  const known = order.find(({ name }) => ownValue(sorts, name) !== undefined);
  // Further than that no list goes, and no whole number of the database.
  return {
    from: Math.min(from, 2_147_483_647),
    limit,
    sort: ownValue(sorts, known?.name ?? "") ?? "name",
    isDescending: known?.isDescending ?? false,
  };
}

/** Whom a window asks for. */
export function peopleSearchOf(window: HaloWindow, conditions: Readonly<Record<string, string>>): PeopleSearch {
  const { search, includesActive, includesInactive, updatedSince, updatedUntil } = window;
  return {
    q: search,
    isActive: includesActive === includesInactive ? null : includesActive,
    roleId: null,
    changedSince: updatedSince === null ? null : new Date(updatedSince),
    changedUntil: updatedUntil === null ? null : new Date(updatedUntil),
    comparisons: window.conditions.map(({ name, ...asked }) => ({ ...asked, field: conditions[name] ?? name })),
  };
}
