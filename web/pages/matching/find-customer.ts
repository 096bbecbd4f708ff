import type { CatalogueView } from "../../../src/api/v1/shapes/settings.ts";
import type { Mapping } from "../../../src/model/settings.ts";

/** The customer whose sites these rules send people to; null where there are several, or none yet. */
export function findCustomer(mappings: readonly Mapping[], sites: CatalogueView["sites"]): number | null {
  const ids = new Set(
    mappings.flatMap(({ destination }) =>
      destination.kind === "site" ? sites.filter(({ id }) => id === destination.siteId).map(({ customerId }) => customerId) : [],
    ),
  );
  const [first] = ids;
  return ids.size === 1 && first !== undefined ? first : null;
}
