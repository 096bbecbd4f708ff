import type { Mapping } from "../model/settings.ts";
import { canonicalJson } from "./canonical-json.ts";
import { explainCondition } from "./explain-condition.ts";
import { explainDestination, type Names } from "./explain-names.ts";

/** What two versions are called by: each has its own rules and groups to take names from. */
export interface TwoNames {
  readonly before: Names;
  readonly after: Names;
}

/** What changed about who goes where, a sentence for each rule and kind of change. Numbers are those of the earlier version, as somebody saw them. */
export function explainRulesDifference(before: readonly Mapping[], after: readonly Mapping[], names: TwoNames): readonly string[] {
  const known = new Map(before.map((mapping) => [mapping.id, mapping]));
  const kept = new Set(after.filter((mapping) => known.has(mapping.id)).map((mapping) => mapping.id));
  return [
    ...inOrder(before)
      .filter((mapping) => !kept.has(mapping.id))
      .map((mapping) => `${nameRule(mapping)} removed`),
    ...inOrder(after).flatMap((mapping) => {
      const was = known.get(mapping.id);
      return was === undefined ? [explainNew(mapping, names)] : explainEdits(was, mapping, names);
    }),
    ...explainMoves(
      inOrder(before).filter((mapping) => kept.has(mapping.id)),
      inOrder(after).filter((mapping) => kept.has(mapping.id)),
    ),
  ];
}

function inOrder(mappings: readonly Mapping[]): readonly Mapping[] {
  return mappings.toSorted((a, b) => a.sequence - b.sequence);
}

/** A rule as sentences of settings begin: `Rule 3 "Porto"`. */
function nameRule({ sequence, name }: Pick<Mapping, "sequence" | "name">): string {
  return `Rule ${sequence} "${name}"`;
}

function explainNew(mapping: Mapping, names: TwoNames): string {
  return `${nameRule(mapping)} added: ${explainWho(mapping, names.after)} → ${explainGoal(mapping, names.after)}`;
}

function explainEdits(was: Mapping, is: Mapping, names: TwoNames): readonly string[] {
  const rule = nameRule(was);
  const differs = (part: "destination" | "filter" | "part") => canonicalJson(was[part]) !== canonicalJson(is[part]);
  return [
    ...(was.name === is.name ? [] : [`${rule} renamed "${is.name}"`]),
    ...(differs("destination") ? [`${rule} goes elsewhere: ${explainGoal(was, names.before)} → ${explainGoal(is, names.after)}`] : []),
    ...(differs("filter") || differs("part")
      ? [`${rule} fits others: ${explainWho(was, names.before)} → ${explainWho(is, names.after)}`]
      : []),
  ];
}

function explainWho({ filter, part }: Mapping, names: Names): string {
  const who = filter === null ? "everyone" : explainCondition(filter, names);
  return part === null ? who : `${who} in customer directory ${part}`;
}

function explainGoal(mapping: Mapping, names: Names): string {
  const goal = explainDestination(mapping, names);
  const { destination } = mapping;
  if (destination.kind !== "site" || destination.userRoleId === null) return goal;
  return `${goal}, with user role ${names.catalogue.userRoles.get(destination.userRoleId) ?? destination.userRoleId}`;
}

/** The fewest rules that must have moved: those outside the longest run that kept its order. */
function explainMoves(before: readonly Mapping[], after: readonly Mapping[]): readonly string[] {
  const place = new Map(before.map((mapping, index) => [mapping.id, index]));
  const stayed = listLongestRise(after.map((mapping) => place.get(mapping.id) ?? 0));
  const numbers = new Map(before.map((mapping) => [mapping.id, mapping]));
  return after.flatMap((mapping, index) => {
    const was = numbers.get(mapping.id);
    if (stayed.has(index) || was === undefined) return [];
    const next = after.slice(index + 1).find((_other, offset) => stayed.has(index + 1 + offset));
    const at = next === undefined ? undefined : numbers.get(next.id);
    return [`${nameRule(was)} moved ${at === undefined ? "to the end" : `before rule ${at.sequence}`}`];
  });
}

/** The places of a longest rising series; of two neighbours that changed places, the lower one moved up. */
function listLongestRise(values: readonly number[]): ReadonlySet<number> {
  const best: { length: number; before: number }[] = [];
  for (const [index, value] of values.entries()) {
    let chosen = { length: 1, before: -1 };
    for (let other = 0; other < index; other += 1) {
      const length = (best[other]?.length ?? 0) + 1;
      if ((values[other] ?? 0) < value && length >= chosen.length) chosen = { length, before: other };
    }
    best.push(chosen);
  }
  const longest = best.reduce((top, one, index) => (one.length >= (best[top]?.length ?? 0) ? index : top), 0);
  const places = new Set<number>();
  for (let at = best.length === 0 ? -1 : longest; at >= 0; at = best[at]?.before ?? -1) places.add(at);
  return places;
}
