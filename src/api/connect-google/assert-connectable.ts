import type { Connection } from "../../model/connection.ts";
import { Invalid } from "../../model/errors.ts";
import { findOauthClientIdFault } from "../../sources/google/oauth-client-id.ts";
import { findRedirectUriFault } from "../../sources/google/redirect-uri.ts";
import { callbackPath } from "./offer-connect.ts";

/** Says what Google would refuse before anybody opens a browser. @throws Invalid */
export function assertConnectable({ signIn }: Connection, publicUrl: string): void {
  if (signIn.kind !== "oauthClient") return;
  const client = findOauthClientIdFault(signIn.oauthClientId);
  const redirect = findRedirectUriFault(`${publicUrl}${callbackPath}`);
  const faults = [
    ...(client === null ? [] : [{ at: "signIn.oauthClient.clientId", says: client.says }]),
    ...(redirect === null ? [] : [{ at: "MUSTER_PUBLIC_URL", says: redirect }]),
  ];
  if (faults.length > 0) throw new Invalid(faults);
}
