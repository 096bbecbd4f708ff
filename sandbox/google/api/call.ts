import type { Ask } from "../answer.ts";
import type { Directory, Person } from "../state/directory.ts";
import type { Grant } from "../state/tokens.ts";
import { findDirectory, isTakenBack, now, type World } from "../state/world.ts";
import { BadFields, parseFields, type Selection } from "../wire/fields.ts";
import {
  ApiError,
  accessNotConfigured,
  domainCannotUseApis,
  forbidden,
  insufficientScopes,
  invalid,
  unauthenticated,
} from "./api-error.ts";

/** What a listing does wrong on purpose. */
export type ListQuirk = "empty" | "repeatPageToken" | "truncate";

/** One call of the Directory API, with who calls. */
export interface Call {
  readonly world: World;
  readonly query: URLSearchParams;
  readonly grant: Grant;
  /** The directory of the calling account: `my_customer`. */
  readonly own: Directory;
  readonly caller: Person;
  readonly quirk: ListQuirk | undefined;
}

/** Works out who calls; refuses tokens that are missing, unknown, expired or taken back. */
export function openCall(world: World, ask: Ask, quirk: ListQuirk | undefined): Call {
  const bearer = /^Bearer (.+)$/i.exec(ask.headers.authorization ?? "")?.[1] ?? ask.query.get("access_token");
  const grant = world.tokens.access.get(bearer ?? "");
  if (grant === undefined || grant.expiresAt <= now(world) || isTakenBack(world, grant.customerId, grant.issuedAt)) throw unauthenticated();
  const own = findDirectory(world, grant.customerId);
  const caller = own?.findPerson(grant.accountId);
  if (own === undefined || caller === undefined || caller.suspended) throw unauthenticated();
  const project = [...world.clients.values()].filter((client) => client.projectNumber === grant.projectNumber);
  if (project.some((client) => !client.isApiEnabled)) throw accessNotConfigured(grant.projectNumber);
  return { world, query: ask.query, grant, own, caller, quirk };
}

/**
 * Refuses a call whose token lacks every one of these scopes (short names), or whose account is no administrator.
 * Source: https://developers.google.com/workspace/admin/directory/v1/guides/authorizing
 */
export function requireScope(call: Call, ...names: readonly string[]): void {
  const accepted = names.flatMap((name) => [`${prefix}${name}.readonly`, prefix + name]);
  if (!call.grant.scopes.some((scope) => accepted.includes(scope))) throw insufficientScopes(accepted);
  const isForEverybody = call.query.get("viewType") === "domain_public";
  if (!call.caller.isAdmin && !call.caller.isDelegatedAdmin && !isForEverybody) throw forbidden();
}

/** The directory that a customer id means to the caller: their own, or one that they resell to. */
export function directoryOf(call: Call, customer: string): Directory {
  if (customer === "my_customer" || customer === call.own.organisation.customerId) return call.own;
  if (!/^C0[A-Za-z0-9]+$/.test(customer)) throw invalid("Invalid Input: customerId");
  if (!call.own.organisation.resells.includes(customer)) throw forbidden();
  if (call.world.refusesReseller.has(customer)) throw domainCannotUseApis();
  const directory = findDirectory(call.world, customer);
  if (directory === undefined) throw forbidden();
  return directory;
}

/** All directories that the caller may read. */
export function reachableDirectories(call: Call): readonly Directory[] {
  const resold = call.own.organisation.resells.filter((customer) => !call.world.refusesReseller.has(customer));
  return [call.own, ...resold.flatMap((customer) => findDirectory(call.world, customer) ?? [])];
}

/** What the call's `fields` parameter asks for. */
export function selectionOf(call: Call): Selection {
  const fields = call.query.get("fields");
  if (fields === null || fields === "") return "all";
  try {
    return parseFields(fields);
  } catch (error) {
    if (error instanceof BadFields) throw invalidSelection(error.message);
    throw error;
  }
}

/** Refuses a selection that names a member which the answer cannot have. */
export function checkSelection(selection: Selection | undefined, isKnown: (name: string) => boolean): void {
  if (selection === undefined || selection === "all") return;
  for (const name of selection.keys()) if (!isKnown(name)) throw invalidSelection(name);
}

const prefix = "https://www.googleapis.com/auth/";

function invalidSelection(what: string): ApiError {
  return new ApiError({ status: 400, reason: "invalidParameter", message: `Invalid field selection ${what}` });
}
