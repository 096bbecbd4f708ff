import { loadCatalogue } from "../../../connections/load-catalogue.ts";
import { explainField } from "../../../core/explain-field.ts";
import { deskFields, managerField } from "../../../model/desk.ts";
import type { Permission } from "../../../model/permission.ts";
import type { Db } from "../../../store/open-database.ts";
import type { CatalogueView } from "../shapes/settings.ts";

/** Everything on the desk that settings point at, by name; places and agents' roles for those only who may read about them somewhere. */
export async function viewCatalogue(db: Db, permissions: readonly Permission[]): Promise<CatalogueView> {
  const may = (...wanted: readonly Permission[]) => wanted.some((permission) => permissions.includes(permission));
  const seesPlaces = may("customers:read", "users:read", "directories:read");
  const seesAgentRoles = may("access:read", "agents:read", "directories:read");
  const catalogue = await loadCatalogue(db);
  const customers = seesPlaces ? await db.selectFrom("customers").select(["id", "name"]).execute() : [];
  const sites = seesPlaces ? await db.selectFrom("sites").select(["id", "name", "customer_id", "is_main"]).execute() : [];
  const customerOf = new Map(customers.map((customer) => [customer.id, customer.name]));
  const named = (names: ReadonlyMap<number, string>) => byName([...names].map(([id, name]) => ({ id, name })));
  return {
    customers: byName(customers),
    sites: byName(
      sites.map((site) => ({
        id: site.id,
        name: site.name,
        customerId: site.customer_id,
        customer: customerOf.get(site.customer_id) ?? "",
        isMain: site.is_main,
      })),
    ).toSorted((a, b) => a.customer.localeCompare(b.customer)),
    userRoles: named(catalogue.userRoles),
    agentRoles: seesAgentRoles ? byName([...catalogue.agentRoles].map(([id, role]) => ({ id, ...role }))) : [],
    cabs: named(catalogue.cabs),
    cabRoles: named(catalogue.cabRoles),
    fields: (["user", "agent"] as const).flatMap((entity) => [
      ...[...deskFields, ...(entity === "user" ? [managerField] : [])].map((field) => ({
        entity,
        field,
        label: explainField(field, { catalogue }),
        type: "text",
        options: [],
      })),
      ...catalogue.customFields
        .filter((field) => field.entity === entity)
        .map(({ key, label, type, options }) => ({ entity, field: `custom.${key}`, label, type, options })),
    ]),
  };
}

function byName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => a.name.localeCompare(b.name));
}
