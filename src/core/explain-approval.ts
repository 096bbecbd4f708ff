import type { LimitVerdict } from "../model/run.ts";
import type { Limit, LimitName } from "../model/settings.ts";
import { explainStop, explainWaiting, listTripped, raiseLimit } from "./explain-limits.ts";
import { explainTime } from "./explain-names.ts";

export interface ApprovalToExplain {
  readonly runId: number;
  readonly limits: readonly LimitVerdict[];
  readonly looksLike: string | null;
  /** People whom the exceeded limits count. */
  readonly tripped: number;
  readonly expiresAt: Date | null;
}

/** What administrators ask of a plan that waits: was part of it written? why? who was told? what until then? where is it recorded? */
export interface Approval {
  readonly sentence: string;
  readonly stopped: string;
  readonly looksLike: string | null;
  readonly untilThen: string;
  readonly told: string;
  readonly recorded: string;
  readonly tripped: number;
  /** What rejecting does with the people who tripped a limit. */
  readonly rejecting: string;
  /** The limits under which this plan would have gone through by itself. */
  readonly raise: { readonly name: LimitName; readonly limit: Limit }[];
}

/** Answers to the questions that a plan over a limit raises. */
export function explainApproval({ runId, limits, looksLike, tripped, expiresAt }: ApprovalToExplain): Approval {
  const expires = expiresAt === null ? "" : ` Unanswered, it expires ${explainTime(expiresAt)}.`;
  return {
    sentence: explainWaiting(limits),
    stopped: explainStop(limits),
    looksLike,
    untilThen: `Until you answer, this connection's runs read and compare, but write nothing. Approving concerns this plan only; the limit stays.${expires}`,
    told: "Nobody was sent a mail: it is shown on Home, under Waiting for you, to everybody who may approve.",
    recorded: `Recorded as run ${runId}, with whoever answers and why.`,
    tripped,
    rejecting: `Nothing is written. The ${tripped === 1 ? "person" : `${tripped} people`} over the limit ${tripped === 1 ? "is" : "are"} held until the directory changes again or somebody releases them; the others are imported by the next run.`,
    raise: listTripped(limits).map((verdict) => ({ name: verdict.name, limit: raiseLimit(verdict) })),
  };
}
