import { DirectoryRefused, unreachable } from "../../model/errors.ts";
import type { Answer } from "../http/create-requester.ts";
import { findCause } from "./find-cause.ts";
import { parseGoogleError } from "./parse-google-error.ts";
import { type Reading, scopeOf } from "./scopes.ts";

/** What was asked for when Google refused. */
export interface Asked {
  readonly reading: Reading;
  /** The customer directory; null where the request names none. */
  readonly part: string | null;
  /** The person whose rights the request had; null when not known. */
  readonly account: string | null;
  /** Whether domain-wide delegation gave the token: then scopes are added in the Admin console, not by connecting again. */
  readonly isDelegated: boolean;
}

const words: Readonly<Record<Reading, { readonly noun: string; readonly privilege: string; readonly api: string }>> = {
  account: { noun: "the account", privilege: "Users > Read", api: "Admin SDK API" },
  users: { noun: "users", privilege: "Users > Read", api: "Admin SDK API" },
  groups: { noun: "groups", privilege: "Groups > Read", api: "Admin SDK API" },
  orgUnits: { noun: "org units", privilege: "Organizational units > Read", api: "Admin SDK API" },
  schemas: { noun: "custom attributes", privilege: "Schema management > Schema read", api: "Admin SDK API" },
};

/**
 * What an answer of a Google API means and what to do about it, in one sentence
 * (developers.google.com/workspace/admin/directory/v1/guides/troubleshoot-error-codes and .../v1/limits).
 */
export function explainRefusal(answer: Answer, asked: Asked): DirectoryRefused {
  const error = parseGoogleError(answer);
  const cause = findCause(answer);
  const { noun, privilege, api } = words[asked.reading];
  const who = asked.account ?? "The connected account";
  const code = error.reason ?? error.detailReason ?? error.rpcStatus ?? `HTTP ${answer.status}`;
  const said = error.message === null ? "" : ` (Google says: "${error.message}")`;
  const refused = (because: DirectoryRefused["because"], sentence: string) => new DirectoryRefused(because, sentence, code);

  switch (cause) {
    case "fine":
      return refused("answer", `Google answered about ${noun} in a way that cannot be read: try again, and report it if it stays so.`);
    case "unauthenticated":
      return refused("signIn", "Google does not accept the sign-in of this connection, not even after renewing it: connect again.");
    case "scopeMissing":
      return refused("permission", explainMissingScope(noun, scopeOf(asked.reading), asked.isDelegated));
    case "forbidden":
      return refused("permission", explainForbidden({ who, noun, privilege, part: asked.part }));
    case "apiDisabled": {
      const where = error.link ?? "https://console.cloud.google.com/apis/library/admin.googleapis.com";
      return refused(
        "configuration",
        `The ${api} is switched off in your Google Cloud project: enable it at ${where}, wait five minutes and try again.`,
      );
    }
    case "apiAccessOff":
      return refused("permission", explainApiAccessOff(asked.part));
    case "tooFast":
      return refused(
        "limit",
        "Google asked us to slow down and still did after half a minute of waiting: start again in a few minutes, and lower the requests per minute of this connection if it happens often.",
      );
    case "dailyLimit":
      return refused(
        "limit",
        "The Google Cloud project has used up its requests for today: start again tomorrow, or raise the quota in the Google Cloud console.",
      );
    case "notFound":
      return refused("answer", explainNotFound(noun, asked.part));
    case "badRequest":
      return refused("configuration", explainBadRequest(noun, asked.part, said));
    case "unavailable":
      return refused(
        "unreachable",
        `Google was not available (${answer.status}) and did not recover within half a minute: start again later.`,
      );
    case "redirected":
      return refused(
        "answer",
        `Google's address answered with a redirect (${answer.status}): check the address of the connection, or a proxy in between.`,
      );
    case "unreadable":
      return refused(
        "answer",
        `The answer about ${noun} is not from Google's API (no JSON, status ${answer.status}): check the address of the connection, or a proxy in between.`,
      );
    case "other":
      return refused(
        "answer",
        `Google refused to list ${noun} with status ${answer.status}${said}: try again, and report it if it stays so.`,
      );
    default:
      return unreachable(cause);
  }
}

function explainMissingScope(noun: string, scope: string, isDelegated: boolean): string {
  if (isDelegated)
    return `The permission to read ${noun} is missing: add ${scope} to the scopes of this service account under Domain-wide delegation in the Admin console.`;
  return `The permission to read ${noun} was not given: choose Reconnect and leave the box for ${scope} ticked.`;
}

function explainForbidden(asked: { who: string; noun: string; privilege: string; part: string | null }): string {
  const own = `${asked.who} may not read ${asked.noun}: in the Admin console, under Account > Admin roles, give it a role with the privilege "${asked.privilege}"`;
  if (isOwn(asked.part)) return `${own}, or connect with an account that has one.`;
  return `${own}, and check that ${asked.part} is a customer of yours with reseller access switched on.`;
}

function explainApiAccessOff(part: string | null): string {
  if (isOwn(part))
    return "API access is switched off in this Google Workspace: switch it on in the Admin console under Security > Access and data control > API controls.";
  return `The customer ${part} has switched off API access for its reseller: ask it to allow access again in its Admin console.`;
}

function explainNotFound(noun: string, part: string | null): string {
  if (isOwn(part))
    return `Google found nothing at the address for ${noun}: it may have been deleted meanwhile; check the address of the connection if this stays so.`;
  return `Google knows no customer ${part}: check the customer id in the mappings (Admin console > Account > Account settings > Profile).`;
}

function explainBadRequest(noun: string, part: string | null, said: string): string {
  if (isOwn(part)) return `Google did not understand the request for ${noun}${said}: check the attributes that the mappings name.`;
  return `Google did not understand the request for ${noun} of ${part}${said}: a customer id looks like C03az79cb, never a domain.`;
}

function isOwn(part: string | null): boolean {
  return part === null || part === "my_customer";
}
