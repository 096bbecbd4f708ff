import { attributesAsked, groupsAsked } from "../core/compile-settings.ts";
import { explainAttribute } from "../core/explain-field.ts";
import { explainGroup, type Names } from "../core/explain-names.ts";
import { listNamedGroups } from "../core/list-named-groups.ts";
import { attributeToAsk } from "../core/read-attribute.ts";
import { fieldsOf } from "../model/condition.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { CopyContents } from "../sync/list-unread.ts";

/** Attributes and groups that settings use and the copy does not hold, in words: they count as empty until the next reading. */
export function explainUnread(settings: ConnectionSettings, contents: CopyContents, names: Names): string[] {
  const missing = new Set(attributesAsked(settings).filter((name) => !contents.attributes.has(name)));
  const expressions = [...settings.mappings.flatMap(({ filter }) => fieldsOf(filter)), ...settings.fieldMappings.map(({ from }) => from)];
  const attributes = expressions.filter((from) => missing.has(attributeToAsk(from) ?? "")).map(explainAttribute);
  return [...new Set([...attributes, ...explainUnreadGroups(settings, contents, names)])];
}

/** The groups among them. */
export function explainUnreadGroups(settings: ConnectionSettings, { groupIds }: CopyContents, names: Names): readonly string[] {
  const called = new Map(listNamedGroups(settings).map(({ id, name }) => [id, name]));
  return groupsAsked(settings)
    .filter((groupId) => !groupIds.has(groupId))
    .map((groupId) => `group ${explainGroup(groupId, names, called.get(groupId))}`);
}
