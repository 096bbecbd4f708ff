import type { Entity } from "../../../src/model/desk.ts";
import type { ConnectionSettings, FieldMapping } from "../../../src/model/settings.ts";

type Change = (settings: ConnectionSettings) => ConnectionSettings;

/** Fills a desk field that nothing filled; blanks never erase, and the directory decides, until somebody says otherwise. */
export function addField(entity: Entity, field: string, from: string): Change {
  const added: FieldMapping = { entity, field, from, policy: "directory", clearsWhenEmpty: false };
  return (settings) => ({ ...settings, fieldMappings: [...settings.fieldMappings, added] });
}

/** Changes the mapping of one desk field, and no other. */
export function changeField(
  { entity, field }: FieldMapping,
  change: Partial<Pick<FieldMapping, "from" | "policy" | "clearsWhenEmpty">>,
): Change {
  return (settings) => ({
    ...settings,
    fieldMappings: settings.fieldMappings.map((mapping) =>
      mapping.entity === entity && mapping.field === field ? { ...mapping, ...change } : mapping,
    ),
  });
}

/** Takes one mapping out; what it filled stays on the desk. */
export function removeField({ entity, field }: FieldMapping): Change {
  return (settings) => ({
    ...settings,
    fieldMappings: settings.fieldMappings.filter((mapping) => mapping.entity !== entity || mapping.field !== field),
  });
}
