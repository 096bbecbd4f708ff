import type { CustomerState, DeskState, Named } from "./desk-state.ts";
import { compareDetails, type Difference } from "./difference.ts";

/** What a merged desk changes, as differences, with how many listed records stay as they are. */
export function compareDesk(before: DeskState, after: DeskState): readonly Difference[] {
  return [
    ...after.customers.flatMap((customer) => compareCustomer(before.customers.find((one) => one.id === customer.id) ?? null, customer)),
    ...compareNamed("user role", before.userRoles, after.userRoles, (role) => [["VIP", yesNo(role.isVip)]]),
    ...compareNamed("agent role", before.agentRoles, after.agentRoles, (role) => [["administrator", yesNo(role.isAdministrator)]]),
    ...compareNamed("team", before.teams, after.teams, () => []),
    ...compareNamed("change advisory board", before.cabs, after.cabs, () => []),
    ...compareNamed("CAB role", before.cabRoles, after.cabRoles, () => []),
    ...compareFields(before, after),
  ];
}

function compareCustomer(before: CustomerState | null, after: CustomerState): readonly Difference[] {
  const added: readonly Difference[] = before === null ? [{ kind: "add", what: "customer", name: after.name, details: [] }] : [];
  return [
    ...added,
    ...compareNamed(`site of ${after.name}`, before?.sites ?? [], after.sites, (site) => [["main site", yesNo(site.isMain)]]),
  ];
}

type Entries = readonly (readonly [string, string])[];

function compareNamed<T extends Named>(
  what: string,
  before: readonly T[],
  after: readonly T[],
  describe: (one: T) => Entries,
): readonly Difference[] {
  return after.flatMap((one): readonly Difference[] => {
    const old = before.find((other) => other.id === one.id);
    const details = compareDetails(new Map(old === undefined ? [] : describe(old)), new Map(describe(one)));
    if (old === undefined) return [{ kind: "add", what, name: one.name, details: details.filter((detail) => detail.after === "yes") }];
    return details.length === 0 ? [] : [{ kind: "change", what, name: one.name, details }];
  });
}

function compareFields(before: DeskState, after: DeskState): readonly Difference[] {
  return after.customFields.flatMap((field): readonly Difference[] => {
    const old = before.customFields.find((one) => one.entity === field.entity && one.key === field.key);
    const describe = (one: typeof field): Entries => [
      ["label", one.label],
      ["type", one.type],
      ["options", one.options.join(", ")],
    ];
    const details = compareDetails(new Map(old === undefined ? [] : describe(old)), new Map(describe(field)));
    const what = `custom field of ${field.entity}s`;
    if (old === undefined) return [{ kind: "add", what, name: field.key, details: details.filter((detail) => detail.after !== "") }];
    return details.length === 0 ? [] : [{ kind: "change", what, name: field.key, details }];
  });
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
