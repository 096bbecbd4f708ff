import { listCustomFields } from "../../desk/list-custom-fields.ts";
import { listRecordsOf } from "../../desk/records/list-records-of.ts";
import { updateRecordOf } from "../../desk/records/save-record-of.ts";
import { Invalid } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import { checkValues } from "./check-values.ts";
import type { HaloCall, HaloItem, HaloResource } from "./halo-resource.ts";
import { kindResource } from "./kind-resource.ts";
import { createContact } from "./save-user.ts";
import { readItem } from "./shapes.ts";
import { readClient, readNewMainSite, topLevel, writeClient } from "./shapes-places.ts";
import { showsCustomFields } from "./shows-custom-fields.ts";

const { customer, site } = deskKinds;

const plain = kindResource({
  path: "client",
  listKey: "clients",
  kind: customer,
  orders: { name: "name", website: "website", ref: "reference", inactive: "isActive", lastupdate: "updatedAt" },
  conditions: { id: "id", name: "name", website: "website", ref: "reference", emailaddress: "email", phonenumber: "phone" },
  filter: ({ query }) => {
    const level = query.number("toplevel_id");
    if (level !== null && level > 0 && level !== topLevel.id) return null;
    // No customer has a tenant of Entra as long as no such directory is connected.
    return query.flag("azureclients") === true || query.text("integration_tenantids") !== null ? null : {};
  },
  write: async (call, customers, { isSingle }) => {
    const ids = customers.map(({ id }) => id);
    const filter = { fields: { isMain: "true", customerId: ids.join(",") } };
    const mains = ids.length === 0 ? [] : (await listRecordsOf(call.db, site, { filter, sort: "id", from: 0, limit: ids.length })).items;
    const mainOf = new Map(mains.map((one) => [one.customerId, one]));
    const shown = showsCustomFields(call, isSingle) ? await listCustomFields(call.db, "customer") : null;
    return customers.map((one) => writeClient(one, mainOf.get(one.id), shown));
  },
  read: async (call, item) => readClient(readItem(item), await listCustomFields(call.db, "customer")),
});

/** HaloPSA's clients: customers. A new one has a main site at once, and a first user where the same object describes one. */
export const clientResource: HaloResource = {
  ...plain,
  save: async (call, item) => {
    const isNew = typeof readItem(item).id("id") !== "number";
    const saved = (await plain.save?.(call, item)) ?? {};
    if (!isNew || !("id" in saved)) return saved;
    await describeMainSite(call, item, Number(saved.id));
    return (await plain.get?.(call, String(saved.id))) ?? saved;
  },
};

async function describeMainSite(call: HaloCall, item: HaloItem, customerId: number): Promise<void> {
  const sent = readItem(item);
  const filter = { fields: { isMain: "true", customerId: String(customerId) } };
  const [main] = (await listRecordsOf(call.db, site, { filter, sort: null, from: 0, limit: 1 })).items;
  if (main === undefined) throw new Error("A new customer has no main site");
  const patch = checkValues(site, readNewMainSite(sent));
  await updateRecordOf(call.db, site, { id: main.id, patch, expectsVersion: null }, { by: call.by, now: call.now });
  const [name, email] = [sent.text("newclient_contactname") ?? "", sent.text("newclient_contactemail") ?? ""];
  if (name === "" && email === "") return;
  if (name === "") throw new Invalid([{ at: "newclient_contactname", says: "is missing: an address is somebody's" }]);
  await createContact(call, { siteId: main.id, name, email });
}
