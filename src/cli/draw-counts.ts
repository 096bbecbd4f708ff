import { explainCount } from "../core/explain-names.ts";
import type { ChangeKind } from "../model/change.ts";
import type { LimitVerdict, PlanCounts, ReadingSummary } from "../model/run.ts";

const order: readonly (readonly [ChangeKind | "unchanged", string])[] = [
  ["create", "create"],
  ["update", "update"],
  ["link", "link"],
  ["reactivate", "reactivate"],
  ["deactivate", "deactivate"],
  ["remove", "remove"],
  ["unlink", "unlink"],
  ["unchanged", "unchanged"],
  ["decide", "to decide"],
  ["leftOut", "left out"],
  ["notFound", "not found"],
  ["noLongerMapped", "no longer mapped"],
];

/** `684 create · 158 update · 17 link · 9 unchanged · 2 to decide · 33 left out`; the parts add up to all that a plan is about. */
export function drawCounts(counts: PlanCounts): string {
  const parts = order.map(([kind, word]) => [kind === "unchanged" ? counts.unchanged : (counts.kinds[kind] ?? 0), word] as const);
  const shown = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return shown.length === 0 ? "nobody" : shown.join(" · ");
}

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
  const isWhole = reading.failedParts.length === 0;
  const size = [
    explainCount(reading.people, "account", "accounts"),
    explainCount(reading.pages, "page", "pages"),
    explainCount(reading.requests, "request", "requests"),
    `${(reading.milliseconds / 1000).toFixed(1)} s`,
  ].join(", ");
  const before = reading.before === null ? "the first one" : `${signed(reading.people - reading.before)} against the last`;
  return [
    `${isWhole ? "✓ Complete reading" : "✗ Incomplete reading"}: ${size} (${before})`,
    ...reading.failedParts.map(({ part, says }) => `  customer directory ${part} could not be read: ${says}`),
    ...(reading.notEvidenceBecause === null || reading.before === null
      ? []
      : [`  Nobody is taken for gone by it: ${reading.notEvidenceBecause}.`]),
  ];
}

function signed(difference: number): string {
  if (difference === 0) return "±0";
  return difference > 0 ? `+${difference}` : String(difference).replace("-", "−");
}
