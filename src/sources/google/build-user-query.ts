import type { admin_directory_v1 } from "@googleapis/admin";
import { DirectoryRefused } from "../../model/errors.ts";

type UserField = keyof admin_directory_v1.Schema$User;

const always = [
  "id",
  "primaryEmail",
  "aliases",
  "nonEditableAliases",
  "name",
  "suspended",
  "archived",
  "orgUnitPath",
] as const satisfies readonly UserField[];

const others = [
  "addresses",
  "agreedToTerms",
  "archivalTime",
  "changePasswordAtNextLogin",
  "creationTime",
  "customSchemas",
  "customerId",
  "emails",
  "externalIds",
  "gender",
  "guestAccountInfo",
  "ims",
  "includeInGlobalAddressList",
  "ipWhitelisted",
  "isAdmin",
  "isDelegatedAdmin",
  "isEnforcedIn2Sv",
  "isEnrolledIn2Sv",
  "isGuestUser",
  "isMailboxSetup",
  "keywords",
  "languages",
  "lastLoginTime",
  "locations",
  "notes",
  "organizations",
  "phones",
  "posixAccounts",
  "recoveryEmail",
  "recoveryPhone",
  "relations",
  "sshPublicKeys",
  "suspensionReason",
  "suspensionTime",
  "thumbnailPhotoUrl",
  "websites",
] as const satisfies readonly UserField[];

/** Every attribute of an account that can be asked for (developers.google.com/workspace/admin/directory/reference/rest/v1/users). */
export const userAttributes: ReadonlySet<string> = new Set<string>([...always, ...others]);

/** Person's own words: they come from what is always asked for. */
const ownWords: ReadonlySet<string> = new Set(["email", "orgUnit", "standing", "part"]);

/** What to ask about each account. `fields` is for one account; a list wraps it. */
export interface UserQuery {
  readonly fields: string;
  readonly projection: Readonly<Record<string, string>>;
}

/**
 * The least that brings these attributes and what identity needs. Custom schemas (`customSchemas.HR`) come only when they are named in a
 * mask. Throws `DirectoryRefused` for an attribute that Google's accounts don't have: a reading without it would look like empty values.
 */
export function buildUserQuery(attributes: readonly string[]): UserQuery {
  const fields = new Set<string>(always);
  const schemas = new Set<string>();
  let wantsAllSchemas = false;
  for (const attribute of attributes) {
    const [field = "", schema] = splitAt(attribute, ".");
    if (ownWords.has(attribute)) continue;
    if (!userAttributes.has(field) || (schema !== undefined && field !== "customSchemas") || schema?.includes(",") === true)
      throw new DirectoryRefused(
        "configuration",
        `Google accounts have no attribute "${attribute}": correct the mapping that names it.`,
        "unknownAttribute",
      );
    fields.add(field);
    if (schema !== undefined) schemas.add(schema);
    else if (field === "customSchemas") wantsAllSchemas = true;
  }
  return { fields: [...fields].join(","), projection: projectionOf(wantsAllSchemas, [...schemas].sort()) };
}

function projectionOf(wantsAllSchemas: boolean, schemas: readonly string[]): Readonly<Record<string, string>> {
  if (wantsAllSchemas) return { projection: "full" };
  return schemas.length === 0 ? { projection: "basic" } : { projection: "custom", customFieldMask: schemas.join(",") };
}

function splitAt(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}
