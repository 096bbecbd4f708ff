import type { TakeoverAction, TakeoverChange, TakeoverKind } from "../../../src/model/takeover.ts";
import type { Tone } from "../../ui/state-badge.tsx";
import type { TakeoverFileView, TakeoverLine, TakeoverView } from "./takeover-types.ts";

/** Kinds as headings have them. */
export const kindWords: Readonly<Record<TakeoverKind, string>> = {
  customer: "Customers",
  site: "Sites",
  user: "Users",
  agent: "Agents",
  asset: "Assets",
};

/** In the order in which records depend on each other. */
export const listedKinds = ["customer", "site", "user", "agent", "asset"] as const satisfies readonly TakeoverKind[];

/** What a line does, and how much it matters. */
export const actionWords: Readonly<Record<TakeoverAction, { readonly label: string; readonly tone: Tone }>> = {
  create: { label: "new", tone: "good" },
  update: { label: "changed", tone: "info" },
  same: { label: "as it is", tone: "neutral" },
  refused: { label: "can't be taken over", tone: "bad" },
  remove: { label: "goes again", tone: "bad" },
  restore: { label: "gets former values back", tone: "info" },
  spared: { label: "left alone", tone: "waiting" },
};

/** What is new first, what is left alone last. */
export const listedActions = [
  "create",
  "update",
  "same",
  "remove",
  "restore",
  "refused",
  "spared",
] as const satisfies readonly TakeoverAction[];

/** What became of a line. */
export const stateWords: Readonly<Record<string, { readonly label: string; readonly tone: Tone }>> = {
  planned: { label: "not yet written", tone: "waiting" },
  noted: { label: "nothing to write", tone: "neutral" },
  applied: { label: "written", tone: "good" },
  leftOut: { label: "left out", tone: "waiting" },
  failed: { label: "failed", tone: "bad" },
};

/** How many lines of a plan do what, over all kinds or of one. */
export function countActions({ counts }: Pick<TakeoverView, "counts">, kind: string | undefined): ReadonlyMap<TakeoverAction, number> {
  const sums = new Map<TakeoverAction, number>();
  for (const [name, actions] of Object.entries(counts)) {
    if (kind !== undefined && name !== kind) continue;
    // The keys of the counts are actions.
    for (const [action, n] of Object.entries(actions) as [TakeoverAction, number][]) sums.set(action, (sums.get(action) ?? 0) + n);
  }
  return sums;
}

/** Where a take-over stands, in a few words. */
export function sayState({ state, undoesId, counts, progress, outcomes }: TakeoverView): string {
  switch (state) {
    case "collecting":
      return Object.keys(counts).length === 0 ? "gathers files" : "waits to be planned";
    case "planned":
      return undoesId === null ? "planned, nothing written yet" : "planned, nothing taken back yet";
    case "applying":
      return `${progress.done.toLocaleString()} of ${progress.total.toLocaleString()} written`;
    case "applied":
      return `applied, ${(outcomes.applied ?? 0).toLocaleString()} written`;
    case "undone":
      return "taken back";
  }
}

/** What a take-over is called. */
export function sayTitle({ id, system, undoesId }: Pick<TakeoverView, "id" | "system" | "undoesId">): string {
  return undoesId === null ? `Take-over ${id} from ${system}` : `Undo of take-over ${undoesId} from ${system}`;
}

const links: Readonly<Record<string, string>> = {
  customerId: "Customer",
  siteId: "Site",
  managerId: "Manager",
  userIds: "Users",
  typeId: "Type",
  statusId: "Status",
  isActive: "Active",
  isMain: "Main site",
  isApiOnly: "For programs only",
};

/** What a field is called: as the file's columns are offered it, or as references are called everywhere. */
export function labelOfField(field: string, files: readonly Pick<TakeoverFileView, "kind" | "fields">[], kind: TakeoverKind): string {
  return files.find((file) => file.kind === kind)?.fields.find((one) => one.field === field)?.label ?? links[field] ?? field;
}

/** A value as people read it: the names of the records that it means, where they are known. */
export function sayTakeoverValue(value: TakeoverChange["after"], names: Readonly<Record<string, string>>, field: string): string {
  if (value === null || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  const said = (one: unknown) =>
    names[`${field} ${String(one)}`] ?? (field in links && typeof one === "number" ? `number ${one}` : String(one));
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.map(said).join(", ");
  return said(value);
}

/** What a line changes, in few words. */
export function sayChanges({ action, changes }: Pick<TakeoverLine, "action" | "changes">): string {
  if (changes.length === 0) return action === "update" ? "its id is kept" : "";
  return changes.length === 1 ? "1 field" : `${changes.length.toLocaleString()} fields`;
}
