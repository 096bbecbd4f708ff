import type { Change } from "../model/change.ts";
import type { RunKind } from "../model/run.ts";
import { explainBecause } from "./explain-because.ts";
import { listDifferences } from "./explain-change.ts";
import { explainField } from "./explain-field.ts";
import { explainGrant, explainGrantSource } from "./explain-grant.ts";
import { explainMatch } from "./explain-match.ts";
import { capital, explainMapping, explainTime, type Names } from "./explain-names.ts";
import { explainDone, listEdited, type Snapshot } from "./explain-past.ts";

/** Something that was done to a desk record: by a run, or by a person or a configuration file. */
export type RecordEvent =
  | {
      readonly kind: "run";
      readonly at: Date;
      readonly runId: number;
      readonly seq: number;
      readonly connectionId: number;
      readonly runKind: RunKind;
      readonly startedBy: string;
      readonly isTakenBack: boolean;
      readonly canBeTakenBack: boolean;
      readonly change: Change;
    }
  | {
      readonly kind: "hand";
      readonly at: Date;
      readonly actor: string;
      readonly action: string;
      readonly before: Snapshot | null;
      readonly after: Snapshot | null;
    };

type RunEvent = Extract<RecordEvent, { kind: "run" }>;
type HandEvent = Extract<RecordEvent, { kind: "hand" }>;

/** An entry of a history: what was done in a sentence or two, and every value before and after with where it came from. */
export interface ExplainedEvent {
  readonly says: string;
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string; readonly from: string }[];
}

/** Puts an event into words. */
export function explainEvent(event: RecordEvent, names: Names): ExplainedEvent {
  return event.kind === "run" ? explainRunEvent(event, names) : explainHandEvent(event, names);
}

function explainRunEvent({ change, isTakenBack }: RunEvent, names: Names): ExplainedEvent {
  const done = capital(explainDone(change.kind));
  const says = [
    `${done}${explainReason(change, names)}.`,
    ...explainIdentity(change, names),
    ...(isTakenBack ? ["Taken back since."] : []),
  ];
  return { says: says.join(" "), changes: listDifferences(change, names).map((one) => ({ ...one, from: findSource(one, change, names) })) };
}

/** Whoever changes name or address is asked for: the id answers. */
function explainIdentity(change: Change, { directory }: Names): readonly string[] {
  const isRenamed = change.fields.some(
    ({ field, before }) => before !== null && ["name", "firstName", "lastName", "email"].includes(field),
  );
  return isRenamed && change.match.kind === "byId" ? [`Same ${directory} id, so same person.`] : [];
}

function explainReason(change: Change, names: Names): string {
  if (change.match.kind === "byField" || change.match.kind === "byAnswer") return `, ${explainMatch(change.match, names)}`;
  const because = change.because.filter((reason) => reason.kind !== "placed" || change.kind === "create" || change.site !== null);
  return because.length === 0 ? "" : `, because ${because.map((reason) => explainBecause(reason, names)).join("; ")}`;
}

/** Where one of the differences that `listDifferences` lists came from. */
function findSource({ label, after, before }: { label: string; after: string; before: string }, change: Change, names: Names): string {
  const undo = change.because.find((reason) => reason.kind === "undo");
  if (undo !== undefined) return `as before run ${undo.runId}`;
  const field = change.fields.find((candidate) => explainField(candidate.field, names) === label);
  if (field?.origin.kind === "attribute") return `${names.directory} ${field.origin.from}`;
  const held = [...change.gains, ...change.losses].find((grant) => [before, after].includes(explainGrant(grant, names)));
  if (label === "Gains" || label === "Loses") return held === undefined ? "" : explainGrantSource(held, names);
  if (label === "Manager") return names.directory;
  const placed = change.because.find((reason) => reason.kind === "placed");
  return label === "Site" && placed !== undefined ? explainMapping(placed) : "";
}

