import type { QuestionReason } from "../../../src/model/change.ts";

const reasons: readonly QuestionReason[] = ["severalCandidates", "privileged", "ownedByOtherConnection", "claimedTwice"];

export interface DecideSearch {
  readonly connection?: number;
  readonly reason?: QuestionReason;
  /** Answered ones instead of open ones. */
  readonly show?: "answered";
  /** The account that is looked at, by its directory id. */
  readonly account?: string;
}

/** What to set in the address; undefined takes it away. */
export type DecideChange = { readonly [K in keyof DecideSearch]?: DecideSearch[K] | undefined };

/** Which questions are shown lives in the address. */
export function readDecideSearch(search: Record<string, unknown>): DecideSearch {
  const connection = Number(search.connection);
  const reason = reasons.find((known) => known === search.reason);
  const account = typeof search.account === "string" || typeof search.account === "number" ? String(search.account) : "";
  return {
    ...(Number.isInteger(connection) && connection > 0 && { connection }),
    ...(reason !== undefined && { reason }),
    ...(search.show === "answered" && { show: "answered" as const }),
    ...(account !== "" && { account }),
  };
}
