import type { admin_directory_v1 } from "@googleapis/admin";
import type { CustomSchema, Group, Member, OrgUnit } from "../../model/directory.ts";
import type { Json } from "../../model/person.ts";
import { type JsonObject, listOf, objectOf, textOf } from "./json.ts";

/** A group; null for an entry without an id (developers.google.com/workspace/admin/directory/reference/rest/v1/groups). */
export function parseGroup(item: Json | undefined): Group | null {
  const group: Wire<admin_directory_v1.Schema$Group> | null = objectOf(item);
  const id = textOf(group?.id);
  return id === null ? null : { id, email: textOf(group?.email) ?? "", name: textOf(group?.name) ?? "" };
}

/**
 * Who stands in a group; null for what has no id or is of an unknown kind, EXTERNAL among them. Everyone (`CUSTOMER`) has no address
 * (developers.google.com/workspace/admin/directory/reference/rest/v1/members).
 */
export function parseMember(item: Json): Member | null {
  const member: Wire<admin_directory_v1.Schema$Member> | null = objectOf(item);
  const id = textOf(member?.id);
  const kind = memberKinds[textOf(member?.type)?.toUpperCase() ?? "USER"];
  return id === null || kind === undefined ? null : { kind, id };
}

const memberKinds: Readonly<Record<string, Member["kind"]>> = { USER: "person", GROUP: "group", CUSTOMER: "everyone" };

/**
 * The org units of an answer, the root first even where Google leaves it out: its id is then a top-level unit's parent
 * (developers.google.com/workspace/admin/directory/v1/guides/manage-org-units). Null when there is no list.
 */
export function parseOrgUnits(body: JsonObject): readonly OrgUnit[] | null {
  const items = listOf(body.organizationUnits);
  if (items === null) return null;
  const units = items.map(parseOrgUnit).filter((unit) => unit !== null);
  if (units.some((unit) => unit.path === "/")) return units;
  const child = items.map(objectOf).find((unit) => textOf(unit?.parentOrgUnitPath) === "/");
  return [{ id: textOf(child?.parentOrgUnitId) ?? "", path: "/" }, ...units];
}

function parseOrgUnit(item: Json): OrgUnit | null {
  const unit: Wire<admin_directory_v1.Schema$OrgUnit> | null = objectOf(item);
  const id = textOf(unit?.orgUnitId);
  const path = textOf(unit?.orgUnitPath);
  return id === null || path === null ? null : { id, path: path.startsWith("/") ? path : `/${path}` };
}

/** The custom schemas of an answer; null when there is no list (developers.google.com/workspace/admin/directory/reference/rest/v1/schemas). */
export function parseSchemas(body: JsonObject): readonly CustomSchema[] | null {
  return (
    listOf(body.schemas)
      ?.map(parseSchema)
      .filter((schema) => schema !== null) ?? null
  );
}

function parseSchema(item: Json): CustomSchema | null {
  const schema: Wire<admin_directory_v1.Schema$Schema> | null = objectOf(item);
  const name = textOf(schema?.schemaName);
  if (name === null) return null;
  const fields = (listOf(schema?.fields) ?? []).map((field) => textOf(objectOf(field)?.fieldName)).filter((field) => field !== null);
  return { name, fields };
}

/** Google's names with values not yet trusted: the compiler refuses a name that Google does not have. */
type Wire<T> = { readonly [Name in keyof T]?: Json };
