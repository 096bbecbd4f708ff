import { type CustomFieldType, deskFields } from "../../model/desk.ts";
import type { AssetTypeField } from "../../model/records/assets.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordKind } from "../../model/records/kind.ts";
import type { TakeoverKind } from "../../model/takeover.ts";
import { explainField } from "../explain-field.ts";

/** How a cell is read. `link` names another record, `links` several; `isNot` is a yes that means no: a column *Inactive*. */
export type CellType = CustomFieldType | "longText" | "link" | "links" | "isNot" | "id";

/** Something that a column of a file can fill. */
export interface TakeoverField {
  readonly field: string;
  readonly label: string;
  readonly type: CellType;
  readonly options: readonly string[];
  readonly longest: number;
  /** Without a column for it nothing of this file can be taken over. */
  readonly isRequired: boolean;
  /** Titles of other systems, in small letters without anything between the words. */
  readonly aliases: readonly string[];
}

/** What the desk has of its own that columns can fill. */
export interface DeskSetup {
  readonly customFields: readonly {
    readonly entity: string;
    readonly key: string;
    readonly label: string;
    readonly type: CustomFieldType;
    readonly options: readonly string[];
    readonly isRequired: boolean;
  }[];
  readonly assetTypes: readonly { readonly id: number; readonly name: string; readonly fields: readonly AssetTypeField[] }[];
  readonly assetStatuses: readonly { readonly id: number; readonly name: string }[];
}

/** Everything that a file of a kind can fill, the id first. */
export function listTakeoverFields(kind: TakeoverKind, setup: DeskSetup): readonly TakeoverField[] {
  const custom = setup.customFields
    .filter((one) => one.entity === kind)
    .map((one) => make(`custom.${one.key}`, one.label, one.type, { options: one.options, longest: 10_000 }));
  return [make("id", "Id", "id", { isRequired: true, longest: 200, aliases: idAliases[kind] }), ...ownFields(kind, setup), ...custom];
}

const idAliases: Readonly<Record<TakeoverKind, readonly string[]>> = {
  customer: ["clientid", "customerid", "organisationid", "organizationid", "companyid"],
  site: ["siteid", "locationid"],
  user: ["userid", "contactid", "personid"],
  agent: ["agentid", "technicianid", "userid"],
  asset: ["assetid", "deviceid"],
};

const isActive = [
  make("isActive", "Active", "checkbox", { aliases: ["active", "enabled", "isenabled"] }),
  make("isNotActive", "Inactive", "isNot", { aliases: ["disabled", "isinactive", "isdisabled", "archived"] }),
];
const customerLink = (isRequired: boolean) =>
  make("customer", "Customer", "link", {
    isRequired,
    longest: 200,
    aliases: ["customername", "client", "clientname", "clientid", "customerid", "organisation", "organization", "company"],
  });
const siteLink = make("site", "Site", "link", { longest: 200, aliases: ["sitename", "siteid", "location", "locationid"] });

function ownFields(kind: TakeoverKind, setup: DeskSetup): readonly TakeoverField[] {
  switch (kind) {
    case "customer":
      return [...fieldsOf(deskKinds.customer, ["name"]), ...isActive];
    case "site":
      return [...fieldsOf(deskKinds.site, ["name"]), customerLink(true), ...isActive];
    case "user":
      return [
        ...personFields,
        customerLink(false),
        siteLink,
        make("manager", "Manager", "link", { longest: 320, aliases: ["managerid", "manageremail", "reportsto", "supervisor"] }),
        ...isActive,
      ];
    case "agent":
      return [
        ...personFields,
        make("licence", "Agent licence", "select", { options: ["named", "concurrent"], aliases: ["license", "licencetype"] }),
        make("isApiOnly", "For programs only", "checkbox", { aliases: ["apionly", "isapiagent"] }),
        ...isActive,
      ];
    case "asset":
      return [
        ...fieldsOf(deskKinds.asset, []),
        make("type", "Type", "link", {
          isRequired: true,
          longest: 200,
          aliases: ["assettype", "assettypename", "assettypeid", "typename"],
        }),
        customerLink(false),
        siteLink,
        make("users", "Users", "links", {
          longest: 10_000,
          aliases: ["user", "usedby", "assignedto", "assigneduser", "userid", "username"],
        }),
        make("status", "Status", "link", { longest: 200, aliases: ["assetstatus", "statusname"] }),
        ...isActive,
        ...typeFields(setup),
      ];
  }
}

