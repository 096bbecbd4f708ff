import { flag, longText, name, reference, text } from "./field.ts";
import { defineKind } from "./kind.ts";

const address = {
  street: text("Street"),
  city: text("Town"),
  region: text("Region"),
  postcode: text("Postcode"),
  country: text("Country"),
};

/** Organisations that the desk serves (D1). */
export const customerKind = defineKind({
  name: "customer",
  one: "customer",
  many: "customers",
  table: "customers",
  path: "customers",
  right: "customers",
  customOf: "customer",
  hasSearchKey: true,
  fields: {
    name: name("Name"),
    isActive: flag("Active", true),
    isVip: flag("VIP", false),
    reference: text("Reference", { hint: "A number or code of another system" }),
    phone: text("Phone"),
    email: text("E-mail"),
    website: text("Website"),
    ...address,
    notes: longText("Notes"),
  },
});

/** Locations of customers (D1). Each customer has one main site. */
export const siteKind = defineKind({
  name: "site",
  one: "site",
  many: "sites",
  table: "sites",
  path: "sites",
  right: "customers",
  uniqueBy: ["customerId", "name"],
  customOf: "site",
  hasSearchKey: true,
  fields: {
    name: name("Name"),
    customerId: reference("Customer", "customer"),
    isMain: flag("Main site", false, { hint: "The former main site of the customer is one no more" }),
    isActive: flag("Active", true),
    reference: text("Reference"),
    phone: text("Phone"),
    ...address,
    timeZone: text("Time zone", { hint: "Europe/Lisbon; empty for the desk's own" }),
    notes: longText("Notes"),
  },
});
