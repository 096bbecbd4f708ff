import type { CustomFieldView, FieldView, KindView } from "../record-types.ts";

/** Something that many records can be made alike in: how it is typed, and the patch that a value of it makes. */
export type BulkField = { readonly key: string; readonly label: string; readonly patchOf: (value: unknown) => object } & (
  | {
      readonly shape: "field";
      readonly field: FieldView /** What empties it; undefined where it can't be empty. */;
      readonly empty: unknown;
    }
  | { readonly shape: "custom"; readonly field: CustomFieldView; readonly empty: null | undefined }
  /** Roles and teams: some are added or taken away, whatever else somebody holds. */
  | { readonly shape: "several"; readonly refersTo: string; readonly empty: undefined }
);

/** What many records of a kind can be made alike in. Names are not among it: they tell records apart. */
export function listBulkFields(kind: KindView, may: (permission: string) => boolean): readonly BulkField[] {
  const isPeople = kind.name === "user" || kind.name === "agent";
  const fields = kind.fields.filter((field) => isShared(kind, field)).toSorted((a, b) => placeOf(a) - placeOf(b));
  return [
    ...fields.map((field) => fieldOf(field, isPeople)),
    ...(isPeople ? holdingsOf(kind.name, may) : []),
    ...kind.customFields.map(
      (field): BulkField => ({
        key: `custom.${field.key}`,
        label: field.label,
        shape: "custom",
        field,
        empty: field.isRequired ? undefined : null,
        patchOf: (value) => (isPeople ? { values: { [`custom.${field.key}`]: value } } : { custom: { [field.key]: value } }),
      }),
    ),
  ];
}

/** Closed choices and whose it is are what many are changed in; texts stand below them. */
function placeOf({ kind }: FieldView): number {
  if (kind === "text") return 1;
  return kind === "longText" ? 2 : 0;
}

/** What is somebody's own, or would be a page of its own. */
const own: readonly string[] = ["firstName", "lastName", "email", "email2", "email3", "employeeNumber", "agentId"];

function isShared(kind: KindView, { name, kind: shape, isComputed }: FieldView): boolean {
  if (isComputed || shape === "structured" || shape === "moment" || kind.labelFields.includes(name)) return false;
  if (name === "name" || name === "isMain") return false;
  return kind.name === "user" || kind.name === "agent" ? !own.includes(name) : true;
}

/** Fields of people that are no text stand beside their values. */
const besideValues: readonly string[] = ["isActive", "isProtected", "siteId", "managerId", "licence", "isApiOnly"];

function fieldOf(field: FieldView, isPeople: boolean): BulkField {
  const { name, label } = field;
  const isValue = isPeople && !besideValues.includes(name);
  return {
    key: name,
    label,
    shape: "field",
    field,
    empty: isPeople && isValue ? null : emptyOf(field),
    patchOf: (value) => (isValue ? { values: { [name]: value } } : { [name]: value }),
  };
}

function emptyOf({ kind, fallback }: FieldView): unknown {
  if (fallback === null) return null;
  if (kind === "text" || kind === "longText") return fallback === "" ? "" : undefined;
  return kind === "references" ? [] : undefined;
}

function holdingsOf(entity: string, may: (permission: string) => boolean): readonly BulkField[] {
  const several = (key: string, label: string, refersTo: string): BulkField => {
    return { key, label, shape: "several", refersTo, empty: undefined, patchOf: (value) => ({ [key]: value }) };
  };
  const roles = [
    several("addsRoles", "Give roles by hand", `${entity}Role`),
    several("removesRoles", "Take roles away that were given by hand", `${entity}Role`),
  ];
  if (entity === "user") return roles;
  return [...(may("access:edit") ? roles : []), several("addsTeams", "Join teams", "team"), several("removesTeams", "Leave teams", "team")];
}
