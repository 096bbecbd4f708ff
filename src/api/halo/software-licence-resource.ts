import { NotFound } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { HaloCall, HaloResource, HaloWindow } from "./halo-resource.ts";
import { kindResource } from "./kind-resource.ts";
import { readIds } from "./read-ids.ts";
import { readId, readItem } from "./shapes.ts";
import {
  activeStatuses,
  licenceTypes,
  readLicence,
  readLicenceNumber,
  readSubscription,
  writeLicence,
  writeSubscription,
} from "./shapes-contracts.ts";

const orders = {
  name: "name",
  client_name: "customerId",
  count: "total",
  end_date: "endsOn",
  product_sku: "sku",
  last_update: "updatedAt",
};

/** Software licences under even numbers; in lists they come first. */
const licences = kindResource({
  path: "softwarelicence",
  listKey: "licences",
  kind: deskKinds.softwareLicence,
  orders,
  filter: ({ query }) => ({ fields: { customerId: readIds(query, "client_id") } }),
  write: (_call, records) => records.map(writeLicence),
  read: (_call, item) => readLicence(readItem(item)),
});

/** Subscriptions under odd numbers, in some statuses or in any. */
const subscriptionsIn = (status: string) =>
  kindResource({
    path: "softwarelicence",
    listKey: "licences",
    kind: deskKinds.subscription,
    orders: { ...orders, count: "quantity", end_date: "renewsOn", status: "status" },
    filter: ({ query }) => ({ fields: { customerId: readIds(query, "client_id"), status } }),
    write: (_call, records) => records.map(writeSubscription),
    read: (_call, item) => readSubscription(readItem(item)),
  });

const subscriptions = subscriptionsIn("");
const resourceOf = { softwareLicence: licences, subscription: subscriptions };

/** Software licences and subscriptions, which are one list in HaloPSA. */
export const softwareLicenceResource: HaloResource = {
  ...licences,
  list: async (call, window) => {
    if (call.query.text("tenant_id") !== null) return { items: [], total: 0 };
    const type = call.query.number("licence_type");
    const none = { items: [], total: 0 };
    const first = type === licenceTypes.subscription ? none : await licences.list(call, window);
    const rest = { ...window, from: Math.max(0, window.from - first.total), limit: window.limit - first.items.length };
    const second = type === licenceTypes.softwareLicence ? none : await listSubscriptions(call, rest);
    return { items: [...first.items, ...second.items], total: first.total + second.total };
  },
  get: async (call, id) => {
    const { resource, own } = find(id);
    return (await resource.get?.(call, own)) ?? {};
  },
  save: async (call, item) => {
    const sent = readItem(item);
    const number = sent.id("id");
    const isNewSubscription = sent.number("type") === licenceTypes.subscription;
    const found = typeof number === "number" ? readLicenceNumber(number) : null;
    const resource = found === null ? (isNewSubscription ? subscriptions : licences) : resourceOf[found.kind];
    return (await resource.save?.(call, { ...item, id: found === null ? undefined : ownNumber(number, found.id) })) ?? {};
  },
  delete: async (call, id) => {
    const { resource, own } = find(id);
    return (await resource.delete?.(call, own)) ?? {};
  },
};

/** Subscriptions have a status, which says whether they are active. */
async function listSubscriptions(call: HaloCall, window: HaloWindow) {
  const { includesActive, includesInactive } = window;
  const statuses = deskKinds.subscription.fields.status.options ?? [];
  const status = statuses.filter((one) => (activeStatuses.includes(one) ? includesActive : includesInactive)).join(",");
  return await subscriptionsIn(status).list(call, window);
}

function find(id: string) {
  const { kind, id: own } = readLicenceNumber(readId(id, "licence"));
  return { resource: resourceOf[kind], own: String(ownNumber(id, own)) };
}

/** @throws NotFound for a number that stands for none */
function ownNumber(number: number | string | null | undefined, own: number): number {
  if (own < 1) throw new NotFound(`There is no licence ${number ?? ""}.`);
  return own;
}
