import { type Answer, json } from "../answer.ts";
import { isUnder, type OrgUnit } from "../state/directory.ts";
import { project } from "../wire/fields.ts";
import { wireCustomer, wireDomains, wireOrgUnit, wireSchema } from "../wire/organisation.ts";
import { ApiError, invalid, notFound } from "./api-error.ts";
import { type Call, directoryOf, requireScope, selectionOf } from "./call.ts";

/** GET /admin/directory/v1/customer/{customer}/orgunits; not paged. Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/orgunits/list */
export function listOrgUnits(call: Call, customer: string): Answer {
  requireScope(call, "admin.directory.orgunit");
  const units = directoryOf(call, customer).organisation.orgUnits;
  const type = (call.query.get("type") ?? "children").replaceAll("_", "").toLowerCase();
  const asked = call.query.get("orgUnitPath") ?? "";
  const top = asked === "" ? findOrgUnit(units, "/") : findOrgUnit(units, asked);
  if (top === undefined) throw orgUnitNotFound();
  const found = units.filter((unit) => {
    if (unit.path === top.path) return type === "allincludingparent";
    return type === "children" ? unit.parentPath === top.path : top.path === "/" || isUnder(unit.path, top.path);
  });
  if (!["children", "all", "allincludingparent"].includes(type)) throw invalid("Invalid Input: type");
  const list = {
    kind: "admin#directory#orgUnits",
    etag: '"orgunits"',
    ...(found.length > 0 && { organizationUnits: found.map(wireOrgUnit) }),
  };
  return json(project(call.quirk === "empty" ? { kind: list.kind, etag: list.etag } : list, selectionOf(call)));
}

/** GET /admin/directory/v1/customer/{customer}/orgunits/{path or id:…}. */
export function getOrgUnit(call: Call, customer: string, key: string): Answer {
  requireScope(call, "admin.directory.orgunit");
  const unit = findOrgUnit(directoryOf(call, customer).organisation.orgUnits, key);
  if (unit === undefined) throw orgUnitNotFound();
  return json(project(wireOrgUnit(unit), selectionOf(call)));
}

/** GET /admin/directory/v1/customer/{customer}/schemas; not paged. */
export function listSchemas(call: Call, customer: string): Answer {
  requireScope(call, "admin.directory.userschema");
  directoryOf(call, customer);
  return json(project({ kind: "admin#directory#schemas", etag: '"schemas"', schemas: [wireSchema()] }, selectionOf(call)));
}

/** GET /admin/directory/v1/customer/{customer}/schemas/{id or name}. */
export function getSchema(call: Call, customer: string, key: string): Answer {
  requireScope(call, "admin.directory.userschema");
  directoryOf(call, customer);
  const schema = wireSchema();
  if (key !== schema.schemaId && key !== schema.schemaName) throw notFound("schemaKey");
  return json(project(schema, selectionOf(call)));
}

/** GET /admin/directory/v1/customer/{customer}/domains; not paged. */
export function listDomains(call: Call, customer: string): Answer {
  requireScope(call, "admin.directory.domain");
  return json(project(wireDomains(directoryOf(call, customer).organisation), selectionOf(call)));
}

/** GET /admin/directory/v1/customers/{customerKey}. */
export function getCustomer(call: Call, customer: string): Answer {
  requireScope(call, "admin.directory.customer");
  return json(project(wireCustomer(directoryOf(call, customer).organisation), selectionOf(call)));
}

function findOrgUnit(units: readonly OrgUnit[], key: string): OrgUnit | undefined {
  if (key.startsWith("id:")) return units.find((unit) => unit.id === key);
  const path = `/${key.replace(/^\/+/, "")}`.toLowerCase();
  return units.find((unit) => unit.path.toLowerCase() === path);
}

function orgUnitNotFound(): ApiError {
  return new ApiError({ status: 404, reason: "notFound", message: "Org unit not found" });
}
