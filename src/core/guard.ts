import type { Change } from "../model/change.ts";
import type { LimitVerdict, PlanCounts } from "../model/run.ts";
import type { Limit, LimitName, Limits } from "../model/settings.ts";

/** What one line counts towards each limit. */
export function weigh(change: Change): Readonly<Record<LimitName, number>> {
  return {
    deactivations: takesActivity(change) ? 1 : 0,
    roleLosses: change.losses.length > 0 ? 1 : 0,
    siteMoves: movesSite(change) ? 1 : 0,
    creations: change.kind === "create" ? 1 : 0,
  };
}

/** Whether the record goes to another site than it had. */
export function movesSite(change: Change): boolean {
  return change.site !== null && change.site.before !== null && change.site.after !== null;
}

function takesActivity(change: Change): boolean {
  return change.kind === "remove" || (change.active !== null && change.active.before === true && !change.active.after);
}

/** Counts people towards each limit: somebody who is user and agent counts once. */
export interface Scales {
  add(change: Change): void;
  totals(): Readonly<Record<LimitName, number>>;
}

/** Makes empty scales. They remember only people whom a limit concerns more than by being created. */
export function createScales(): Scales {
  const counted = { deactivations: new Set<string>(), roleLosses: new Set<string>(), siteMoves: new Set<string>() };
  let creations = 0;
  return {
    add(change) {
      const weight = weigh(change);
      const key = change.externalId ?? `${change.entity} ${change.recordId}`;
      for (const name of ["deactivations", "roleLosses", "siteMoves"] as const) if (weight[name] > 0) counted[name].add(key);
      creations += weight.creations;
    },
    totals: () => ({
      deactivations: counted.deactivations.size,
      roleLosses: counted.roleLosses.size,
      siteMoves: counted.siteMoves.size,
      creations,
    }),
  };
}

export interface GuardFacts {
  readonly totals: Readonly<Record<LimitName, number>>;
  /** People in scope: what percentages refer to. */
  readonly base: number;
  readonly limits: Limits;
  /** The connection has never written anything: creations are not limited. */
  readonly isFirstImport: boolean;
}

/** An undo is asked for by a person who sees its preview: limits do not stop it. */
export const unlimited: Readonly<Record<LimitName, Limit>> = {
  deactivations: { count: null, percent: null },
  roleLosses: { count: null, percent: null },
  siteMoves: { count: null, percent: null },
  creations: { count: null, percent: null },
};

/** Compares the totals of a plan with the limits. One person alone never trips a percentage. */
export function judgeLimits({ totals, base, limits, isFirstImport }: GuardFacts): LimitVerdict[] {
  return (["deactivations", "roleLosses", "siteMoves", "creations"] as const).map((name) => {
    const limit: Limit = name === "creations" && isFirstImport ? { count: null, percent: null } : limits[name];
    const value = totals[name];
    const share = base === 0 ? (value === 0 ? 0 : 100) : (value / base) * 100;
    const isOverCount = limit.count !== null && value > limit.count;
    const isOverShare = limit.percent !== null && value > 1 && share > limit.percent;
    return { name, value, count: limit.count, percent: limit.percent, share, base, isTripped: isOverCount || isOverShare };
  });
}

/** What stands in the way of taking a reading as proof that somebody is gone; null when nothing does. */
export function doubtAboutAbsence(facts: {
  people: number;
  before: number | null;
  isSameQuestion: boolean;
  shrinkPercent: number;
}): string | null {
  const { people, before, isSameQuestion, shrinkPercent } = facts;
  if (before === null) return "this is the first complete reading";
  if (!isSameQuestion) return "this reading asked for less or for something else than the one before";
  if (people === 0 && before > 0) return `the directory reported 0 accounts; the last complete reading had ${before}`;
  if (before > 0 && ((before - people) / before) * 100 > shrinkPercent) {
    return `the directory reported ${people} accounts; the last complete reading had ${before}, and more than ${shrinkPercent} % fewer is not believed`;
  }
  return null;
}

/** An empty tally. */
export function emptyCounts(people: number): PlanCounts {
  return { people, unchanged: 0, kinds: {}, siteMoves: 0, roleLosses: 0, placed: 0, matchedBy: {}, leftOut: {} };
}

/** Adds the lines planned for one account to the tally; no lines means unchanged. */
export function countPerson(counts: PlanCounts, changes: readonly Change[]): void {
  if (changes.length === 0) counts.unchanged += 1;
  for (const change of changes) {
    counts.kinds[change.kind] = (counts.kinds[change.kind] ?? 0) + 1;
    if (movesSite(change)) counts.siteMoves += 1;
    if (change.losses.length > 0) counts.roleLosses += 1;
    if (change.gains.length > 0) counts.roleGains = (counts.roleGains ?? 0) + 1;
    const by = matchedBy(change);
    if (isEffect(change)) counts.matchedBy[by] = (counts.matchedBy[by] ?? 0) + 1;
    for (const because of change.because) {
      if (because.kind === "leftOut") counts.leftOut[because.reason] = (counts.leftOut[because.reason] ?? 0) + 1;
    }
  }
}

/** Whether a line writes something. */
export function isEffect(change: { readonly kind: Change["kind"] }): boolean {
  return change.kind !== "decide" && change.kind !== "leftOut" && change.kind !== "notFound" && change.kind !== "noLongerMapped";
}

/** How the record was recognised, in one word for filters and counts. */
export function matchedBy({ match }: Change): string {
  if (match.kind !== "byField") return match.kind;
  return match.by.kind === "field" ? match.by.field : match.by.kind;
}
