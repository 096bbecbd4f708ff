import type { Fault } from "../../model/errors.ts";

const suffix = ".apps.googleusercontent.com";

/** What is wrong with an OAuth client id for connecting, with its cure; null when it is whole (support.google.com/cloud/answer/15549257). */
export function findOauthClientIdFault(given: string): Fault | null {
  const at = "oauthClientId";
  const id = given.trim();
  if (id === "") return { at, says: "Enter the client ID: Google Cloud console, APIs & Services, Credentials, OAuth 2.0 Client IDs." };
  if (id.startsWith("GOCSPX-")) return { at, says: "This is the client secret, not the client ID: the two are shown one below the other." };
  if (id.includes("@"))
    return { at, says: "This is an e-mail address: enter the client ID of an OAuth client, or connect with a service account." };
  if (/^\d{15,}$/.test(id))
    return { at, says: "This is a service account's number: enter the client ID of an OAuth client, or connect with a service account." };
  if (!id.endsWith(suffix)) return { at, says: `The client ID is incomplete: copy it whole, with its ending ${suffix}.` };
  if (!/^\d+(-[a-z0-9_-]+)?$/i.test(id.slice(0, -suffix.length)))
    return { at, says: `A client ID is digits, a hyphen, letters and digits, then ${suffix}: copy it again.` };
  return null;
}

/** The id without its ending, as some of the Admin console's searches and other products want it. */
export function shortenOauthClientId(id: string): string {
  const trimmed = id.trim();
  return trimmed.endsWith(suffix) ? trimmed.slice(0, -suffix.length) : trimmed;
}
