import type { ChangeKind } from "../model/change.ts";
import type { PlanCounts } from "../model/run.ts";

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
export function explainCounts(counts: Pick<PlanCounts, "kinds" | "unchanged">): string {
  const parts = order.map(([kind, word]) => [kind === "unchanged" ? counts.unchanged : (counts.kinds[kind] ?? 0), word] as const);
  const shown = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return shown.length === 0 ? "nobody" : shown.join(" · ");
}
