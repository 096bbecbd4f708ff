import type { admin_directory_v1 as google } from "@googleapis/admin";
import type { Organisation, OrgUnit } from "../state/directory.ts";

/** An org unit as the Directory API gives it. Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/orgunits */
export function wireOrgUnit(unit: OrgUnit): google.Schema$OrgUnit {
  return {
    kind: "admin#directory#orgUnit",
    etag: `"${unit.id}"`,
    name: unit.name,
    description: unit.description,
    orgUnitPath: unit.path,
    orgUnitId: unit.id,
    ...(unit.path !== "/" && { parentOrgUnitPath: unit.parentPath, parentOrgUnitId: unit.parentId }),
    blockInheritance: false,
  } satisfies google.Schema$OrgUnit;
}

/** The customer record. Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/customers */
export function wireCustomer(organisation: Organisation): google.Schema$Customer {
  return {
    kind: "admin#directory#customer",
    etag: `"${organisation.customerId}"`,
    id: organisation.customerId,
    customerDomain: organisation.domain,
    alternateEmail: `owner@mail.${organisation.domain}`,
    language: "en",
    customerCreationTime: "2019-06-03T08:00:00.000Z",
    postalAddress: {
      contactName: "The administrator",
      organizationName: organisation.name,
      addressLine1: "1 Sample Street",
      locality: "Leeds",
      postalCode: "LS1 1AA",
      countryCode: "GB",
    },
  } satisfies google.Schema$Customer;
}

/** The domains; creation times are int64 and therefore strings. Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/domains */
export function wireDomains(organisation: Organisation): google.Schema$Domains2 {
  const names = [organisation.domain, ...organisation.otherDomains];
  return {
    kind: "admin#directory#domains",
    etag: `"${organisation.customerId}/domains"`,
    domains: names.map((domainName, index) => ({
      kind: "admin#directory#domain",
      etag: `"${domainName}"`,
      domainName,
      isPrimary: index === 0,
      verified: true,
      creationTime: "1559548800000",
    })),
  } satisfies google.Schema$Domains2;
}

/** The one custom schema of every sandbox organisation, `HR.costCentre`. Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/schemas */
export function wireSchema(): google.Schema$Schema {
  return {
    kind: "admin#directory#schema",
    schemaId: "hr0000001==",
    etag: '"hr"',
    schemaName: "HR",
    displayName: "Human resources",
    fields: [
      {
        kind: "admin#directory#schema#fieldspec",
        fieldId: "hr0000002==",
        etag: '"hr.costCentre"',
        fieldName: "costCentre",
        displayName: "Cost centre",
        fieldType: "STRING",
        multiValued: false,
        indexed: true,
        readAccessType: "ADMINS_AND_SELF",
      },
    ],
  } satisfies google.Schema$Schema;
}
