import type { Condition } from "../model/condition.ts";
import type { ConnectionSettings } from "../model/settings.ts";

/** A group as settings remember it. */
export interface NamedGroup {
  readonly id: string;
  readonly name: string;
}

/** Every group that settings name, with the name that it had when somebody chose it. */
export function listNamedGroups({
  groupMappings,
  mappings,
}: Pick<ConnectionSettings, "groupMappings" | "mappings">): readonly NamedGroup[] {
  const inFilters = mappings.flatMap(({ filter }) => (filter === null ? [] : listIn(filter)));
  return [...groupMappings.map(({ groupId, groupName }) => ({ id: groupId, name: groupName })), ...inFilters];
}

function listIn(condition: Condition): readonly NamedGroup[] {
  if (condition.kind === "group") return [{ id: condition.groupId, name: condition.groupName }];
  return condition.kind === "all" || condition.kind === "any" ? condition.of.flatMap(listIn) : [];
}
