import { explainChangeKind, explainLeftOut, explainQuestionShortly, explainWarningShortly } from "../core/explain-because.ts";
import { explainField } from "../core/explain-field.ts";
import { explainEntity, explainLineState, explainMatchedBy } from "../core/explain-line.ts";
import { explainMapping, explainSite, type Names } from "../core/explain-names.ts";
import { isEffect } from "../core/guard.ts";
import { ChangeKind, LeftOutReason, QuestionReason, Warning } from "../model/change.ts";
import { managerField } from "../model/desk.ts";
import { type AlikeLines, sum } from "./tally-lines.ts";

/** One value that a filter offers, and how many lines have it. */
export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly n: number;
}

/** What the filters of a plan offer, over all of its lines. */
export function listFacets(tally: readonly AlikeLines[], names: Names) {
  const effects = tally.filter(isEffect);
  const inOrder = (values: readonly string[]) => (a: FacetValue, b: FacetValue) => values.indexOf(a.value) - values.indexOf(b.value);
  return {
    kind: count(
      tally,
      ({ kind }) => [kind],
      (kind) => explainChangeKind(ChangeKind.parse(kind)),
    ).sort(inOrder(ChangeKind.options)),
    entity: count(
      tally,
      ({ entity }) => [entity],
      (entity) => explainEntity(entity === "agent" ? "agent" : "user"),
    ),
    mapping: count(
      tally,
      ({ mappingId }) => (mappingId === null ? [] : [String(mappingId)]),
      (id) => nameMapping(Number(id), names),
    ).sort(inOrder(names.settings.mappings.toSorted((a, b) => a.sequence - b.sequence).map((mapping) => String(mapping.id)))),
    site: count(
      tally,
      (lines) => siteOf(lines, names),
      (id) => explainSite(Number(id), names),
    ).sort(byCount),
    matchedBy: count(
      effects,
      ({ matchedBy }) => [matchedBy],
      (by) => explainMatchedBy(by, names),
    ).sort(byCount),
    field: count(
      tally,
      ({ fields }) => fields,
      (field) => nameField(field, names),
    ).sort(byCount),
    warning: count(
      tally,
      ({ warnings }) => warnings,
      (warning) => explainWarningShortly(Warning.parse(warning)),
    ).sort(byCount),
    reason: count(
      tally,
      ({ reason }) => (reason === null ? [] : [reason]),
      (reason) => nameReason(reason, names),
    ).sort(byCount),
    state: count(tally, ({ state }) => [state], explainLineState).sort(byCount),
    siteMoves: sum(effects.filter((lines) => lines.movesSite)),
    roleLosses: sum(effects.filter((lines) => lines.losesRole)),
  };
}

function count(
  tally: readonly AlikeLines[],
  valuesOf: (lines: AlikeLines) => readonly string[],
  label: (value: string) => string,
): FacetValue[] {
  const counts = new Map<string, number>();
  for (const lines of tally) for (const value of valuesOf(lines)) counts.set(value, (counts.get(value) ?? 0) + lines.n);
  return [...counts].map(([value, n]) => ({ value, label: label(value), n }));
}

function byCount(a: FacetValue, b: FacetValue): number {
  return b.n - a.n || a.label.localeCompare(b.label);
}

function siteOf({ kind, entity, siteId, mappingId }: AlikeLines, { settings }: Names): readonly string[] {
  if (kind === "decide" || kind === "leftOut" || kind === "remove") return [];
  if (siteId !== null) return [String(siteId)];
  const destination = settings.mappings.find((mapping) => mapping.id === mappingId)?.destination;
  return entity === "user" && destination?.kind === "site" ? [String(destination.siteId)] : [];
}

function nameMapping(id: number, { settings }: Names): string {
  const mapping = settings.mappings.find((candidate) => candidate.id === id);
  return mapping === undefined ? `mapping #${id}, which is gone` : explainMapping(mapping);
}

function nameField(field: string, names: Names): string {
  if (field === "site") return "Site";
  return field === managerField ? "Manager" : explainField(field, names);
}

function nameReason(reason: string, names: Names): string {
  const question = QuestionReason.safeParse(reason);
  if (question.success) return explainQuestionShortly(question.data);
  const left = LeftOutReason.safeParse(reason);
  return left.success ? explainLeftOut(left.data, null, names) : reason;
}
