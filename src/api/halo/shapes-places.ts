import type { NumberedCustomField } from "../../desk/list-custom-fields.ts";
import { Invalid } from "../../model/errors.ts";
import type { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import type { HaloItem } from "./halo-resource.ts";
import { writeGuid } from "./numbered-guid.ts";
import { type ItemReader, readItem } from "./shapes.ts";
import { readCustomFields, writeCustomFields } from "./shapes-custom-fields.ts";

type Customer = RecordOf<(typeof deskKinds)["customer"]>;
type Site = RecordOf<(typeof deskKinds)["site"]>;

/** HaloPSA has customers below top levels; the desk has one level, which stands for itself. */
export const topLevel = { id: 1, name: "Customers", inactive: false } as const;

/** `customFields` is null where they are not shown. */
export function writeClient(customer: Customer, mainSite: Site | undefined, customFields: readonly NumberedCustomField[] | null) {
  return {
    id: customer.id,
    guid: writeGuid("customer", customer.id),
    name: customer.name,
    toplevel_id: topLevel.id,
    toplevel_name: topLevel.name,
    inactive: !customer.isActive,
    is_vip: customer.isVip,
    ref: customer.reference,
    website: customer.website,
    phonenumber: customer.phone,
    emailaddress: customer.email,
    notes: customer.notes,
    main_site_id: mainSite?.id ?? 0,
    main_site_name: mainSite?.name ?? "",
    main_delivery_address: writeAddress(customer),
    last_update: customer.updatedAt,
    ...(customFields !== null && { customfields: writeCustomFields(customFields, customer.custom) }),
  };
}

/** What an object changes of a customer, by our fields. @throws Invalid */
export function readClient(sent: ItemReader, customFields: readonly NumberedCustomField[]) {
  const level = sent.id("toplevel_id");
  if (typeof level === "number" && level !== topLevel.id)
    throw new Invalid([{ at: "toplevel_id", says: `There is one top level, ${topLevel.id}` }]);
  return {
    name: sent.text("name"),
    isActive: readActive(sent),
    isVip: sent.flag("is_vip"),
    reference: sent.text("ref"),
    website: sent.text("website"),
    phone: sent.text("phonenumber"),
    email: sent.text("emailaddress"),
    notes: sent.text("notes"),
    ...readAddress(sent, ["main_delivery_address", "main_invoice_address"]),
    custom: readCustomFields(customFields, sent),
  };
}

/** `newclient_…` describes the main site that every new customer gets. */
export function readNewMainSite(sent: ItemReader) {
  return {
    name: sent.text("newclient_sitename") || undefined,
    phone: sent.text("newclient_phonenumber"),
    timeZone: sent.text("newclient_timezone"),
  };
}

export function writeSite(site: Site, customFields: readonly NumberedCustomField[] | null) {
  const customer = site.labels.customerId ?? "";
  return {
    id: site.id,
    guid: writeGuid("site", site.id),
    name: site.name,
    client_id: site.customerId,
    client_name: customer,
    clientsite_name: `${customer}/${site.name}`,
    inactive: !site.isActive,
    is_main_site: site.isMain,
    ref: site.reference,
    phonenumber: site.phone,
    timezone: site.timeZone,
    notes: site.notes,
    sla_id: -1,
    maincontact_id: 0,
    maincontact_name: "",
    delivery_address: writeAddress(site),
    last_update: site.updatedAt,
    ...(customFields !== null && { customfields: writeCustomFields(customFields, site.custom) }),
  };
}

/** What an object changes of a site, by our fields. @throws Invalid */
export function readSite(sent: ItemReader, customFields: readonly NumberedCustomField[]) {
  return {
    name: sent.text("name"),
    customerId: sent.id("client_id"),
    isActive: readActive(sent),
    isMain: sent.flag("is_main_site"),
    reference: sent.text("ref"),
    phone: sent.text("phonenumber"),
    timeZone: sent.text("timezone"),
    notes: sent.text("notes"),
    ...readAddress(sent, ["delivery_address", "invoice_address"]),
    custom: readCustomFields(customFields, sent),
  };
}

/** HaloPSA says who is inactive, Muster who is active. */
export function readActive(sent: ItemReader, name = "inactive"): boolean | undefined {
  const isInactive = sent.flag(name);
  return isInactive === undefined ? undefined : !isInactive;
}

type Address = Pick<Customer, "street" | "city" | "region" | "postcode" | "country">;

function writeAddress({ street, city, region, postcode, country }: Address) {
  return { line1: street, line2: "", line3: city, line4: region, postcode, country };
}

/** The first of these addresses that was sent. Both lines of a street are one here. */
function readAddress(sent: ItemReader, names: readonly string[]) {
  const at = names.find((name) => sent.has(name) && sent.raw(name) !== null);
  if (at === undefined) return {};
  const value = sent.raw(at);
  if (typeof value !== "object" || Array.isArray(value))
    throw new Invalid([{ at, says: "is an object with line1, line2, line3, line4 and postcode" }]);
  // An object of a parsed body, its keys lowered.
  const address = readItem(value as HaloItem);
  const [line1, line2] = [address.text("line1"), address.text("line2")];
  return {
    street: line1 === undefined ? undefined : [line1, line2 ?? ""].filter((line) => line !== "").join(", "),
    city: address.text("line3"),
    region: address.text("line4"),
    postcode: address.text("postcode"),
    country: address.text("country") ?? address.text("country_code"),
  };
}
