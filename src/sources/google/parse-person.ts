import type { admin_directory_v1 } from "@googleapis/admin";
import type { BrokenPerson, Json, Person, PersonDefect, Standing } from "../../model/person.ts";
import { type JsonObject, listOf, objectOf, textOf } from "./json.ts";

/** What is read of an account here; the compiler holds the names against Google's own list of them. */
type Account = { readonly [Name in keyof admin_directory_v1.Schema$User]?: Json };

const technicalTwin = /\.test-google-a\.com$/i;

/**
 * An account as Google lists it, in our words. Strict where a guess would harm: no id, or a `suspended` that is neither true nor false, makes
 * it broken. A missing `suspended` is false, because Google may leave out what is false
 * (developers.google.com/workspace/admin/directory/reference/rest/v1/users). Attributes keep Google's names and shapes.
 */
export function parsePerson(item: Json, part: string): Person | BrokenPerson {
  const whole = objectOf(item);
  const account: Account | null = whole;
  if (whole === null || account === null) return broken(item, part, null, "unreadable");
  const id = textOf(account.id);
  if (id === null)
    return broken(item, part, null, account.id === undefined || account.id === null || account.id === "" ? "noId" : "unreadable");
  const standing = parseStanding(account);
  if (standing === null) return broken(item, part, id, "unreadable");
  const email = (textOf(account.primaryEmail) ?? "").trim();
  const name = parseName(account);
  if (email === "" && name === "") return broken(item, part, id, "noNameNorAddress");
  const orgUnit = textOf(account.orgUnitPath) ?? "";
  return {
    id,
    part,
    email,
    aliases: parseAliases(account, email),
    name,
    standing,
    orgUnit: withSlash(orgUnit),
    attributes: attributesOf(whole),
  };
}

/** The id of an account of a page; null when it has none. */
export function findPersonId(item: Json): string | null {
  return textOf(objectOf(item)?.id);
}

function parseStanding({ suspended = false, archived = false }: Account): Standing | null {
  if (typeof suspended !== "boolean" || typeof archived !== "boolean") return null;
  if (suspended) return "suspended";
  return archived ? "archived" : "active";
}

function parseName(account: Account): string {
  const name = objectOf(account.name);
  const full = textOf(name?.fullName)?.trim() ?? "";
  if (full !== "") return full;
  return `${textOf(name?.givenName) ?? ""} ${textOf(name?.familyName) ?? ""}`.trim();
}

/** Addresses under domain aliases are `nonEditableAliases`, where Google's technical twins stand too. */
function parseAliases(account: Account, email: string): readonly string[] {
  const found = new Map<string, string>();
  addAddresses(found, account.aliases);
  addAddresses(found, account.nonEditableAliases);
  found.delete(email.toLowerCase());
  return found.size === 0 ? none : [...found.values()];
}

const none: readonly string[] = [];

function addAddresses(found: Map<string, string>, list: Json | undefined): void {
  if (list === undefined) return;
  for (const one of listOf(list) ?? none) {
    const address = textOf(one)?.trim() ?? "";
    const key = address.toLowerCase();
    if (address !== "" && !technicalTwin.test(address) && !found.has(key)) found.set(key, address);
  }
}

function attributesOf(whole: JsonObject): JsonObject {
  const { id: _id, etag: _etag, kind: _kind, ...attributes } = whole;
  return attributes;
}

function withSlash(path: string): string {
  return path === "" || path.startsWith("/") ? path : `/${path}`;
}

function broken(item: Json, part: string, id: string | null, defect: PersonDefect): BrokenPerson {
  return { id, part, defect, excerpt: JSON.stringify(item).slice(0, 300) };
}
