import { z } from "zod";
import { ChangeKind } from "./change.ts";
import { Entity } from "./desk.ts";

/** What a run was asked to be. An undo names the run that it takes back; a what-if plans with settings that are not in force, and is only ever looked at. */
export const RunKind = z.enum(["manual", "scheduled", "replan", "undo", "whatIf"]);
export type RunKind = z.infer<typeof RunKind>;

/**
 * Where a run stands. `planned`: a preview that may be applied; `waiting`: over a limit, until this very plan is approved or rejected;
 * `stopped`: the directory's answer could not be trusted, nothing was written; `superseded`: a newer plan took its place;
 * `shown`: a what-if, which can never be applied.
 */
export const RunState = z.enum([
  "reading",
  "planning",
  "planned",
  "waiting",
  "applying",
  "applied",
  "nothingToDo",
  "stopped",
  "failed",
  "rejected",
  "superseded",
  "shown",
]);
export type RunState = z.infer<typeof RunState>;

/** How a limit stands in a run: `value` of `limit`; `isTripped` stops the run before its first write. */
export const LimitVerdict = z.strictObject({
  name: z.enum(["deactivations", "roleLosses", "siteMoves", "creations"]),
  value: z.number(),
  count: z.number().nullable(),
  percent: z.number().nullable(),
  /** `value` as a share of `base`, in per cent. */
  share: z.number(),
  base: z.number(),
  isTripped: z.boolean(),
});
export type LimitVerdict = z.infer<typeof LimitVerdict>;

/** What a plan holds, by kind; they add up to `people` where every account was planned. */
export const PlanCounts = z.strictObject({
  /** Accounts of the directory copy, broken records included. */
  people: z.number(),
  unchanged: z.number(),
  kinds: z.partialRecord(ChangeKind, z.number()),
  siteMoves: z.number(),
  roleLosses: z.number(),
  /** Lines that give a role or a board. */
  roleGains: z.number().optional(),
  /** Accounts that a mapping sends to the desk: the base of the limits' percentages. */
  placed: z.number(),
  matchedBy: z.record(z.string(), z.number()),
  leftOut: z.record(z.string(), z.number()),
});
export type PlanCounts = z.infer<typeof PlanCounts>;

/** What a reading came to. Only `complete` parts are evidence. */
export const ReadingSummary = z.strictObject({
  readingId: z.number(),
  people: z.number(),
  before: z.number().nullable(),
  pages: z.number(),
  requests: z.number(),
  /** The same requests by what was asked for: `people`, `members`, `token`. */
  requestsByKind: z.record(z.string(), z.number()).optional(),
  milliseconds: z.number(),
  /** Why absence is not proven by this reading; null when it is. */
  notEvidenceBecause: z.string().nullable(),
  /** Accounts by customer directory. */
  parts: z.record(z.string(), z.number()),
  failedParts: z.array(z.strictObject({ part: z.string(), says: z.string() })),
});
export type ReadingSummary = z.infer<typeof ReadingSummary>;

/** How the rows of a plan came out. */
export const ApplyCounts = z.strictObject({ applied: z.number(), failed: z.number(), changedSince: z.number(), unticked: z.number() });
export type ApplyCounts = z.infer<typeof ApplyCounts>;

/** One execution of an import or an undo. */
export const Run = z.strictObject({
  id: z.number(),
  connectionId: z.number(),
  kind: RunKind,
  entities: z.array(Entity),
  state: RunState,
  startedBy: z.string(),
  startedAt: z.date(),
  finishedAt: z.date().nullable(),
  /** How long it worked, without the time that it waited for somebody; null while it is at work. */
  milliseconds: z.number().nullable(),
  undoesRunId: z.number().nullable(),
  settingsVersion: z.number(),
  reading: ReadingSummary.nullable(),
  counts: PlanCounts.nullable(),
  limits: z.array(LimitVerdict),
  /** SHA-256 over the digests of the ticked lines, hexadecimal: what an approval names. */
  planHash: z.string().nullable(),
  result: ApplyCounts.nullable(),
  /** One sentence: what happened, what did not, what to do. */
  says: z.string().nullable(),
});
export type Run = z.infer<typeof Run>;

/** The number that people see and type: `15-C402`. */
export function planNumber(run: { readonly id: number; readonly planHash: string | null }): string {
  return run.planHash === null ? String(run.id) : `${run.id}-${run.planHash.slice(0, 4).toUpperCase()}`;
}
