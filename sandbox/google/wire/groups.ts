import type { admin_directory_v1 as google } from "@googleapis/admin";
import type { Group, Membership } from "../state/directory.ts";
import type { Selection } from "./fields.ts";
import { compile, constant, flag, keysOf, object, text, texts, type Writer } from "./template.ts";

/**
 * A writer of groups in Google's shape; the member count is an int64 and therefore a string.
 * Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/groups
 */
export function compileGroup(selection: Selection): Writer<Group> {
  const write = compile(groupTemplate, selection);
  return (group) => write(group) || "{}";
}

/**
 * A writer of group members in Google's shape.
 * Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/members
 */
export function compileMember(selection: Selection): Writer<Membership> {
  const write = compile(memberTemplate, selection);
  return (member) => write(member) || "{}";
}

/** Whether a group can have a member of that name in an answer. */
export function isGroupField(name: string): boolean {
  return name === "*" || name === "externalIds" || keysOf(groupTemplate).includes(name);
}

/** Whether a line of a member list can have a member of that name. */
export function isMemberField(name: string): boolean {
  return name === "*" || name === "delivery_settings" || keysOf(memberTemplate).includes(name);
}

const groupTemplate = object<Group, google.Schema$Group>({
  kind: constant("admin#directory#group"),
  id: text((group) => group.id),
  etag: text((group) => `"g${group.id}/${group.directUsers}"`),
  email: text((group) => group.email),
  name: text((group) => group.name),
  directMembersCount: text((group) => String(group.directUsers)),
  description: { kind: "value", text: (group) => JSON.stringify(group.description) },
  adminCreated: flag(() => true),
  aliases: texts((group) => group.aliases),
  nonEditableAliases: texts((group) => [`${group.email}.test-google-a.com`]),
});

const memberTemplate = object<Membership, google.Schema$Member>({
  kind: constant("admin#directory#member"),
  id: text((member) => member.id),
  etag: text((member) => `"m${member.id}"`),
  email: text((member) => member.email),
  role: text((member) => member.role),
  type: text((member) => member.type),
  status: text((member) => member.status),
});
