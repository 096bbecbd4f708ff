import type { Change } from "../model/change.ts";
import type { DeskRecord } from "../model/desk.ts";
import type { Limit, LimitName } from "../model/settings.ts";
import { explainLeftOut } from "./explain-because.ts";
import { explainCount, type Names } from "./explain-names.ts";
import { weigh } from "./guard.ts";
import type { EntityFacts, PlanContext } from "./plan-person.ts";

/** A plan that may still be applied, with what it counts towards each limit. */
export interface OpenPlan {
  readonly number: string;
  readonly totals: Readonly<Partial<Record<LimitName, number>>>;
}

export interface GuardsToExplain {
  readonly record: DeskRecord | null;
  readonly known: EntityFacts;
  /** The line that is planned; null where nothing changes. */
  readonly planned: Change | null;
  /** The line as it would be without hold and protection: what counts towards limits. */
  readonly would: Change | null;
  readonly plan: PlanContext;
  readonly openPlan: OpenPlan | null;
}

/** What stands between somebody and a change: protection, holds, the last administrator, and the limits that the change counts towards. */
export function explainGuards({ record, known, planned, would, plan, openPlan }: GuardsToExplain, names: Names): readonly string[] {
  const isSpared = planned?.because.some((because) => because.kind === "leftOut" && because.reason === "lastAdministrator") === true;
  return [
    ...(record?.isProtected === true ? [explainLeftOut("protected", null, names)] : ["not protected"]),
    ...(known.heldBecause === null ? [] : [explainLeftOut("held", known.heldBecause, names)]),
    ...(isSpared ? [explainLeftOut("lastAdministrator", null, names)] : []),
    ...(record?.isApiOnly === true ? ["API-only: agent activation leaves it alone"] : []),
    ...(would === null ? [] : explainWeights(would, plan, openPlan)),
  ];
}

const limitWords: Readonly<Record<LimitName, readonly [string, string]>> = {
  deactivations: ["deactivation", "deactivations"],
  roleLosses: ["person who loses a role", "people who lose a role"],
  siteMoves: ["site move", "site moves"],
  creations: ["creation", "creations"],
};

function explainWeights(change: Change, plan: PlanContext, openPlan: OpenPlan | null): readonly string[] {
  const { limits } = plan.compiled.settings;
  const weights = weigh(change);
  return (["deactivations", "roleLosses", "siteMoves", "creations"] as const)
    .filter((name) => weights[name] > 0)
    .map((name) => {
      const [one, many] = limitWords[name];
      const total = openPlan?.totals[name] ?? 0;
      const counted =
        openPlan === null || total < 1
          ? `counts as ${explainCount(1, one, many)}`
          : `counts as 1 of ${explainCount(total, one, many)} in plan ${openPlan.number}`;
      return `${counted} (${explainLimit(limits[name])})`;
    });
}

function explainLimit({ count, percent }: Limit): string {
  const parts = [count === null ? null : String(count), percent === null ? null : `${percent} %`].filter((part) => part !== null);
  return parts.length === 0 ? "no limit" : `limit ${parts.join(" or ")}`;
}
