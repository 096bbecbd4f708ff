import type { AccountRow, AccountsToFind } from "../../../src/api/v1/shapes/settings.ts";

export const standings: readonly AccountRow["standing"][] = ["active", "suspended", "archived", "absent", "broken"];
export const deskStates = ["active", "any", "none"] as const;
type DeskState = (typeof deskStates)[number];

/** What the list of accounts shows. It lives in the address, so that every count elsewhere can lead to exactly its people. */
export interface AccountsSearch {
  readonly q?: string;
  readonly state?: AccountRow["standing"];
  /** A rule's number, or `placed`, `user`, `agent`, `leftOut`, `unmapped`, `notCreated`. */
  readonly rule?: string;
  /** A rule's number: whom it fits by itself. */
  readonly fits?: number;
  readonly desk?: DeskState;
  /** A run's number: accounts that its plan left as they are. */
  readonly unchangedIn?: number;
  /** An attribute: accounts that have no value for it. */
  readonly without?: string;
  /** A group's id, with its name for people. */
  readonly group?: string;
  readonly groupName?: string;
}

/** Reads the address of the list; what it does not know is dropped. */
export function readAccountsSearch(search: Record<string, unknown>): AccountsSearch {
  const q = textOf(search.q);
  const state = standings.find((known) => known === search.state);
  const rule = textOf(search.rule ?? search.goesTo);
  const fits = numberOf(search.fits);
  const desk = deskStates.find((known) => known === search.desk);
  const unchangedIn = numberOf(search.unchangedIn);
  const without = textOf(search.without);
  const group = textOf(search.group);
  const groupName = textOf(search.groupName);
  return {
    ...(q !== undefined && { q }),
    ...(state !== undefined && { state }),
    ...(rule !== undefined && { rule }),
    ...(fits !== undefined && { fits }),
    ...(desk !== undefined && { desk }),
    ...(unchangedIn !== undefined && { unchangedIn }),
    ...(without !== undefined && { without }),
    ...(group !== undefined && { group }),
    ...(group !== undefined && groupName !== undefined && { groupName }),
  };
}

/** The filter as the server takes it. */
export function accountsToFind(search: AccountsSearch): Omit<AccountsToFind, "limit" | "from"> {
  const { rule, without, group, groupName, ...same } = search;
  const conditions = [
    ...(without === undefined ? [] : [{ kind: "fieldState", field: without, op: "isEmpty" } as const]),
    ...(group === undefined ? [] : [{ kind: "group", groupId: group, groupName: groupName ?? "" } as const]),
  ];
  const [first, ...more] = conditions;
  return {
    ...same,
    // Whoever is not imported is not missing a value.
    ...(without !== undefined && rule === undefined && { goesTo: "placed" }),
    ...(rule !== undefined && { goesTo: rule }),
    ...(first !== undefined && { filter: more.length === 0 ? first : { kind: "all" as const, of: conditions } }),
  };
}

/** Whether anything narrows the list. */
export function isNarrowed(search: AccountsSearch): boolean {
  return Object.keys(search).length > 0;
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).trim();
  return text === "" ? undefined : text;
}

function numberOf(value: unknown): number | undefined {
  const number = Number(value);
  return value !== null && value !== "" && Number.isInteger(number) && number !== 0 ? number : undefined;
}
