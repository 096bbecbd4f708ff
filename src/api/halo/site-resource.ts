import { listCustomFields } from "../../desk/list-custom-fields.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import { kindResource } from "./kind-resource.ts";
import { readItem } from "./shapes.ts";
import { readSite, topLevel, writeSite } from "./shapes-places.ts";
import { showsCustomFields } from "./shows-custom-fields.ts";

/** Sites of customers. */
export const siteResource = kindResource({
  path: "site",
  listKey: "sites",
  kind: deskKinds.site,
  orders: { name: "name", client_name: "customerId", clientsite_name: "customerId", ref: "reference", lastupdate: "updatedAt" },
  conditions: { id: "id", name: "name", client_id: "customerId", ref: "reference", phonenumber: "phone" },
  filter: ({ query }) => {
    const [level, customer, site] = [query.number("toplevel_id"), query.number("client_id"), query.number("site_id")];
    if (level !== null && level > 0 && level !== topLevel.id) return null;
    if (query.flag("azuresites") === true) return null;
    return {
      ...(customer !== null && customer > 0 && { fields: { customerId: String(customer) } }),
      ...(site !== null && site > 0 && { ids: [site] }),
    };
  },
  write: async (call, sites, { isSingle }) => {
    const shown = showsCustomFields(call, isSingle) ? await listCustomFields(call.db, "site") : null;
    return sites.map((one) => writeSite(one, shown));
  },
  read: async (call, item) => readSite(readItem(item), await listCustomFields(call.db, "site")),
});
