import { DirectoryRefused } from "../../model/errors.ts";
import type { Answer } from "../http/create-requester.ts";
import { objectOf, textOf } from "./json.ts";

/** How a refused token was asked for: what to name in the cure. */
export type TokenAsked =
  | { readonly kind: "refresh" }
  | { readonly kind: "code"; readonly redirectUri: string }
  | { readonly kind: "serviceAccount"; readonly subject: string; readonly clientEmail: string; readonly scopes: readonly string[] };

/** The token endpoint's error (RFC 6749, 5.2), with Google's `error_subtype`. */
export interface TokenError {
  readonly status: number;
  readonly error: string | null;
  readonly description: string | null;
  readonly subtype: string | null;
}

/** Reads the error of a token answer; all null for anything that is not one. */
export function parseTokenError(answer: Pick<Answer, "status" | "json">): TokenError {
  const body = objectOf(answer.json);
  return {
    status: answer.status,
    error: textOf(body?.error),
    description: textOf(body?.error_description),
    subtype: textOf(body?.error_subtype),
  };
}

/** What a refused token means and what to do, in one sentence (developers.google.com/identity/protocols/oauth2#expiration and .../oauth2/service-account#error-codes). */
export function explainSignInRefusal(error: TokenError, asked: TokenAsked): DirectoryRefused {
  const code = error.subtype ?? error.error ?? `HTTP ${error.status}`;
  const known = findConfigurationFault(error, asked) ?? findGrantFault(error, asked);
  if (known !== null) return new DirectoryRefused(known.because, known.says, code);
  if (error.status === 429)
    return new DirectoryRefused("limit", "Google asked us to slow down while signing in: start again in a few minutes.", code);
  if (error.status >= 500 || error.error === "internal_failure")
    return new DirectoryRefused("unreachable", `Google's sign-in was not available (${error.status}): start again later.`, code);
  if (error.error === null)
    return new DirectoryRefused(
      "answer",
      `The answer to the sign-in is not from Google (status ${error.status}): check the address of the connection, or a proxy in between.`,
      code,
    );
  return new DirectoryRefused(
    "signIn",
    `Google refused the sign-in (${error.error}): connect again, and check the client ID and secret if it stays so.`,
    code,
  );
}

interface Known {
  readonly because: "signIn" | "configuration";
  readonly says: string;
}

function findConfigurationFault(error: TokenError, asked: TokenAsked): Known | null {
  const says = findConfigurationSentence(error, asked);
  return says === null ? null : { because: "configuration", says };
}

function findConfigurationSentence(error: TokenError, asked: TokenAsked): string | null {
  switch (error.error) {
    case "invalid_client":
      return /not found/i.test(error.description ?? "")
        ? "Google knows no OAuth client with this client ID: copy it again from the Google Cloud console, under Credentials."
        : "Google does not accept the client secret: copy the current one from the Google Cloud console, under Credentials; a new one takes up to a few hours.";
    case "deleted_client":
      return "The OAuth client was deleted, by hand or because it was not used for six months: restore it in the Google Cloud console within 30 days, or create a new one and connect again.";
    case "disabled_client":
      return "The OAuth client or service account is disabled: enable it in the Google Cloud console.";
    case "redirect_uri_mismatch":
      return `Google does not know this server's redirect address${asked.kind === "code" ? ` ${asked.redirectUri}` : ""}: add exactly that to the OAuth client, under Authorized redirect URIs.`;
    case "unauthorized_client":
      if (asked.kind !== "serviceAccount")
        return "This OAuth client may not be used so: it must be of the type Web application; create one in the Google Cloud console.";
      return `Domain-wide delegation is not set up for ${asked.clientEmail}: in the Admin console, under Security > Access and data control > API controls > Domain-wide delegation, add its numeric client ID (shown as Unique ID) with ${asked.scopes.join(", ")}; this can take some hours.`;
    case "invalid_scope":
      return asked.kind === "serviceAccount"
        ? `Google knows no such permission: check that the scopes under Domain-wide delegation are exactly ${asked.scopes.join(", ")}.`
        : "Google does not know one of the permissions asked for: connect again, and report it if it stays so.";
    case "access_denied":
      return asked.kind === "serviceAccount"
        ? `Google does not let the service account act as ${asked.subject}: check that this account is active and that the delegation is allowed.`
        : null;
    case "invalid_request":
      return asked.kind === "serviceAccount"
        ? `Google does not accept "${asked.subject}" as the account to act as: enter an administrator's primary address.`
        : null;
    default:
      return null;
  }
}

function findGrantFault(error: TokenError, asked: TokenAsked): Known | null {
  const signIn = (says: string): Known => ({ because: "signIn", says });
  if (error.error === "admin_policy_enforced")
    return signIn(
      "The Google Workspace administrator has blocked this app: in the Admin console, under Security > Access and data control > API controls > Manage third-party app access, set it to Trusted, then connect again.",
    );
  if (error.error === "org_internal")
    return signIn(
      "The OAuth app is for its own organisation only: connect with an account of that organisation, or set its audience to External.",
    );
  if (error.error === "access_denied") return signIn("The permission was declined: connect again and choose Allow.");
  if (error.error !== "invalid_grant") return null;
  if (error.subtype === "invalid_rapt")
    return signIn(
      "The session length that your Google Cloud policy allows is over: connect again, or exempt this app from the policy (Admin console > Security > Google Cloud session control).",
    );
  if (asked.kind === "code")
    return signIn("This sign-in attempt is no longer valid, because it took too long or was used already: connect again.");
  if (asked.kind === "serviceAccount") return explainAssertion(error.description ?? "", asked);
  return signIn(
    "Google no longer accepts this connection's permission: it was revoked, its account was suspended, it lay unused for six months, or it ended after the seven days of an app in testing; publish the app if it is in testing, then connect again.",
  );
}

/** One code covers several causes here: the description is only a hint, and the last sentence covers all, a revoked permission first. */
function explainAssertion(description: string, asked: Extract<TokenAsked, { kind: "serviceAccount" }>): Known {
  if (/signature/i.test(description))
    return {
      because: "configuration",
      says: `Google does not accept the key of ${asked.clientEmail}: it was deleted or belongs to another account; create a new key and enter it.`,
    };
  if (/short-lived|\biat\b|\bexp\b|time ?frame/i.test(description))
    return { because: "configuration", says: "Google finds the sign-in's time wrong: set the clock of this server (NTP) and try again." };
  if (/email|user id|account/i.test(description))
    return {
      because: "signIn",
      says: `Google knows no active account ${asked.subject} to act as: enter the primary address of an administrator who is not suspended.`,
    };
  return {
    because: "signIn",
    says: `Google took the permission back or never gave it: domain-wide delegation for ${asked.clientEmail} was removed, or ${asked.subject} is suspended or may no longer administer, or the key was deleted, or this server's clock is wrong. Look in the Admin console first, under Security > Access and data control > API controls > Domain-wide delegation: its numeric client ID (shown as Unique ID) must stand there with ${asked.scopes.join(", ")}. Then check that this administrator is active, that the key still exists and that the clock is right, and connect again.`,
  };
}
