import { NotFound } from "../../model/errors.ts";
import type { HaloResource } from "./halo-resource.ts";

const none = async () => ({ items: [], total: 0 });

/** Connections to Microsoft Entra ID: there are none as long as Muster reads no such directory. Clients look here for the customers' tenants. */
export const azureAdConnectionResource: HaloResource = {
  path: "azureadconnection",
  right: "customers",
  listKey: null,
  list: none,
  get: async (_call, id) => {
    throw new NotFound(`There is no connection ${id.slice(0, 40)}: Muster is connected to no Microsoft tenant.`);
  },
};

/** Which customer has which tenant. */
export const areaAzureTenantResource: HaloResource = { path: "areaazuretenant", right: "customers", listKey: null, list: none };
