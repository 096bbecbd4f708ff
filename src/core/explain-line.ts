import type { Change } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import { explainBecause } from "./explain-because.ts";
import { explainAttribute, explainField, explainValue } from "./explain-field.ts";
import { explainGrant, explainGrantSource } from "./explain-grant.ts";
import { explainMatch, explainRecord } from "./explain-match.ts";
import { capital, explainMapping, explainSite, type Names } from "./explain-names.ts";

/** One thing that a line changes, with where the new value comes from. */
export interface ExplainedField {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly from: string;
  readonly overwritesHandEdit: boolean;
  readonly note: string | null;
}

const none = "—";

/** Everything that a line changes, one thing after the other: site, active, fields, manager, roles and boards. */
export function explainLineFields(change: Change, names: Names): readonly ExplainedField[] {
  return [
    ...explainSiteField(change, names),
    ...explainActiveField(change, names),
    ...change.fields.map(({ field, before, after, origin, overwritesHandEdit }) => ({
      label: explainField(field, names),
      before: explainValue(before),
      after: explainValue(after),
      from: origin.kind === "undo" ? `run ${origin.runId} is taken back` : explainAttribute(origin.from),
      overwritesHandEdit,
      note: overwritesHandEdit ? "typed on the desk; for this field the directory decides" : null,
    })),
    ...explainManagerField(change, names),
    ...change.gains.map((grant) => ({
      ...plain,
      label: "Gains",
      before: none,
      after: explainGrant(grant, names),
      from: sourceOf(grant, change, names),
    })),
    ...change.losses.map((grant) => ({
      ...plain,
      label: "Loses",
      before: explainGrant(grant, names),
      after: none,
      from: sourceOf(grant, change, names),
    })),
  ];
}

const plain = { overwritesHandEdit: false, note: null } as const;

function explainSiteField({ site, ...change }: Change, names: Names): readonly ExplainedField[] {
  if (site === null) return [];
  const say = (siteId: number | null) => (siteId === null ? none : explainSite(siteId, names));
  return [{ ...plain, label: "Site", before: say(site.before), after: say(site.after), from: decisionOf(change.because, names) }];
}

function explainActiveField({ active, because }: Change, names: Names): readonly ExplainedField[] {
  if (active === null) return [];
  const particular = because.filter((one) => one.kind !== "placed");
  const from = (particular.length > 0 ? particular : because).map((one) => explainBecause(one, names)).join("; ");
  return [{ ...plain, label: "Active", before: explainValue(active.before), after: explainValue(active.after), from }];
}

function explainManagerField({ manager, link, because }: Change, names: Names): readonly ExplainedField[] {
  if (manager === null) return [];
  const { after } = manager;
  const user = (id: number) => names.userNames?.get(id) ?? explainRecord("user", id);
  const waits = link?.after?.waitsForManager !== undefined && link.after?.waitsForManager !== null;
  return [
    {
      label: "Manager",
      before: manager.before === null ? none : user(manager.before),
      after: after === null ? none : "recordId" in after ? user(after.recordId) : after.name,
      from: because.some((one) => one.kind === "undo") ? decisionOf(because, names) : explainAttribute("relations[type=manager].value"),
      overwritesHandEdit: false,
      note: waits ? "follows when the manager is imported" : null,
    },
  ];
}

/** What decided about a line as a whole: its mapping, or the run that is taken back. */
function decisionOf(because: Change["because"], names: Names): string {
  const decides = because.find((one) => one.kind === "placed" || one.kind === "undo");
  if (decides === undefined) return names.directory;
  return decides.kind === "placed" ? explainMapping(decides) : explainBecause(decides, names);
}

function sourceOf(grant: Change["gains"][number], { because, mappingId }: Change, names: Names): string {
  if (because.some((one) => one.kind === "undo")) return decisionOf(because, names);
  return explainGrantSource(grant, names, names.settings.mappings.find((mapping) => mapping.id === mappingId) ?? null);
}

/** The reasons of a line, a sentence each. */
export function explainReasons({ because }: Change, names: Names): readonly string[] {
  return because.map((one) => {
    if (one.kind === "placed") return capital(`${explainMapping(one)} is the first that fits.`);
    return `${capital(explainBecause(one, names))}.`;
  });
}

/** How the desk record was recognised: `user #412, by Google id (linked by run 3)`. */
export function explainFound(
  { entity, recordId, kind, match }: Pick<Change, "entity" | "recordId" | "kind" | "match">,
  names: Names,
): string {
  const matched = explainMatch(match, names);
  if (kind === "create") return match.kind === "newPerson" ? matched : "nobody on the desk is this account";
  if (recordId === null) return match.kind === "none" ? none : matched;
  return match.kind === "none" ? explainRecord(entity, recordId) : `${explainRecord(entity, recordId)}, ${matched}`;
}

/** How a record was recognised, in a word for filters: `Google id`, `alias`, `your decision`. */
export function explainMatchedBy(matchedBy: string, names: Names): string {
  const words: Readonly<Record<string, string>> = {
    byId: `${names.directory} id`,
    byAnswer: "a decision",
    newPerson: "new person",
    none: "nobody found",
    email: "e-mail",
  };
  return words[matchedBy] ?? explainField(matchedBy, names).toLowerCase();
}

/** What became of a line, in a few words for filters. */
export function explainLineState(state: string): string {
  const words: Readonly<Record<string, string>> = {
    planned: "not written yet",
    noted: "nothing to write",
    applied: "applied",
    failed: "failed",
    changedSince: "changed meanwhile",
    undone: "taken back",
  };
  return words[state] ?? state;
}

/** Which import a line belongs to. */
export function explainEntity(entity: Entity): string {
  return entity === "agent" ? "agents" : "users";
}