const personAliases: Readonly<Record<string, readonly string[]>> = {
  name: ["fullname", "displayname", "username", "contactname", "agentname"],
  firstName: ["forename", "givenname"],
  lastName: ["surname", "familyname"],
  email: ["emailaddress", "mail", "primaryemail"],
  email2: ["emailaddress2"],
  email3: ["emailaddress3"],
  phone: ["phonenumber", "telephone", "workphone", "sitephonenumber"],
  mobile: ["mobilephone", "mobilenumber", "cell", "cellphone"],
  homePhone: ["homenumber", "phonenumberhome"],
  title: ["jobtitle", "position", "role"],
  department: ["dept"],
  employeeNumber: ["employeeid", "staffnumber", "payrollnumber"],
  notes: ["note", "comments"],
};

const personFields = deskFields.map((field) =>
  make(field, explainField(field, { catalogue: noCatalogue() }), field === "notes" ? "longText" : "text", {
    longest: 1000,
    aliases: personAliases[field] ?? [],
  }),
);

const placeAliases: Readonly<Record<string, readonly string[]>> = {
  name: ["clientname", "customername", "sitename", "companyname", "assetname", "title"],
  reference: ["ref", "code", "accountnumber", "accountsid"],
  phone: ["phonenumber", "telephone"],
  email: ["emailaddress", "mail"],
  website: ["web", "url"],
  street: ["address", "line1", "addressline1"],
  city: ["city", "line3"],
  region: ["county", "state", "province", "line4"],
  postcode: ["zip", "zipcode", "postalcode"],
  isMain: ["main", "ismainsite", "mainsite"],
  key: ["serial", "serialnumber", "keyfield"],
  tag: ["assettag", "inventorynumber", "assetnumber"],
  notes: ["note", "comments", "description"],
};

/** Plain fields of a kind, as its description has them. */
function fieldsOf(kind: RecordKind, required: readonly string[]): readonly TakeoverField[] {
  return Object.entries(kind.fields).flatMap(([field, one]) => {
    if (one.isComputed || field === "isActive" || field === "externalId") return [];
    const type = one.kind === "text" ? "text" : one.kind === "longText" ? "longText" : one.kind === "flag" ? "checkbox" : null;
    const longest = one.kind === "longText" ? 100_000 : field === "name" ? 200 : 500;
    return type === null
      ? []
      : [make(field, one.label, type, { longest, isRequired: required.includes(field), aliases: placeAliases[field] ?? [] })];
  });
}

/** Fields of asset types, each key once: of the types of a file, those that have it take it. */
function typeFields(setup: DeskSetup): readonly TakeoverField[] {
  const byKey = new Map(setup.assetTypes.flatMap((type) => type.fields.map((field) => [field.key, field] as const)));
  // Types may differ in what they allow: the type of each line decides.
  return [...byKey.values()].map((field) => make(`values.${field.key}`, field.label, "text", { longest: 10_000 }));
}

function make(field: string, label: string, type: CellType, more: Partial<TakeoverField> = {}): TakeoverField {
  return { field, label, type, options: [], longest: 500, isRequired: false, aliases: [], ...more };
}

function noCatalogue() {
  return { sites: new Map(), userRoles: new Map(), agentRoles: new Map(), cabs: new Map(), cabRoles: new Map(), customFields: [] };
}
