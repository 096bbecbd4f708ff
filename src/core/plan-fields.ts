import type { FieldChange, Warning } from "../model/change.ts";
import type { FieldValue, Values } from "../model/desk.ts";
import type { Person } from "../model/person.ts";
import type { CompiledField } from "./compile-settings.ts";
import { convertValue, sameValue } from "./convert-value.ts";

export interface FieldPlan {
  readonly changes: readonly FieldChange[];
  /** What the directory has given once this is applied, by field. */
  readonly given: Values;
  readonly warnings: readonly Warning[];
}

/** A value that comes from no mapping, when a new record would otherwise have none. */
export type Fallbacks = { readonly [field: string]: string };

/**
 * Plans the fields of one record. A value that the directory does not have erases nothing unless the mapping says so; a value edited
 * by hand is the one that differs from what the directory gave last.
 */
export function planFields(
  person: Person,
  fields: readonly CompiledField[],
  current: Values,
  given: Values,
  fallbacks: Fallbacks,
): FieldPlan {
  const changes: FieldChange[] = [];
  const nextGiven: Values = { ...given };
  const warnings = new Set<Warning>();
  for (const { mapping, read, custom } of fields) {
    const before = current[mapping.field];
    const converted = convertValue(read(person), custom);
    if (converted === null) warnings.add("invalidValue");
    const after = converted ?? (before === undefined ? fallbacks[mapping.field] : undefined);
    const isByHand = before === undefined ? given[mapping.field] !== undefined : !sameValue(before, given[mapping.field]);
    if (after === undefined) {
      if (converted === null || !mapping.clearsWhenEmpty || before === undefined || !mayOverwrite(mapping.policy, isByHand)) continue;
      delete nextGiven[mapping.field];
      changes.push(fieldChange(mapping, before, null, given));
      continue;
    }
    if (sameValue(before, after)) {
      nextGiven[mapping.field] = after;
      continue;
    }
    if (!mayWrite(mapping.policy, before, isByHand)) continue;
    nextGiven[mapping.field] = after;
    changes.push(fieldChange(mapping, before, after, given));
  }
  if (changes.some((change) => change.overwritesHandEdit)) warnings.add("overwritesHandEdit");
  return { changes, given: nextGiven, warnings: [...warnings] };
}

/** Whether a value may be put where `before` stands: a field that was emptied by hand counts as edited by hand. */
function mayWrite(policy: CompiledField["mapping"]["policy"], before: FieldValue | undefined, isByHand: boolean): boolean {
  if (before !== undefined) return mayOverwrite(policy, isByHand);
  return policy !== "keepHandEdits" || !isByHand;
}

function mayOverwrite(policy: CompiledField["mapping"]["policy"], isByHand: boolean): boolean {
  if (policy === "onlyWhenEmpty") return false;
  return policy === "directory" || !isByHand;
}

function fieldChange(
  mapping: CompiledField["mapping"],
  before: FieldValue | undefined,
  after: FieldValue | null,
  given: Values,
): FieldChange {
  const last = given[mapping.field];
  return {
    field: mapping.field,
    before: before ?? null,
    after,
    origin: { kind: "attribute", from: mapping.from, policy: mapping.policy },
    overwritesHandEdit: last !== undefined && !sameValue(before, last),
  };
}
