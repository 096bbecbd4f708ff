import { type Connection, defaultPace } from "../../model/connection.ts";
import { DirectoryRefused } from "../../model/errors.ts";
import { createRequester, type RequesterOptions } from "../http/create-requester.ts";
import { parseTokenError } from "./explain-sign-in-refusal.ts";
import { parseEndpoints } from "./parse-endpoints.ts";

/**
 * Takes back a connection's permission at Google; a token that Google no longer knows is gone already. Google takes back everything that the
 * account granted to the same Cloud project, other clients included (developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke).
 */
export async function revokeToken(
  given: Pick<RequesterOptions, "signal" | "fetch" | "clock"> & {
    readonly connection: Pick<Connection, "endpoints">;
    readonly token: string;
  },
): Promise<void> {
  const retryReason = ({ status }: { readonly status: number }) => (status === 429 || status >= 500 ? `not available (${status})` : null);
  const requester = createRequester({ ...given, pace: defaultPace, retryReason });
  const answer = await requester.postForm(parseEndpoints(given.connection.endpoints).revoke, { token: given.token });
  const { error } = parseTokenError(answer);
  if (answer.status === 200 || (answer.status === 400 && error === "invalid_token")) return;
  throw new DirectoryRefused(
    "answer",
    "Google did not take back the permission: remove this app by hand under myaccount.google.com/connections.",
    error ?? `HTTP ${answer.status}`,
  );
}
