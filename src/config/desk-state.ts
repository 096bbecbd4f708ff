import { type Kysely, sql } from "kysely";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import type { CustomField, DeskCatalogue } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import type { Tables } from "../store/tables.ts";
import type { Faults } from "./faults.ts";
import type { Path } from "./parse-config-file.ts";

export interface Named {
  readonly id: number;
  readonly name: string;
}

export interface SiteState extends Named {
  readonly isMain: boolean;
}

export interface CustomerState extends Named {
  readonly sites: readonly SiteState[];
}

/** The records that mappings name, as they are or as a file would make them; what is still to be created has a negative number. */
export interface DeskState {
  readonly customers: readonly CustomerState[];
  readonly userRoles: readonly (Named & { readonly isVip: boolean })[];
  readonly agentRoles: readonly (Named & { readonly isAdministrator: boolean })[];
  readonly teams: readonly Named[];
  readonly cabs: readonly Named[];
  readonly cabRoles: readonly Named[];
  readonly customFields: readonly CustomField[];
}

/** The desk's records that mappings name, in order of their numbers. */
export async function loadDesk(db: Kysely<Tables>): Promise<DeskState> {
  const customers = await db.selectFrom("customers").select(["id", "name"]).orderBy("id").execute();
  const sites = await db.selectFrom("sites").select(["id", "name", "customer_id", "is_main as isMain"]).orderBy("id").execute();
  const sitesOf = Map.groupBy(sites, (site) => site.customer_id);
  const { customFields } = await loadCatalogue(db);
  const named = (table: "teams" | "cabs" | "cab_roles") => db.selectFrom(table).select(["id", "name"]).orderBy("id").execute();
  return {
    customers: customers.map((customer) => ({
      ...customer,
      sites: (sitesOf.get(customer.id) ?? []).map(({ id, name, isMain }) => ({ id, name, isMain })),
    })),
    userRoles: await db.selectFrom("user_roles").select(["id", "name", "is_vip as isVip"]).orderBy("id").execute(),
    agentRoles: await db.selectFrom("agent_roles").select(["id", "name", "is_administrator as isAdministrator"]).orderBy("id").execute(),
    teams: await named("teams"),
    cabs: await named("cabs"),
    cabRoles: await named("cab_roles"),
    customFields: customFields.map(({ entity, key, label, type, options }) => ({ entity, key, label, type, options })),
  };
}

/** Keeps others from changing these records and the connections until the transaction ends. */
export async function lockDesk(db: Kysely<Tables>): Promise<void> {
  await sql`lock table customers, sites, user_roles, agent_roles, teams, cabs, cab_roles, custom_fields, connections in share row exclusive mode`.execute(
    db,
  );
}

/** The same state, as the rules of settings want it. */
export function catalogueOf(desk: DeskState): DeskCatalogue {
  const names = (list: readonly Named[]) => new Map(list.map(({ id, name }) => [id, name]));
  return {
    sites: new Map(
      desk.customers.flatMap((customer) => customer.sites.map((site) => [site.id, { name: site.name, customer: customer.name }])),
    ),
    userRoles: names(desk.userRoles),
    agentRoles: new Map(desk.agentRoles.map(({ id, name, isAdministrator }) => [id, { name, isAdministrator }])),
    cabs: names(desk.cabs),
    cabRoles: names(desk.cabRoles),
    customFields: desk.customFields,
  };
}

/** The record of exactly this name; undefined when there is none. A name that differs only in capitals is a fault. */
export function findNamed<T extends { readonly name: string }>(
  list: readonly T[],
  name: string,
  near: (says: string) => void,
): T | undefined {
  const found = list.find((one) => one.name.trim() === name);
  if (found !== undefined) return found;
  const twin = list.find((one) => foldText(one.name) === foldText(name));
  if (twin !== undefined) near(`"${name}" differs from "${twin.name}" only in capitals or spaces. Write it exactly as "${twin.name}"`);
  return undefined;
}

export interface Wanted {
  readonly name: string;
  /** What it is: `agent role`, `site of Acme`. */
  readonly what: string;
  readonly path: Path;
}

/** The number of a record that the file names; a fault, and 0, when there is none. */
export function requireNamed(list: readonly Named[], { name, what, path }: Wanted, faults: Faults): number {
  let isNear = false;
  const found = findNamed(list, name, (says) => {
    isNear = true;
    faults.add(path, says);
  });
  if (found === undefined && !isNear) {
    const known = list
      .map((one) => `"${one.name}"`)
      .slice(0, 8)
      .join(", ");
    faults.add(
      path,
      `there is no ${what} "${name}"${known === "" ? "" : ` (there are: ${known})`}. Add it under desk, or write one that exists`,
    );
  }
  return found?.id ?? 0;
}

/** The number of a site that the file names by customer and site. */
export function requireSite(
  desk: DeskState,
  site: { readonly customer: string; readonly site: string },
  path: Path,
  faults: Faults,
): number {
  const customerId = requireNamed(desk.customers, { name: site.customer, what: "customer", path: [...path, "customer"] }, faults);
  const customer = desk.customers.find((one) => one.id === customerId);
  if (customer === undefined) return 0;
  return requireNamed(customer.sites, { name: site.site, what: `site of ${customer.name}`, path: [...path, "site"] }, faults);
}
