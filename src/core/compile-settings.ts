import { fieldsOf, groupIdsOf } from "../model/condition.ts";
import type { CustomField, Entity } from "../model/desk.ts";
import type { ConnectionSettings, FieldMapping, GroupMapping, Mapping } from "../model/settings.ts";
import { createTest, type Test } from "./judge-condition.ts";
import { type AttributeReader, attributeToAsk, createAttributeReader } from "./read-attribute.ts";

export interface CompiledMapping {
  readonly mapping: Mapping;
  readonly fits: Test;
}

export interface CompiledField {
  readonly mapping: FieldMapping;
  readonly read: AttributeReader;
  readonly custom: CustomField | null;
}

/** Settings made ready for judging many people: everything parsed once. */
export interface CompiledSettings {
  readonly settings: ConnectionSettings;
  /** In order of sequence. */
  readonly mappings: readonly CompiledMapping[];
  readonly fields: Readonly<Record<Entity, readonly CompiledField[]>>;
  readonly manager: CompiledField | null;
  readonly groupMappings: readonly GroupMapping[];
  /** What each group gives, with the place of its mapping: looking up a person's few groups is cheaper than asking every mapping. */
  readonly giftsByGroup: ReadonlyMap<string, readonly PlacedGift[]>;
}

interface PlacedGift {
  readonly place: number;
  readonly mapping: GroupMapping;
}

/** The group mappings that reach somebody who belongs to these groups, in their order. */
export function listGifts({ giftsByGroup }: CompiledSettings, groups: ReadonlySet<string>): readonly GroupMapping[] {
  const gifts: PlacedGift[] = [];
  for (const groupId of groups) gifts.push(...(giftsByGroup.get(groupId) ?? []));
  return gifts.sort((a, b) => a.place - b.place).map((gift) => gift.mapping);
}

/** Parses every expression and pattern of the settings. @throws Invalid for one that can't be understood */
export function compileSettings(settings: ConnectionSettings, customFields: readonly CustomField[]): CompiledSettings {
  const all = settings.fieldMappings.map((mapping) => compileField(mapping, customFields));
  const plain = all.filter((field) => field.mapping.field !== "manager");
  return {
    settings,
    mappings: settings.mappings.toSorted((a, b) => a.sequence - b.sequence).map(compileMapping),
    fields: {
      user: plain.filter((field) => field.mapping.entity === "user"),
      agent: plain.filter((field) => field.mapping.entity === "agent"),
    },
    manager: all.find((field) => field.mapping.field === "manager" && field.mapping.entity === "user") ?? null,
    groupMappings: settings.groupMappings,
    giftsByGroup: Map.groupBy(
      settings.groupMappings.map((mapping, place) => ({ place, mapping })),
      (gift) => gift.mapping.groupId,
    ),
  };
}

function compileMapping(mapping: Mapping): CompiledMapping {
  const test = mapping.filter === null ? () => true : createTest(mapping.filter);
  if (mapping.part === null) return { mapping, fits: test };
  return { mapping, fits: (subject) => subject.person.part === mapping.part && test(subject) };
}

function compileField(mapping: FieldMapping, customFields: readonly CustomField[]): CompiledField {
  const key = mapping.field.startsWith("custom.") ? mapping.field.slice("custom.".length) : null;
  const custom = key === null ? null : (customFields.find((field) => field.key === key && field.entity === mapping.entity) ?? null);
  return { mapping, read: createAttributeReader(mapping.from), custom };
}

/** The directory attributes that these settings use, sorted: what a reading asks for, and no more. */
export function attributesAsked(settings: ConnectionSettings): readonly string[] {
  const expressions = [
    ...settings.fieldMappings.map((mapping) => mapping.from),
    ...settings.mappings.flatMap((mapping) => fieldsOf(mapping.filter)),
  ];
  const names = expressions.map(attributeToAsk).filter((name) => name !== null);
  return [...new Set(names)].sort();
}

/** The groups that these settings name: the only ones that are read. */
export function groupsAsked(settings: ConnectionSettings): readonly string[] {
  const ids = [
    ...settings.groupMappings.map((mapping) => mapping.groupId),
    ...settings.mappings.flatMap((mapping) => groupIdsOf(mapping.filter)),
  ];
  return [...new Set(ids)].sort();
}

/** The customer directories that these settings read: one's own, or those that mappings name (G3). */
export function partsAsked(settings: ConnectionSettings): readonly string[] {
  if (settings.directory === "own") return ["my_customer"];
  return [...new Set(settings.mappings.map((mapping) => mapping.part ?? "my_customer"))].sort();
}
