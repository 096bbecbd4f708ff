import { type Answer, jsonText } from "../answer.ts";
import type { Directory, Person, Slice } from "../state/directory.ts";
import { now } from "../state/world.ts";
import type { Selection } from "../wire/fields.ts";
import { compileUser, isUserField } from "../wire/people.ts";
import { badRequest, forbidden, invalid, notFound } from "./api-error.ts";
import { type Call, checkSelection, directoryOf, reachableDirectories, requireScope, selectionOf } from "./call.ts";
import { type ListKind, type ListPage, listAnswer, openPage } from "./listing.ts";
import { parseUserQuery } from "./user-query.ts";

/** GET /admin/directory/v1/users. Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/users/list */
export function listUsers(call: Call): Answer {
  requireScope(call, "admin.directory.user");
  const directory = listedDirectory(call);
  const page = openPage(call, userList);
  const write = userWriter(call, directory, page.itemSelection ?? "all");
  const { items, next } = findPeople(call, directory, page);
  return listAnswer(call, userList, page, { items: page.itemSelection === undefined ? [] : items.map(write), next });
}

/** GET /admin/directory/v1/users/{userKey}. Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/users/get */
export function getUser(call: Call, userKey: string): Answer {
  requireScope(call, "admin.directory.user");
  const selection = selectionOf(call);
  checkSelection(selection, isUserField);
  for (const directory of reachableDirectories(call)) {
    const person = directory.findPerson(userKey);
    if (person !== undefined) return jsonText(userWriter(call, directory, selection)(person));
  }
  const domain = /@([^@]+)$/.exec(userKey)?.[1]?.toLowerCase();
  const isOurs = domain === undefined || reachableDirectories(call).some((directory) => domainsOf(directory).includes(domain));
  throw isOurs ? notFound("userKey") : forbidden();
}

/** The domains of an organisation, primary first. */
export function domainsOf(directory: Directory): readonly string[] {
  return [directory.organisation.domain, ...directory.organisation.otherDomains];
}

const userList: ListKind = {
  kind: "admin#directory#users",
  key: "users",
  defaultSize: 100,
  maxSize: 500,
  refusesLarger: true,
  isItemField: isUserField,
};

const deletedForMs = 20 * 86_400_000;

function listedDirectory(call: Call): Directory {
  const customer = call.query.get("customer");
  if (customer !== null) return directoryOf(call, customer);
  const domain = call.query.get("domain")?.toLowerCase();
  if (domain === undefined) throw badRequest();
  const directory = reachableDirectories(call).find((one) => domainsOf(one).includes(domain));
  if (directory === undefined) throw notFound("domain");
  return directory;
}

function findPeople(call: Call, directory: Directory, page: ListPage): Slice<Person> {
  const accepts = acceptance(call, directory);
  const orderBy = call.query.get("orderBy");
  const isDescending = /^desc/i.test(call.query.get("sortOrder") ?? "");
  if (call.query.get("showDeleted") === "true") return sliceByPosition(recentlyDeleted(call, directory), page, accepts);
  if ((orderBy === null || orderBy === "email") && !isDescending) {
    return directory.listPeople({ after: page.after, limit: page.limit, accepts });
  }
  const keyOf = sortKeys[orderBy ?? "email"];
  if (keyOf === undefined) throw invalid("Invalid Input: orderBy");
  const people = [...directory.listPeople({ after: undefined, limit: Number.POSITIVE_INFINITY }).items];
  people.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1) * (isDescending ? -1 : 1));
  return sliceByPosition(people, page, accepts);
}

const sortKeys: Readonly<Record<string, (person: Person) => string>> = {
  email: (person) => person.email.toLowerCase(),
  familyName: (person) => `${person.familyName} ${person.givenName}`.toLowerCase(),
  givenName: (person) => `${person.givenName} ${person.familyName}`.toLowerCase(),
};

function acceptance(call: Call, directory: Directory): ((person: Person) => boolean) | undefined {
  const query = call.query.get("query") ?? "";
  const domain = call.query.get("customer") === null ? call.query.get("domain")?.toLowerCase() : undefined;
  const matches = query === "" ? undefined : parseUserQuery(query, directory);
  if (domain === undefined) return matches;
  return (person) => person.email.toLowerCase().endsWith(`@${domain}`) && (matches?.(person) ?? true);
}

function recentlyDeleted(call: Call, directory: Directory): readonly Person[] {
  return directory.listDeleted().filter((person) => Date.parse(person.deletedAt) + deletedForMs > now(call.world));
}

function sliceByPosition(people: readonly Person[], page: ListPage, accepts: ((person: Person) => boolean) | undefined): Slice<Person> {
  const accepted = accepts === undefined ? people : people.filter(accepts);
  const start = Number(page.after ?? 0);
  const end = start + page.limit;
  return { items: accepted.slice(start, end), next: end < accepted.length ? String(end) : undefined };
}

type UserWriter = ReturnType<typeof compileUser>;

const writers = new Map<string, UserWriter>();

function userWriter(call: Call, directory: Directory, selection: Selection): UserWriter {
  const { customerId } = directory.organisation;
  const projection = call.query.get("projection") ?? "basic";
  const mask = call.query.get("customFieldMask") ?? "";
  if (!["basic", "custom", "full"].includes(projection)) throw invalid("Invalid Input: projection");
  if (projection === "custom" && mask === "") throw invalid("Invalid Input: customFieldMask");
  const key = [customerId, projection, mask, call.query.get("fields")].join("\n");
  const known = writers.get(key);
  if (known !== undefined) return known;
  const isAsked = (name: string) => projection === "full" || (projection === "custom" && mask.split(",").includes(name));
  const write = compileUser({ customerId, includesSchema: isAsked }, selection);
  if (writers.size > 100) writers.clear();
  writers.set(key, write);
  return write;
}
