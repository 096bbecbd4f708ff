import type { ConnectionSettings } from "../../../src/api/v1/shapes/settings.ts";
import type { Mapping } from "../../../src/model/settings.ts";

/** The rules in the order in which they are tried. */
export function listRules(settings: ConnectionSettings): readonly Mapping[] {
  return settings.mappings.toSorted((a, b) => a.sequence - b.sequence);
}

/** Moves a rule to a place in the order; the numbers stay, the rules change places among them. */
export function moveRule(settings: ConnectionSettings, id: number, to: number): ConnectionSettings {
  const rules = [...listRules(settings)];
  const from = rules.findIndex((rule) => rule.id === id);
  const [moved] = rules.splice(from, 1);
  if (from < 0 || moved === undefined) return settings;
  rules.splice(Math.max(0, Math.min(to, rules.length)), 0, moved);
  return { ...settings, mappings: numbered(rules, listRules(settings)) };
}

export function changeRule(settings: ConnectionSettings, id: number, change: Partial<Mapping>): ConnectionSettings {
  return { ...settings, mappings: settings.mappings.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)) };
}

export function removeRule(settings: ConnectionSettings, id: number): ConnectionSettings {
  return { ...settings, mappings: settings.mappings.filter((rule) => rule.id !== id) };
}

/** Adds a rule behind another one, or, without one, before a last rule that takes everyone: behind that it would never be reached. */
export function addRule(settings: ConnectionSettings, rule: Mapping, behind: number | null = null): ConnectionSettings {
  const rules = [...listRules(settings)];
  const place = behind === null ? rules.length - (takesEveryone(rules.at(-1)) ? 1 : 0) : rules.findIndex(({ id }) => id === behind) + 1;
  const isLast = place === rules.length;
  rules.splice(place, 0, isLast ? { ...rule, sequence: (rules.at(-1)?.sequence ?? 0) + 1 } : rule);
  return { ...settings, mappings: isLast ? rules : rules.map((one, index) => ({ ...one, sequence: index + 1 })) };
}

function takesEveryone(rule: Mapping | undefined): boolean {
  return rule !== undefined && rule.filter === null && rule.part === null;
}

/** A number for a rule that was never published: below zero, and nobody else's. */
export function nextRuleId(settings: ConnectionSettings): number {
  return Math.min(0, ...settings.mappings.map(({ id }) => id)) - 1;
}

function numbered(rules: readonly Mapping[], before: readonly Mapping[]): Mapping[] {
  const numbers = before.map(({ sequence }) => sequence);
  const isClean = numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
  return rules.map((rule, index) => ({ ...rule, sequence: isClean ? (numbers[index] ?? index + 1) : index + 1 }));
}
