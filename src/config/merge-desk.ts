import type { FileDesk } from "../model/config-file.ts";
import { type CustomerState, type DeskState, findNamed, type Named, type SiteState } from "./desk-state.ts";
import type { Faults } from "./faults.ts";
import type { Path } from "./parse-config-file.ts";

type FileCustomer = NonNullable<FileDesk["customers"]>[number];

/**
 * The desk as it will be once the file is applied. Records are the same when their names are; nothing is renamed or taken away. New
 * records have negative numbers. Two entries of one name, and names that are nearly the same, are faults.
 */
export function mergeDesk(desk: DeskState, file: FileDesk, faults: Faults): DeskState {
  let last = 0;
  const nextId = () => {
    last -= 1;
    return last;
  };
  const merge = <T extends Named, F extends { readonly name: string }>(input: Merge<T, F>) => mergeNamed(input, faults);
  const plain = (key: "teams" | "cabs" | "cabRoles", what: string) =>
    merge<Named, Named>({
      known: desk[key],
      wanted: (file[key] ?? []).map((name) => ({ id: 0, name })),
      what,
      path: ["desk", key],
      nameAt: [],
      make: (one, old) => old ?? { id: nextId(), name: one.name },
    });
  return {
    customers: merge<CustomerState, FileCustomer>({
      known: desk.customers,
      wanted: file.customers ?? [],
      what: "customer",
      path: ["desk", "customers"],
      make: (one, old, path) => mergeCustomer({ wanted: one, known: old, path, nextId }, faults),
    }),
    userRoles: merge({
      known: desk.userRoles,
      wanted: file.userRoles ?? [],
      what: "user role",
      path: ["desk", "userRoles"],
      make: (one, old) => ({ id: old?.id ?? nextId(), name: one.name, isVip: one.vip ?? old?.isVip ?? false }),
    }),
    agentRoles: merge({
      known: desk.agentRoles,
      wanted: file.agentRoles ?? [],
      what: "agent role",
      path: ["desk", "agentRoles"],
      make: (one, old) => ({
        id: old?.id ?? nextId(),
        name: one.name,
        isAdministrator: one.administrator ?? old?.isAdministrator ?? false,
      }),
    }),
    teams: plain("teams", "team"),
    cabs: plain("cabs", "change advisory board"),
    cabRoles: plain("cabRoles", "CAB role"),
    customFields: mergeFields(desk, file, faults),
  };
}

interface Merge<T, F> {
  readonly known: readonly T[];
  readonly wanted: readonly F[];
  readonly what: string;
  readonly path: Path;
  /** Where the name stands in an entry. */
  readonly nameAt?: Path;
  readonly make: (wanted: F, known: T | null, path: Path) => T;
}

function mergeNamed<T extends Named, F extends { readonly name: string }>(input: Merge<T, F>, faults: Faults): readonly T[] {
  const changed = new Map<string, T>();
  const listed: { name: string }[] = [];
  for (const [index, wanted] of input.wanted.entries()) {
    const path = [...input.path, index];
    const at = [...path, ...(input.nameAt ?? ["name"])];
    if (listed.some((other) => other.name === wanted.name))
      faults.add(at, `the ${input.what} "${wanted.name}" stands here twice. Make one entry of the two`);
    else {
      const near = (says: string) => faults.add(at, says);
      findNamed(listed, wanted.name, near);
      const known = findNamed(input.known, wanted.name, near) ?? null;
      changed.set(wanted.name, input.make(wanted, known, path));
    }
    listed.push(wanted);
  }
  const kept = input.known.map((known) => changed.get(known.name.trim()) ?? known);
  return [...kept, ...[...changed.values()].filter((one) => one.id < 0)];
}

interface CustomerMerge {
  readonly wanted: FileCustomer;
  readonly known: CustomerState | null;
  readonly path: Path;
  readonly nextId: () => number;
}

function mergeCustomer({ wanted, known, path, nextId }: CustomerMerge, faults: Faults): CustomerState {
  const listed = wanted.sites ?? [];
  const mains = listed.filter((site) => site.main === true);
  if (mains.length > 1)
    faults.add(
      [...path, "sites"],
      `"${wanted.name}" has ${mains.length} main sites. Every customer has exactly one: leave main: true at one of them`,
    );
  const isSole = known === null && listed.length === 1;
  const sites = mergeNamed<SiteState, (typeof listed)[number]>(
    {
      known: known?.sites ?? [],
      wanted: listed,
      what: `site of ${wanted.name}`,
      path: [...path, "sites"],
      make: (site, old) => ({ id: old?.id ?? nextId(), name: site.name, isMain: site.main ?? old?.isMain ?? isSole }),
    },
    faults,
  ).map((site) => (mains.length === 1 ? { ...site, isMain: site.name === mains[0]?.name } : site));
  if (!sites.some((site) => site.isMain))
    faults.add(path, `"${wanted.name}" has no main site. Every customer has one: list it under sites, with main: true`);
  return { id: known?.id ?? nextId(), name: wanted.name, sites };
}

function mergeFields(desk: DeskState, file: FileDesk, faults: Faults): DeskState["customFields"] {
  const merged = [...desk.customFields];
  const seen = new Set<string>();
  for (const [index, wanted] of (file.customFields ?? []).entries()) {
    const path = ["desk", "customFields", index];
    const key = `${wanted.entity} ${wanted.key}`;
    if (seen.has(key)) faults.add(path, `the custom field "${wanted.key}" stands here twice. Make one entry of the two`);
    seen.add(key);
    const field = { ...wanted, options: wanted.options ?? [] };
    if (field.type.toLowerCase().includes("select") && field.options.length === 0)
      faults.add(path, `"${wanted.key}" is a selection without options. List them under options`);
    const place = merged.findIndex((one) => one.entity === field.entity && one.key === field.key);
    const old = merged[place];
    if (old !== undefined && old.type !== field.type)
      faults.add(
        [...path, "type"],
        `the field "${field.key}" is of type ${old.type} already, and its values are. Write type: ${old.type}, or choose another key`,
      );
    if (old === undefined) merged.push(field);
    else merged[place] = field;
  }
  return merged;
}
