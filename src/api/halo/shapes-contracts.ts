import type { AssignmentRow } from "../../desk/contracts/list-assignments.ts";
import type { InvoiceLine, LineQuantity } from "../../model/records/contracts.ts";
import type { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import type { HaloItem } from "./halo-resource.ts";
import { type ItemReader, readItem } from "./shapes.ts";
import { opposite } from "./shapes-ticket-setup.ts";

type Licence = RecordOf<(typeof deskKinds)["softwareLicence"]>;
type Subscription = RecordOf<(typeof deskKinds)["subscription"]>;

/** HaloPSA keeps licences and subscriptions in one list: even numbers are licences here, odd ones subscriptions. */
export const licenceNumber = (id: number) => id * 2;
export const subscriptionNumber = (id: number) => id * 2 + 1;

/** What a number of that list means. */
export function readLicenceNumber(number: number): { readonly kind: "softwareLicence" | "subscription"; readonly id: number } {
  return { kind: number % 2 === 0 ? "softwareLicence" : "subscription", id: Math.floor(number / 2) };
}

/** HaloPSA's `type`: 0 a licence, 1 a subscription. */
export const licenceTypes = { softwareLicence: 0, subscription: 1 } as const;

export function writeLicence(licence: Licence) {
  return {
    id: licenceNumber(licence.id),
    type: licenceTypes.softwareLicence,
    name: licence.name,
    client_id: licence.customerId,
    client_name: licence.labels.customerId ?? "",
    count: licence.total,
    licences_in_use: licence.used,
    licences_available: licence.total - licence.used,
    product_sku: licence.sku,
    vendor: licence.vendor,
    start_date: licence.startsOn,
    end_date: licence.endsOn,
    price: licence.price ?? 0,
    is_active: licence.isActive,
    inactive: !licence.isActive,
    status: licence.isActive ? "active" : "inactive",
    snowid: licence.externalId,
    notes: licence.notes,
    last_update: licence.updatedAt,
  };
}

export function writeSubscription(subscription: Subscription) {
  const isActive = activeStatuses.includes(subscription.status);
  return {
    id: subscriptionNumber(subscription.id),
    type: licenceTypes.subscription,
    name: subscription.name,
    client_id: subscription.customerId,
    client_name: subscription.labels.customerId ?? "",
    count: subscription.quantity,
    licences_in_use: subscription.assignedQuantity,
    licences_available: subscription.quantity - subscription.assignedQuantity,
    product_sku: subscription.sku,
    billing_cycle: subscription.plan,
    term_duration: subscription.term,
    end_date: subscription.renewsOn,
    price: subscription.price ?? 0,
    is_active: isActive,
    inactive: !isActive,
    status: subscription.status,
    snowid: subscription.externalId,
    notes: subscription.notes,
    last_update: subscription.updatedAt,
  };
}

/** Subscriptions in these statuses are listed where inactive ones are not asked for. */
export const activeStatuses: readonly string[] = ["active", "suspended", "unknown"];

export function readLicence(sent: ItemReader) {
  return {
    ...readShared(sent),
    total: sent.number("count") ?? undefined,
    vendor: sent.text("vendor") ?? sent.text("manufacturer"),
    startsOn: readDay(sent, "start_date"),
    endsOn: readDay(sent, "end_date"),
    isActive: sent.flag("is_active") ?? opposite(sent.flag("inactive")),
  };
}

export function readSubscription(sent: ItemReader) {
  return {
    ...readShared(sent),
    quantity: sent.number("count") ?? undefined,
    assignedQuantity: sent.number("licences_in_use") ?? undefined,
    plan: sent.text("billing_cycle"),
    term: sent.text("term_duration"),
    renewsOn: readDay(sent, "end_date"),
    status: sent.text("status")?.trim().toLowerCase(),
  };
}

function readShared(sent: ItemReader) {
  return {
    name: sent.text("name"),
    customerId: sent.id("client_id") ?? undefined,
    sku: sent.text("product_sku"),
    price: sent.number("price"),
    externalId: sent.text("snowid"),
    notes: sent.text("notes"),
  };
}

function readDay(sent: ItemReader, name: string): string | null | undefined {
  return sent.moment(name)?.slice(0, 10) ?? (sent.has(name) ? null : undefined);
}

export function writeRecurringInvoice(invoice: RecordOf<(typeof deskKinds)["recurringInvoice"]>) {
  return {
    id: invoice.id,
    name: invoice.name,
    client_id: invoice.customerId,
    client_name: invoice.labels.customerId ?? "",
    period_months: invoice.everyMonths,
    nextcreationdate: invoice.nextOn,
    currency_code: invoice.currency,
    inactive: !invoice.isActive,
    notes: invoice.notes,
    last_update: invoice.updatedAt,
    lines: invoice.lines.map(writeLine),
  };
}

function writeLine(line: InvoiceLine, at: number) {
  const { quantity } = line;
  const limits = { qty_free: line.free, minimum_qty: line.minimum };
  const counts = (isAssigned: boolean) => ({ ...limits, assigned_licences: isAssigned });
  return {
    id: at + 1,
    item_shortdescription: line.says,
    unit_price: line.unitPrice,
    qty_order: quantity.kind === "fixed" ? quantity.quantity : null,
    ...limits,
    quantity_users: quantity.kind === "activeUsers" ? [{ ...limits, site_id: quantity.siteId ?? 0 }] : [],
    quantity_assets: quantity.kind === "activeAssets" ? [{ ...limits, type_id: quantity.assetTypeId ?? 0 }] : [],
    quantity_licences:
      quantity.kind === "licence" ? [{ ...counts(quantity.counts === "used"), licence_id: licenceNumber(quantity.licenceId) }] : [],
    quantity_subscriptions:
      quantity.kind === "subscription"
        ? [{ ...counts(quantity.counts === "assigned"), licence_id: subscriptionNumber(quantity.subscriptionId) }]
        : [],
  };
}

export function readRecurringInvoice(sent: ItemReader) {
  return {
    name: sent.text("name"),
    customerId: sent.id("client_id") ?? undefined,
    everyMonths: sent.number("period_months") ?? undefined,
    nextOn: readDay(sent, "nextcreationdate"),
    currency: sent.text("currency_code"),
    isActive: opposite(sent.flag("inactive")),
    notes: sent.text("notes"),
    lines: sent.items("lines")?.map(readLine),
  };
}

/** A line counts what its first list of quantities names, and has a fixed quantity where it names nothing. */
function readLine(item: HaloItem): InvoiceLine {
  const sent = readItem(item);
  const first = (name: string) => sent.items(name)?.[0];
  const counted = first("quantity_subscriptions") ?? first("quantity_licences") ?? first("quantity_users") ?? first("quantity_assets");
  const limits = readItem(counted ?? item);
  return {
    says: sent.text("item_shortdescription") ?? "",
    unitPrice: sent.number("unit_price") ?? 0,
    quantity: readQuantity(sent, first),
    free: limits.number("qty_free") ?? 0,
    minimum: limits.number("minimum_qty") ?? 0,
  };
}

function readQuantity(sent: ItemReader, first: (name: string) => HaloItem | undefined): LineQuantity {
  const [subscription, licence] = [first("quantity_subscriptions"), first("quantity_licences")];
  const counted = subscription ?? licence;
  if (counted !== undefined) {
    const { id, flag } = readItem(counted);
    const number = id("licence_id") ?? 0;
    const isAssigned = flag("assigned_licences") === true;
    return readLicenceNumber(number).kind === "subscription"
      ? { kind: "subscription", subscriptionId: readLicenceNumber(number).id, counts: isAssigned ? "assigned" : "quantity" }
      : { kind: "licence", licenceId: readLicenceNumber(number).id, counts: isAssigned ? "used" : "total" };
  }
  const [users, assets] = [first("quantity_users"), first("quantity_assets")];
  if (users !== undefined) return { kind: "activeUsers", siteId: readItem(users).id("site_id") ?? null };
  if (assets !== undefined) return { kind: "activeAssets", assetTypeId: readItem(assets).id("type_id") ?? null };
  return { kind: "fixed", quantity: sent.number("qty_order") ?? 1 };
}

/** Who holds a licence: HaloPSA's DeviceApplications. */
export function writeAssignment(assignment: AssignmentRow) {
  return {
    id: assignment.id,
    licence_id: licenceNumber(assignment.licenceId),
    licence_name: assignment.licence,
    name: assignment.licence,
    count: 1,
    did: assignment.assetId ?? 0,
    user_id: assignment.userId ?? 0,
    holder_name: assignment.holder,
    client_id: assignment.customerId,
    client_name: assignment.customer,
    install_date: assignment.since,
  };
}
