import type { Change, ChangeKind, FieldChange } from "../model/change.ts";
import type { DeskRecord, LinkState } from "../model/desk.ts";
import { sameValue } from "./convert-value.ts";
import { note } from "./note.ts";

/** One applied line and what its record and link look like now. */
export interface UndoFacts {
  readonly runId: number;
  readonly seq: number;
  readonly change: Change;
  /** The record as it stands now; null where it is gone. */
  readonly record: DeskRecord | null;
  readonly state: LinkState | null;
  /** The record's version right after the line was applied. */
  readonly versionAfter: number | null;
  /** The account whose link was removed by the line is linked to another record since. */
  readonly isLinkTaken: boolean;
}

/**
 * Plans the way back for one applied line: the same line with before and after exchanged. Left alone when any value that it would take
 * back was changed since; values that the line did not touch stay as they are now.
 */
export function planUndo(facts: UndoFacts): Change {
  const { change, record } = facts;
  if (change.kind === "remove") return facts.isLinkTaken || record !== null ? spared(facts) : restored(facts);
  if (record === null || !isLinkAsLeft(facts)) return spared(facts);
  if (change.kind === "create" && record.version !== facts.versionAfter) return spared(facts);
  if (wasEdited(change, record, facts.state)) return spared(facts);
  const kind = kindOfUndo(change);
  return {
    ...common(facts),
    kind,
    recordId: record.id,
    expectsVersion: record.version,
    fields: change.fields.map((field) => reversed(field, facts.runId)),
    site: change.site === null ? null : { before: change.site.after, after: change.site.before },
    active: activeBack(change),
    manager:
      change.manager === null
        ? null
        : { before: record.managerId, after: change.manager.before === null ? null : { recordId: change.manager.before } },
    gains: [...change.losses],
    losses: [...change.gains],
    link: change.link === null ? null : { before: facts.state, after: linkBack(change, facts.state) },
  };
}

function activeBack({ active, kind }: Change): Change["active"] {
  if (active === null) return null;
  // A record that goes keeps in its line whether it was active, for whoever brings it back.
  if (kind === "create") return { before: active.after, after: false };
  return active.before === null ? null : { before: active.after, after: active.before };
}

/** The link as it was, but for what other runs have written to it since. */
function linkBack({ link, manager }: Change, now: LinkState | null): LinkState | null {
  if (link === null || link.before === null || link.after === null || now === null) return link?.before ?? null;
  const { before, after } = link;
  const given = { ...now.given };
  for (const field of new Set([...Object.keys(before.given), ...Object.keys(after.given)])) {
    const former = before.given[field];
    if (sameValue(former, after.given[field]) || !sameValue(now.given[field], after.given[field])) continue;
    if (former === undefined) delete given[field];
    else given[field] = former;
  }
  // Whom somebody waits for is this line's affair only where it changed that.
  const isOurs = manager !== null || before.waitsForManager !== after.waitsForManager;
  return { ...before, given, waitsForManager: isOurs ? before.waitsForManager : now.waitsForManager };
}

/** Whether the account's link is there, or gone, as the line left it. */
function isLinkAsLeft({ change, state, isLinkTaken }: UndoFacts): boolean {
  if (change.link === null) return true;
  return change.link.after === null ? state === null && !isLinkTaken : state !== null;
}

function kindOfUndo(change: Change): ChangeKind {
  if (change.kind === "create") return "remove";
  if (change.active !== null && change.active.before !== null) return change.active.before ? "reactivate" : "deactivate";
  return change.kind === "link" ? "unlink" : "update";
}

function common(facts: UndoFacts): Change {
  const { change } = facts;
  const about = {
    entity: change.entity,
    externalId: change.externalId,
    name: change.name,
    email: change.email,
    mappingId: change.mappingId,
  };
  const because = { kind: "undo", runId: facts.runId, seq: facts.seq } as const;
  return { ...note({ ...about, kind: "leftOut", recordId: facts.record?.id ?? change.recordId, because: [because] }), match: change.match };
}

function spared(facts: UndoFacts): Change {
  const line = common(facts);
  return { ...line, because: [...line.because, { kind: "leftOut", reason: "changedSince", detail: null }] };
}

/** Undoing an undone creation: the record comes back with its former number and values. */
function restored(facts: UndoFacts): Change {
  const { change } = facts;
  return {
    ...common(facts),
    kind: "create",
    recordId: change.recordId,
    fields: change.fields.map((field) => reversed(field, facts.runId)),
    site: change.site === null ? null : { before: null, after: change.site.before },
    active: { before: null, after: change.active?.before ?? true },
    manager:
      change.manager === null || change.manager.before === null ? null : { before: null, after: { recordId: change.manager.before } },
    gains: [...change.losses],
    link: change.link === null ? null : { before: null, after: change.link.before },
  };
}

function reversed(field: FieldChange, runId: number): FieldChange {
  return { field: field.field, before: field.after, after: field.before, origin: { kind: "undo", runId }, overwritesHandEdit: false };
}

function wasEdited(change: Change, record: DeskRecord, state: LinkState | null): boolean {
  if (change.fields.some((field) => !sameValue(record.values[field.field], field.after))) return true;
  if (change.site !== null && record.siteId !== change.site.after) return true;
  if (change.active !== null && record.isActive !== change.active.after) return true;
  if (change.link?.after !== undefined && change.link.after !== null && state?.deactivatedBecause !== change.link.after.deactivatedBecause)
    return true;
  return change.gains.some(
    (gain) => !record.grants.some((held) => held.kind === gain.kind && held.id === gain.id && held.source === gain.source),
  );
}
