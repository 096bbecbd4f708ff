import { createToken } from "../../access/secret-token.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { type ConnectOutcome, findAttempt, keepAttempt, type ReturnsTo } from "./attempts.ts";

export const startPath = "/auth/connect/google/start";
export const callbackPath = "/auth/connect/google";

type Needs = Pick<ApiDependencies, "database" | "vault" | "now" | "publicUrl">;

/** An address to open in a browser, valid for a quarter of an hour and for the first browser that opens it; and its key, to ask how it came out. */
export async function offerConnect(
  needs: Needs,
  connectionId: number,
  returnsTo: ReturnsTo,
): Promise<{ readonly url: string; readonly key: string }> {
  const { token: key } = createToken();
  await keepAttempt(needs.database.db, needs, { secret: key, connectionId, kept: { kind: "offered", returnsTo } });
  return { url: `${needs.publicUrl}${startPath}?${new URLSearchParams({ connection: String(connectionId), key })}`, key };
}

/** How an offer stands: not opened yet, in a browser, finished with its outcome, or too old. */
export async function findOffer(
  needs: Needs,
  key: string,
): Promise<{ readonly kind: "offered" | "opened" | "expired" } | { readonly kind: "finished"; readonly outcome: ConnectOutcome }> {
  const found = await findAttempt(needs.database.db, needs, key);
  if (found === null || found.kept.kind === "atGoogle") return { kind: "expired" };
  return found.kept.kind === "finished" ? { kind: "finished", outcome: found.kept.outcome } : { kind: found.kept.kind };
}
