import type { Entity } from "../model/desk.ts";
import type { Mapping } from "../model/settings.ts";
import type { ConditionLine, WhyMapping } from "../model/why.ts";
import type { CompiledMapping } from "./compile-settings.ts";
import { explainVerdict, type PathOf } from "./explain-condition.ts";
import { explainDestination, explainMapping, type Names } from "./explain-names.ts";
import { judgeCondition, type Subject } from "./judge-condition.ts";
import { concerns, placePerson } from "./place-person.ts";

/** Every mapping of one import, in the order in which they are tried, with each condition's verdict for one person. */
export function explainMappings(
  subject: Subject,
  entity: Entity,
  mappings: readonly CompiledMapping[],
  names: Names,
  pathOf: PathOf,
): readonly WhyMapping[] {
  const placement = placePerson(subject, entity, mappings);
  const decider = placement.kind === "unmapped" ? null : placement.mapping;
  const tried = mappings.filter(({ mapping }) => concerns(mapping, entity));
  return tried.map(({ mapping, fits }) => ({
    mappingId: mapping.id,
    sequence: mapping.sequence,
    name: mapping.name,
    goesTo: explainDestination(mapping, names),
    siteId: mapping.destination.kind === "site" ? mapping.destination.siteId : null,
    standing: standingOf(mapping, decider, fits(subject)),
    conditions: [...explainPart(mapping, subject), ...explainFilter(mapping, subject, names, pathOf)],
  }));
}

function standingOf(mapping: Mapping, decider: Mapping | null, fits: boolean): WhyMapping["standing"] {
  if (mapping === decider) return "decides";
  if (decider === null || mapping.sequence < decider.sequence) return "doesNotFit";
  return fits ? "wouldFit" : "notReached";
}

/** Where several customer directories are read, a mapping speaks of one of them only (G3). */
function explainPart({ part }: Mapping, { person }: Subject): readonly ConditionLine[] {
  if (part === null) return [];
  return [{ depth: 0, joins: null, says: `customer directory is ${part}`, found: `"${person.part}"`, holds: person.part === part }];
}

function explainFilter(mapping: Mapping, subject: Subject, names: Names, pathOf: PathOf): readonly ConditionLine[] {
  if (mapping.filter === null) return [];
  const lines = explainVerdict(judgeCondition(mapping.filter, subject), names, pathOf);
  return mapping.part === null ? lines : lines.map((line, index) => (index === 0 ? { ...line, joins: "and" } : line));
}

/** Where the person would go if one mapping were tried before all others; null when it says nothing about this import. */
export function explainIfFirst(
  subject: Subject,
  entity: Entity,
  mappings: readonly CompiledMapping[],
  sequence: number,
  names: Names,
): string | null {
  const first = mappings.find(({ mapping }) => mapping.sequence === sequence);
  if (first === undefined || !concerns(first.mapping, entity)) return null;
  const now = placePerson(subject, entity, mappings);
  const then = placePerson(subject, entity, [first, ...mappings.filter((other) => other !== first)]);
  const said = `If ${explainMapping(first.mapping)} came first`;
  if (then.kind === "unmapped") return `${said}: no mapping fits, as now.`;
  const goesTo = explainDestination(then.mapping, names);
  if (now.kind !== "unmapped" && now.mapping === then.mapping) {
    return `${said}: ${goesTo}, as now. ${first.mapping === then.mapping ? "It decides already." : "It does not fit."}`;
  }
  return `${said}: ${goesTo}.`;
}
