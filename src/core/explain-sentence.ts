import type { Because, Change } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import { unreachable } from "../model/errors.ts";
import type { Mapping } from "../model/settings.ts";
import type { Outcome } from "../model/why.ts";
import { explainBecause } from "./explain-because.ts";
import { explainCondition } from "./explain-condition.ts";
import { explainField } from "./explain-field.ts";
import { explainGrant } from "./explain-grant.ts";
import { explainMatch, explainRecord } from "./explain-match.ts";
import { capital, explainDestination, explainList, explainMapping, explainSite, type Names } from "./explain-names.ts";
import { movesSite } from "./guard.ts";

/** What a line of a plan can come to; the other outcomes are of people without a line. */
export type LineOutcome = Exclude<Outcome, "unchanged" | "readingIncomplete">;

/** What a line comes to, in one word of the closed list. */
export function explainOutcome(change: Change): LineOutcome {
  switch (change.kind) {
    case "create":
      return "created";
    case "link":
      return "linked";
    case "unlink":
      return "unlinked";
    case "remove":
      return "removed";
    case "deactivate":
      return "deactivated";
    case "reactivate":
      return "reactivated";
    case "update":
      return movesSite(change) ? "moved" : "changed";
    case "decide":
      return "waitsForYou";
    case "notFound":
      return "notFound";
    case "noLongerMapped":
      return "noLongerMapped";
    case "leftOut":
      return outcomeOfLeftOut(change);
    default:
      return unreachable(change.kind);
  }
}

function outcomeOfLeftOut(change: Change): LineOutcome {
  const reason = change.because.find((because) => because.kind === "leftOut")?.reason;
  if (reason === "held" || reason === "protected") return reason;
  return reason === "changedSince" ? "changedMeanwhile" : "leftOut";
}

/** A line in one sentence that names the mapping or the reason that decides. */
export function explainSentence(change: Change, names: Names): string {
  const { name } = change;
  const outcome = explainOutcome(change);
  switch (outcome) {
    case "created":
      return `${name} will be created as ${article(change.entity)}${place(change, names)}, because ${causes(change, names)}.`;
    case "linked":
      return `${name} will be linked to ${record(change)}, ${explainMatch(change.match, names)}. Nothing else changes.`;
    case "unlinked":
      return `${name} will be unlinked from ${record(change)}, because ${causes(change, names)}.`;
    case "removed":
      return `${name} will be removed from the desk, because ${causes(change, names)}.`;
    case "deactivated":
      return `${name} will be deactivated, because ${causes(change, names)}.`;
    case "reactivated":
      return `${name} will be reactivated, because ${causes(change, names)}.`;
    case "moved":
      return `${name} moves from ${explainSite(change.site?.before ?? null, names)} to ${explainSite(change.site?.after ?? null, names)}, because ${causes(change, names)}.${also(change, names)}${linked(change, names)}`;
    case "changed":
      return `${name} will be changed: ${parts(change, names)}. ${capital(causes(change, names))}.${linked(change, names)}`;
    case "waitsForYou":
      return `${name} waits for you: ${causes(change, names)}.`;
    case "held":
    case "leftOut":
      return explainLeftOutLine(change, names);
    case "protected":
    case "changedMeanwhile":
      return `${name} is left alone: ${causes(change, names)}.`;
    case "notFound":
      return `${name} stays as it is, although ${causes(change, names)}.`;
    case "noLongerMapped":
      return `${name} stays as it is: no mapping fits any more, and that alone never takes anything away.`;
    default:
      return unreachable(outcome);
  }
}

/** The sentence of somebody for whom a plan has no line. */
export function explainUnchanged(name: string, decides: Mapping | null, names: Names): string {
  if (decides === null) return `${name} is unchanged: no mapping fits any more, and there is nothing to do.`;
  return `${name} is unchanged: the desk has everything as ${names.directory} says. ${capital(explainMapping(decides))} is the first that fits.`;
}

/** The sentence while no reading has proven anything yet. */
export function explainUnplanned(name: string, names: Names): string {
  return `${name} is not planned: no reading of ${names.directory} was complete yet.`;
}

function explainLeftOutLine(change: Change, names: Names): string {
  const { name, because } = change;
  const placed = because.find((reason) => reason.kind === "placed");
  const leftOut = because.find((reason) => reason.kind === "leftOut");
  if (leftOut?.reason === "held") return `${name} is ${explainBecause(leftOut, names)}.`;
  if (leftOut?.reason !== "mappingLeavesOut" || placed === undefined) return `${name} is left out: ${causes(change, names)}.`;
  const filter = names.settings.mappings.find((mapping) => mapping.id === placed.mappingId)?.filter ?? null;
  const condition = filter === null ? "it has no filter" : explainCondition(filter, names);
  return `${name} is left out on purpose: ${explainMapping(placed)} is the first that fits (${condition}).`;
}

/** The reasons of a line; the mapping only where nothing more particular decides. */
function causes({ because }: Change, names: Names): string {
  const particular = because.filter((reason) => !isGeneral(reason, because));
  return explainList(particular.map((reason) => explainBecause(reason, names))) || `${names.directory} says so`;
}

function isGeneral(reason: Because, all: readonly Because[]): boolean {
  if (reason.kind === "placed") return all.some((other) => other.kind !== "placed");
  return reason.kind === "leftOut" && reason.reason === "broken" && all.some((other) => other.kind === "defect");
}

/** Everything that a line changes besides the site and whether the record is active. */
function parts({ fields, manager, gains, losses }: Change, names: Names): string {
  const labels = [...fields.map((field) => explainField(field.field, names)), ...(manager === null ? [] : ["Manager"])];
  const follows = labels.length === 0 ? [] : [`${explainList(labels)} ${labels.length === 1 ? "follows" : "follow"} ${names.directory}`];
  const gained = gains.map((grant) => `gains ${explainGrant(grant, names)}`);
  const lost = losses.map((grant) => `loses ${explainGrant(grant, names)}`);
  const all = [...follows, ...gained, ...lost];
  if (all.length > 0) return all.join("; ");
  return "what is remembered about the account";
}

function also(change: Change, names: Names): string {
  const isMore = change.fields.length + change.gains.length + change.losses.length > 0 || change.manager !== null;
  return isMore ? ` Besides: ${parts(change, names)}.` : "";
}

function linked(change: Change, names: Names): string {
  const isNewLink = change.link !== null && change.link.before === null && change.recordId !== null;
  return isNewLink ? ` Linked to ${record(change)}, ${explainMatch(change.match, names)}.` : "";
}

function record(change: Change): string {
  return change.recordId === null ? "a desk record" : explainRecord(change.entity, change.recordId);
}

function article(entity: Entity): string {
  return entity === "agent" ? "an agent" : "a user";
}

function place({ site, mappingId }: Change, names: Names): string {
  if (site?.after !== undefined && site.after !== null) return ` at ${explainSite(site.after, names)}`;
  const mapping = names.settings.mappings.find((candidate) => candidate.id === mappingId);
  return mapping?.destination.kind === "agent" && mapping.destination.agentRoleId !== null
    ? explainDestination(mapping, names).replace("agents", "")
    : "";
}
