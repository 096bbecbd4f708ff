import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";

/** The account that Muster reads the directory as. */
export function accountOf({ signIn, state }: Pick<ConnectionView, "signIn" | "state">): string {
  if (signIn.account !== null) return signIn.account;
  if (signIn.kind === "serviceAccount") return signIn.subject;
  return state === "new" ? "not connected yet" : "account not known";
}
