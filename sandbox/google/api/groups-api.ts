import { type Answer, json, jsonText } from "../answer.ts";
import { type Directory, type Group, isMemberOf, type Membership, type Slice } from "../state/directory.ts";
import { sliceAfter } from "../state/stored-directory.ts";
import { compileGroup, compileMember, isGroupField, isMemberField } from "../wire/groups.ts";
import { badRequest, forbidden, invalid, notFound } from "./api-error.ts";
import { type Call, checkSelection, directoryOf, reachableDirectories, requireScope, selectionOf } from "./call.ts";
import { type ListKind, listAnswer, openPage } from "./listing.ts";
import { matchesText, splitClauses } from "./user-query.ts";
import { domainsOf } from "./users-api.ts";

/** GET /admin/directory/v1/groups. Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/groups/list */
export function listGroups(call: Call): Answer {
  requireScope(call, "admin.directory.group");
  const page = openPage(call, groupList);
  const write = compileGroup(page.itemSelection ?? "all");
  const { items, next } = findGroups(call, { after: page.after, limit: page.limit });
  return listAnswer(call, groupList, page, { items: items.map(write), next });
}

/** GET /admin/directory/v1/groups/{groupKey}. */
export function getGroup(call: Call, groupKey: string): Answer {
  requireScope(call, "admin.directory.group");
  const selection = selectionOf(call);
  checkSelection(selection, isGroupField);
  return jsonText(compileGroup(selection)(groupOf(call, groupKey).group));
}

/** GET /admin/directory/v1/groups/{groupKey}/members. Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/members/list */
export function listMembers(call: Call, groupKey: string): Answer {
  requireScope(call, "admin.directory.group", "admin.directory.group.member");
  const { directory, group } = groupOf(call, groupKey);
  const page = openPage(call, memberList);
  const roles = call.query.get("roles")?.split(",");
  const accepts = roles === undefined ? undefined : (member: Membership) => roles.includes(member.role);
  const request = { after: page.after, limit: page.limit, accepts };
  const isDerived = call.query.get("includeDerivedMembership") === "true";
  const found = isDerived
    ? sliceAfter(derivedMembers(directory, group.id), request, (member) => member.email + member.id)
    : directory.listMembers(group.id, request);
  return listAnswer(call, memberList, page, { items: found.items.map(compileMember(page.itemSelection ?? "all")), next: found.next });
}

/** GET /admin/directory/v1/groups/{groupKey}/members/{memberKey}: direct members only. */
export function getMember(call: Call, groupKey: string, memberKey: string): Answer {
  requireScope(call, "admin.directory.group", "admin.directory.group.member");
  const { directory, group } = groupOf(call, groupKey);
  const selection = selectionOf(call);
  const id = memberId(directory, memberKey);
  const accepts = (member: Membership) => member.id === id || (member.email !== "" && member.email === memberKey.toLowerCase());
  const found = directory.listMembers(group.id, { after: undefined, limit: 1, accepts }).items[0];
  if (found === undefined) throw notFound("memberKey");
  return jsonText(compileMember(selection)(found));
}

/** GET /admin/directory/v1/groups/{groupKey}/hasMember/{memberKey}: direct or nested. */
export function hasMember(call: Call, groupKey: string, memberKey: string): Answer {
  requireScope(call, "admin.directory.group", "admin.directory.group.member");
  const { directory, group } = groupOf(call, groupKey);
  const id = memberId(directory, memberKey);
  if (id === undefined) throw invalid("Invalid Input: memberKey");
  return json({ isMember: isMemberOf(directory, id, group.id) });
}

const groupList: ListKind = {
  kind: "admin#directory#groups",
  key: "groups",
  defaultSize: 200,
  maxSize: 200,
  refusesLarger: false,
  isItemField: isGroupField,
};

const memberList: ListKind = { ...groupList, kind: "admin#directory#members", key: "members", isItemField: isMemberField };

function findGroups(call: Call, request: { after: string | undefined; limit: number }): Slice<Group> {
  const userKey = call.query.get("userKey");
  const domain = call.query.get("domain")?.toLowerCase();
  const customer = call.query.get("customer");
  if (userKey !== null) {
    if (customer !== null) throw badRequest();
    const directory = reachableDirectories(call).find((one) => memberId(one, userKey) !== undefined);
    const id = directory === undefined ? undefined : memberId(directory, userKey);
    if (directory === undefined || id === undefined) throw notFound("userKey");
    return sliceAfter(directory.listGroupsOf(id), request, (group) => group.email);
  }
  if (domain === undefined && customer === null) throw badRequest();
  const directory =
    domain === undefined ? directoryOf(call, customer ?? "") : reachableDirectories(call).find((one) => domainsOf(one).includes(domain));
  if (directory === undefined) throw notFound("domain");
  const matches = groupQuery(call.query.get("query") ?? "", directory);
  const accepts = (group: Group) => matches(group) && (domain === undefined || group.email.endsWith(`@${domain}`));
  return directory.listGroups({ ...request, accepts });
}

// Source: https://developers.google.com/workspace/admin/directory/v1/guides/search-groups
function groupQuery(query: string, directory: Directory): (group: Group) => boolean {
  const tests = splitClauses(query).map(({ field, operator, value }) => {
    if (field === "memberKey" && operator === "=") {
      const id = memberId(directory, value);
      const ids = new Set(id === undefined ? [] : directory.listGroupsOf(id).map((group) => group.id));
      return (group: Group) => ids.has(group.id);
    }
    if ((field !== "email" && field !== "name") || (operator !== "=" && operator !== ":")) throw invalid("Invalid Input: query");
    return (group: Group) => matchesText(group[field], operator, value);
  });
  return (group) => tests.every((test) => test(group));
}

function groupOf(call: Call, groupKey: string): { directory: Directory; group: Group } {
  for (const directory of reachableDirectories(call)) {
    const group = directory.findGroup(groupKey);
    if (group !== undefined) return { directory, group };
  }
  const domain = /@([^@]+)$/.exec(groupKey)?.[1]?.toLowerCase();
  const isOurs = domain === undefined || reachableDirectories(call).some((directory) => domainsOf(directory).includes(domain));
  throw isOurs ? notFound("groupKey") : forbidden();
}

function memberId(directory: Directory, key: string): string | undefined {
  return directory.findPerson(key)?.id ?? directory.findGroup(key)?.id;
}

// Nested groups are replaced by their members, and "everybody in the organisation" by everybody.
function derivedMembers(directory: Directory, groupId: string): readonly Membership[] {
  const found = new Map<string, Membership>();
  const seen = new Set<string>([groupId]);
  const open = [groupId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const member of directory.listMembers(id, { after: undefined, limit: Number.POSITIVE_INFINITY }).items) {
      if (member.type === "USER") found.set(member.id, member);
      if (member.type === "CUSTOMER") addEverybody(directory, found);
      if (member.type !== "GROUP" || seen.has(member.id)) continue;
      seen.add(member.id);
      open.push(member.id);
    }
  }
  return [...found.values()].sort((one, other) => (one.email + one.id < other.email + other.id ? -1 : 1));
}

function addEverybody(directory: Directory, into: Map<string, Membership>): void {
  for (const person of directory.listPeople({ after: undefined, limit: Number.POSITIVE_INFINITY }).items) {
    if (!into.has(person.id)) into.set(person.id, { id: person.id, email: person.email, role: "MEMBER", type: "USER", status: "ACTIVE" });
  }
}
