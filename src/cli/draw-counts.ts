import { explainCount } from "../core/explain-names.ts";
import { explainReadingSummary } from "../core/explain-reading.ts";
import type { LimitVerdict, PlanCounts, ReadingSummary } from "../model/run.ts";

/** Why the parts are more than the accounts: a person may be user and agent, and some lines are about people who have no account any more. */
export function drawSum(counts: PlanCounts): string {
  const sum = counts.unchanged + Object.values(counts.kinds).reduce((total, n) => total + n, 0);
  const gone = counts.kinds.notFound ?? 0;
  if (sum === counts.people) return `= ${explainCount(counts.people, "account", "accounts")}`;
  if (sum - gone === counts.people) return `= ${explainCount(counts.people, "account", "accounts")} and ${gone} without one any more`;
  return `${explainCount(counts.people, "account", "accounts")}; whoever is user and agent has a line for each`;
}

/** `of which 9 change site, 0 lose a role`. */
export function drawOfWhich({ siteMoves, roleLosses }: PlanCounts): string {
  return `of which ${siteMoves} ${siteMoves === 1 ? "changes" : "change"} site, ${roleLosses} ${roleLosses === 1 ? "loses" : "lose"} a role`;
}

const limitWords = { deactivations: "deactivations", roleLosses: "role losses", siteMoves: "site moves", creations: "creations" } as const;

/** `Limits ✓  deactivations 0/25 or 5 % · …`. */
export function drawLimits(limits: readonly LimitVerdict[]): string {
  if (limits.length === 0) return "Limits –  not judged";
  const isTripped = limits.some((limit) => limit.isTripped);
  return `Limits ${isTripped ? "✗" : "✓"}  ${limits.map(drawLimit).join(" · ")}`;
}

function drawLimit(limit: LimitVerdict): string {
  const allowed = [limit.count === null ? null : String(limit.count), limit.percent === null ? null : `${limit.percent} %`].filter(
    (part) => part !== null,
  );
  const over = limit.isTripped ? ` OVER (${limit.share.toFixed(1)} % of ${limit.base})` : "";
  return `${limitWords[limit.name]} ${limit.value}/${allowed.length === 0 ? "—" : allowed.join(" or ")}${over}`;
}

/** What a reading came to: complete or why not, and against the one before. */
export function drawReading(reading: ReadingSummary): readonly string[] {
  const [first = "", ...more] = explainReadingSummary(reading);
  return [`${reading.failedParts.length === 0 ? "✓" : "✗"} ${first}`, ...more.map((line) => `  ${line}`)];
}
