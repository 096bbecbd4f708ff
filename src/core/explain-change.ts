import type { Change } from "../model/change.ts";
import { explainBecause, explainChangeKind } from "./explain-because.ts";
import { explainField, explainMatchingField, explainValue } from "./explain-field.ts";
import { explainGrant } from "./explain-grant.ts";
import { explainCount, explainDestination, explainSite, type Names } from "./explain-names.ts";
import { explainSentence } from "./explain-sentence.ts";
import { movesSite } from "./guard.ts";

/** One line of a preview, a text for each column, and the whole in one sentence. */
export interface ExplainedChange {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly goesTo: string;
  readonly because: string;
  readonly sentence: string;
}

const none = "—";

/** Puts a line of a plan into the words of the preview's columns. */
export function explainChange(change: Change, names: Names): ExplainedChange {
  const differences = listDifferences(change, names);
  return {
    what: change.kind === "update" ? `update ${differences.length}` : explainChangeKind(change.kind),
    before: explainBefore(change, differences),
    after: explainAfter(change, differences),
    goesTo: explainGoesTo(change, names),
    because: explainShortly(change, names),
    sentence: explainSentence(change, names),
  };
}

interface Difference {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Everything that a line changes, each with before and after: site, active, fields, manager, roles and boards. */
export function listDifferences(change: Change, names: Names): readonly Difference[] {
  const { site, active, manager } = change;
  return [
    ...(site === null
      ? []
      : [{ label: "Site", before: explainSiteOrNone(site.before, names), after: explainSiteOrNone(site.after, names) }]),
    ...(active === null ? [] : [{ label: "Active", before: explainValue(active.before), after: explainValue(active.after) }]),
    ...change.fields.map((field) => ({
      label: explainField(field.field, names),
      before: explainValue(field.before),
      after: explainValue(field.after),
    })),
    ...(manager === null
      ? []
      : [
          {
            label: "Manager",
            before: manager.before === null ? none : explainUser(manager.before, names),
            after: explainManager(manager.after, names),
          },
        ]),
    ...change.gains.map((grant) => ({ label: "Gains", before: none, after: explainGrant(grant, names) })),
    ...change.losses.map((grant) => ({ label: "Loses", before: explainGrant(grant, names), after: none })),
  ];
}

function explainSiteOrNone(siteId: number | null, names: Names): string {
  return siteId === null ? none : explainSite(siteId, names);
}

function explainManager(after: NonNullable<Change["manager"]>["after"], names: Names): string {
  if (after === null) return none;
  return "recordId" in after ? explainUser(after.recordId, names) : after.name;
}

function explainUser(recordId: number, { userNames }: Names): string {
  return userNames?.get(recordId) ?? `user #${recordId}`;
}

function explainBefore(change: Change, differences: readonly Difference[]): string {
  if (change.kind === "create") return none;
  if (change.kind === "remove") return explainWho(change, "before");
  const question = change.because.find((because) => because.kind === "question");
  if (question !== undefined) return explainCount(question.recordIds.length, "candidate", "candidates");
  return explainSide(differences, "before");
}

function explainAfter(change: Change, differences: readonly Difference[]): string {
  if (change.kind === "create") return explainWho(change, "after");
  if (change.kind === "remove") return explainRemoval(change);
  return explainSide(differences, "after");
}

/** Only a record that a run created is ever deleted, by taking that run back. */
function explainRemoval({ because }: Change): string {
  const undo = because.find((reason) => reason.kind === "undo");
  return undo === undefined ? "deleted" : `deleted (it was created by run ${undo.runId})`;
}

function explainSide(differences: readonly Difference[], side: "before" | "after"): string {
  return differences.map((difference) => `${difference.label} ${difference[side]}`).join(", ") || none;
}

/** A whole record in a few words: its address and title. */
function explainWho({ email, fields }: Change, side: "before" | "after"): string {
  const title = fields.find((field) => field.field === "title")?.[side] ?? "";
  return [email, title === "" ? "" : explainValue(title)].filter((part) => part !== "").join(" ") || none;
}

function explainGoesTo(change: Change, names: Names): string {
  const { site, mappingId } = change;
  if (change.kind === "leftOut" || change.kind === "decide" || change.kind === "remove") return none;
  if (site !== null && site.after !== null) {
    const after = explainSite(site.after, names);
    return movesSite(change) ? `${after} ← ${explainSite(site.before, names)}` : after;
  }
  const mapping = names.settings.mappings.find((candidate) => candidate.id === mappingId);
  return mapping === undefined ? none : explainDestination(mapping, names);
}

/** The reason in a few words: how the record was found where that is what matters, else what decides. */
function explainShortly(change: Change, names: Names): string {
  const placed = change.because.find((because) => because.kind === "placed");
  const particular = change.because.filter(
    (because) => because.kind !== "placed" && !(placed !== undefined && leavesOutOnPurpose(because)),
  );
  if (particular.length > 0) return particular.map((because) => explainBecause(because, names)).join("; ");
  const mapping = placed === undefined ? "" : `mapping ${placed.sequence}`;
  if (change.match.kind === "byField") {
    const by = explainMatchingField(change.match.by, names);
    return `${change.match.by.kind === "alias" ? "alias = e-mail" : `same ${by}`}; ${mapping}`;
  }
  if (movesSite(change)) return `${mapping} is the first that fits`;
  return change.warnings.includes("addressReused") ? `${mapping}; other id` : mapping || none;
}

/** Left out by a mapping: the mapping is reason enough. */
function leavesOutOnPurpose(because: Change["because"][number]): boolean {
  return because.kind === "leftOut" && because.reason === "mappingLeavesOut";
}
