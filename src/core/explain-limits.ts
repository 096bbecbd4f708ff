import type { LimitVerdict } from "../model/run.ts";
import type { Limit, LimitName } from "../model/settings.ts";
import { explainList } from "./explain-names.ts";

const wouldWords: Readonly<Record<LimitName, string>> = {
  deactivations: "would be deactivated",
  roleLosses: "would lose a role",
  siteMoves: "would change site",
  creations: "would be created",
};

/** Limits that a plan exceeds. */
export function listTripped(limits: readonly LimitVerdict[]): readonly LimitVerdict[] {
  return limits.filter((limit) => limit.isTripped);
}

/** `61 people would be deactivated: 7.0 % of 870. Your limit is 25 people or 5 %.` */
export function explainTripped(limit: LimitVerdict): string {
  return `${explainWould(limit)}: ${limit.share.toFixed(1)} % of ${limit.base}. Your limit is ${explainLimit(limit)}.`;
}

/** `61 people would be deactivated`. */
export function explainWould({ name, value }: Pick<LimitVerdict, "name" | "value">): string {
  return `${value} ${value === 1 ? "person" : "people"} ${wouldWords[name]}`;
}

/** `25 people or 5 %`. */
export function explainLimit({ count, percent }: Limit): string {
  const parts = [count === null ? null : `${count} ${count === 1 ? "person" : "people"}`, percent === null ? null : `${percent} %`].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? "none" : parts.join(" or ");
}

/** What a plan over a limit says: who would be hit, what the limit is, and that nothing was written. */
export function explainWaiting(limits: readonly LimitVerdict[]): string {
  const tripped = listTripped(limits);
  const allowed = tripped.find((limit) => limit.count !== null && limit.count > 0)?.count ?? null;
  const notEven = allowed === null || allowed === 1 ? "not even the first" : `not even the first ${allowed}`;
  return ["Waiting for you.", ...tripped.map(explainTripped), `Nothing has been written, ${notEven}.`].join(" ");
}

/** The head of a plan that waits: `Stopped before the first change: 61 people would be deactivated, your limit is 25 people or 5 % (7.0 % of 870).` */
export function explainStop(limits: readonly LimitVerdict[]): string {
  const parts = listTripped(limits).map(
    (limit) => `${explainWould(limit)}, your limit is ${explainLimit(limit)} (${limit.share.toFixed(1)} % of ${limit.base})`,
  );
  return `Stopped before the first change: ${explainList(parts)}.`;
}

/** The smallest limit under which a plan like this one goes through by itself. */
export function raiseLimit({ count, percent, value, share }: LimitVerdict): Limit {
  return {
    count: count === null ? null : Math.max(count, value),
    percent: percent === null ? null : Math.max(percent, Math.min(100, Math.ceil(share))),
  };
}
