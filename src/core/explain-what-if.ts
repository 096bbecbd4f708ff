import type { PlanCounts } from "../model/run.ts";
import { explainCounts } from "./explain-counts.ts";
import { explainAttribute } from "./explain-field.ts";
import { explainCount, explainGroup, explainList, explainTime, type Names } from "./explain-names.ts";

export interface WhatIfToExplain {
  readonly counts: PlanCounts;
  /** Lines that would write. */
  readonly effects: number;
  readonly unread: { readonly readAt: Date | null; readonly attributes: readonly string[]; readonly groupIds: readonly string[] };
  /** A run that was at work on the connection meanwhile: the copy may have changed under the plan. */
  readonly besidesRunId: number | null;
}

/** What settings that are not in force would do, and what cannot be known before the next reading. */
export function explainWhatIf({ counts, effects, unread, besidesRunId }: WhatIfToExplain, names: Names): string {
  const as = unread.readAt === null ? "" : `, as read ${explainTime(unread.readAt)}`;
  return [
    `With these settings: ${explainCounts(counts)}${as}.`,
    effects === 0 ? "Nothing would change." : `${explainCount(effects, "change", "changes")} would be written; this is only a look.`,
    ...explainUnread(unread, names),
    ...(besidesRunId === null ? [] : [`Run ${besidesRunId} was at work meanwhile: look again when it is done.`]),
  ].join(" ");
}

/** What the directory was not asked for yet: people are planned as if they had none of it. */
function explainUnread({ attributes, groupIds }: WhatIfToExplain["unread"], names: Names): readonly string[] {
  const groups = groupIds.map((id) => explainGroup(id, names));
  return [
    ...(groups.length === 0
      ? []
      : [
          `${groups.length === 1 ? "Group" : "Groups"} ${explainList(groups)} ${groups.length === 1 ? "has" : "have"} not been read yet: nobody counts as a member before the next import.`,
        ]),
    ...(attributes.length === 0 ? [] : [`Not read yet, and taken as empty: ${explainList(attributes.map(explainAttribute))}.`]),
  ];
}
