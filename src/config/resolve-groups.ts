import type { Kysely } from "kysely";
import type { Condition } from "../model/condition.ts";
import type { FileConnection } from "../model/config-file.ts";
import type { Connection, GoogleSecrets } from "../model/connection.ts";
import type { Group } from "../model/directory.ts";
import { foldText } from "../model/fold-text.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";
import { listGroups, type NamedGroup } from "./condition-form.ts";
import type { Faults } from "./faults.ts";
import type { Path } from "./parse-config-file.ts";
import type { ConfigTools } from "./tools.ts";

export interface GroupsInput {
  readonly file: FileConnection;
  readonly path: Path;
  /** As it will be: for asking its directory. */
  readonly connection: Connection;
  readonly existing: ConnectionSettings | null;
  /** What to sign in with; null while it can't sign in. */
  readonly secrets: GoogleSecrets | null;
  /** Whether the stored sign-in is the very one that the file asks for. */
  readonly isStored: boolean;
}

/** Groups by the text that names them in the file. */
export type FoundGroups = ReadonlyMap<string, Group>;

/**
 * Finds every group that a connection of the file names by text. What Muster knows already, from its settings or its copy of the directory,
 * is not asked again.
 * @throws DirectoryRefused
 */
export async function resolveGroups(db: Kysely<Tables>, tools: ConfigTools, input: GroupsInput, faults: Faults): Promise<FoundGroups> {
  const found = new Map<string, Group>();
  const known = await listKnownGroups(db, input);
  const isFaulty = new Set<string>();
  for (const { group: text, path, part } of listNamedGroups(input)) {
    if (typeof text !== "string" || found.has(text) || isFaulty.has(text)) continue;
    const groups = findKnown(known, text) ?? (await ask(tools, input, { text, part }));
    const [group, another] = groups ?? [];
    if (group !== undefined && another === undefined) found.set(text, group);
    else {
      isFaulty.add(text);
      faults.add(path, explainFinding(text, groups));
    }
  }
  return found;
}

/** Null where nobody can be asked. */
async function ask(
  tools: ConfigTools,
  { connection, secrets, isStored }: GroupsInput,
  question: { text: string; part: string },
): Promise<readonly Group[] | null> {
  return secrets === null ? null : await tools.findGroups({ connection, secrets: isStored ? null : secrets, ...question });
}

function explainFinding(text: string, groups: readonly Group[] | null): string {
  if (groups === null) {
    return `the group "${text}" can't be looked up before the connection is connected. Write it as { id: …, name: … }; or apply without it, connect, and apply again`;
  }
  if (groups.length === 0)
    return `the directory has no group of exactly this id, address or name: "${text}". Write its address as the directory shows it`;
  const choices = groups.map((group) => `${group.id} (${group.email})`).join(", ");
  return `${groups.length} groups are called "${text}": ${choices}. Which one? Write its id or address`;
}

function listNamedGroups({ file, path }: GroupsInput): readonly (NamedGroup & { readonly part: string })[] {
  const inMappings = (file.mappings ?? []).flatMap((mapping, index) =>
    listGroups(mapping.filter, [...path, "mappings", index, "filter"]).map((named) => ({
      ...named,
      part: mapping.customerId ?? "my_customer",
    })),
  );
  const given = (file.groupMappings ?? []).map(({ group }, index) => ({
    group,
    path: [...path, "groupMappings", index, "group"],
    part: "my_customer",
  }));
  return [...inMappings, ...given];
}

/** A group that Muster knows. One that no setting names has no name here: whether others are called the same was never asked. */
interface KnownGroup {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly shownAs: string;
}

function findKnown(known: readonly KnownGroup[], text: string): readonly Group[] | null {
  const same = known.filter(
    (group) => group.id === text || (group.email !== "" && foldText(group.email) === foldText(text)) || group.name?.trim() === text,
  );
  const ids = new Set(same.map((group) => group.id));
  return ids.size === 1 ? same.slice(0, 1).map(({ id, email, shownAs }) => ({ id, email, name: shownAs })) : null;
}

async function listKnownGroups(db: Kysely<Tables>, { connection, existing }: GroupsInput): Promise<readonly KnownGroup[]> {
  if (existing === null) return [];
  const named = [
    ...existing.groupMappings.map(({ groupId, groupName }) => ({ id: groupId, name: groupName })),
    ...existing.mappings.flatMap((mapping) => (mapping.filter === null ? [] : groupsIn(mapping.filter))),
  ];
  const rows = await db
    .selectFrom("mirror_groups")
    .select(["group_id", "name", "email"])
    .where("connection_id", "=", connection.id)
    .execute();
  return [
    ...named.map(({ id, name }) => ({ id, email: rows.find((row) => row.group_id === id)?.email ?? "", name, shownAs: name })),
    ...rows.map((row) => ({ id: row.group_id, email: row.email, name: null, shownAs: row.name })),
  ];
}

function groupsIn(condition: Condition): readonly { id: string; name: string }[] {
  if (condition.kind === "group") return [{ id: condition.groupId, name: condition.groupName }];
  return condition.kind === "all" || condition.kind === "any" ? condition.of.flatMap(groupsIn) : [];
}