function explainHandEvent(event: HandEvent, names: Names): ExplainedEvent {
  const { action, actor, before, after } = event;
  const changes = listEdited(before ?? {}, after ?? {}, names).map(({ key: _key, label, ...edit }) => ({
    label: capital(label),
    ...edit,
    from: "",
  }));
  if (action === "add") return { says: `Added by hand, ${actor}.`, changes };
  if (action === "takeOver") return { says: `${before === null ? "Taken over" : "Changed"} from a file, ${actor}.`, changes };
  if (action === "erase") return { says: `Erased for good, ${actor}.`, changes };
  if (action === "create") return { says: "Taken over from the configuration file.", changes };
  if (action === "configure") return { says: "Changed by the configuration file.", changes };
  return { says: `Edited by hand, ${actor}.`, changes };
}

/** Where a field's value came from, since when, and by which run; null where nothing recorded ever touched it. */
export interface FieldSource {
  readonly says: string;
  readonly since: Date;
  readonly runId: number | null;
}

/**
 * Who or what gave a field the value that it has: the newest event that touched it. `field` is a desk field, `site`, or `manager`; `events`
 * are newest first, `namesOf` gives the names of a run's connection.
 */
export function findFieldSource(
  field: string,
  events: readonly RecordEvent[],
  namesOf: (connectionId: number) => Names | null,
): FieldSource | null {
  for (const event of events) {
    const says = event.kind === "hand" ? sayHand(field, event) : sayRun(field, event, namesOf(event.connectionId));
    if (says !== null) return { says, since: event.at, runId: event.kind === "run" ? event.runId : null };
  }
  return null;
}

function sayHand(field: string, { action, actor, before, after }: HandEvent): string | null {
  const key = field === "site" ? "siteId" : field;
  // A record is taken over under its name, which is not among the values recorded.
  const isNamed = action === "create" && field === "name";
  if (!isNamed && ![before, after].some((snapshot) => snapshot !== null && (key in snapshot || field in snapshot))) return null;
  if (action === "edit" || action === "add") return `typed by ${actor}`;
  return action === "takeOver" ? `a file (${actor})` : `configuration file (${actor})`;
}

function sayRun(field: string, { change, runId, isTakenBack }: RunEvent, names: Names | null): string | null {
  if (isTakenBack || change.kind === "remove") return null;
  const directory = names?.directory ?? "the directory";
  const undo = change.because.find((reason) => reason.kind === "undo");
  const touched =
    field === "site"
      ? change.site !== null
      : field === "manager"
        ? change.manager !== null
        : change.fields.some((one) => one.field === field);
  if (!touched) return null;
  if (undo !== undefined) return `as before run ${undo.runId}, run ${runId}`;
  const placed = change.because.find((reason) => reason.kind === "placed");
  if (field === "site") return `${placed === undefined ? directory : explainMapping(placed)}, run ${runId}`;
  const origin = change.fields.find((one) => one.field === field)?.origin;
  return `${directory} ${origin?.kind === "attribute" ? origin.from : field}, run ${runId}`;
}

/** Where a record came from that no directory knows: the oldest that is recorded of it. */
export function explainOrigin(oldest: RecordEvent | null): string {
  if (oldest === null) return "It was on the desk before anything was recorded.";
  const at = explainTime(oldest.at);
  if (oldest.kind === "run")
    return oldest.change.kind === "create" ? `Created by run ${oldest.runId}, ${at}.` : `First changed by run ${oldest.runId}, ${at}.`;
  if (oldest.action === "add") return `Added by hand by ${oldest.actor}, ${at}.`;
  if (oldest.action === "takeOver") return `Taken over from a file by ${oldest.actor}, ${at}.`;
  if (oldest.action === "create") return `Taken over from the configuration file by ${oldest.actor}, ${at}.`;
  return `It was on the desk before anything was recorded; first edited by ${oldest.actor}, ${at}.`;
}
