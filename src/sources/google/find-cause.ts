import type { Answer } from "../http/create-requester.ts";
import { type GoogleError, parseGoogleError } from "./parse-google-error.ts";

/** What an answer of a Google API comes to. `fine` is a 200 with JSON. */
export type GoogleCause =
  | "fine"
  | "unauthenticated"
  | "scopeMissing"
  | "forbidden"
  | "apiDisabled"
  | "apiAccessOff"
  | "tooFast"
  | "dailyLimit"
  | "notFound"
  | "badRequest"
  | "unavailable"
  | "redirected"
  | "unreadable"
  | "other";

const byReason: Readonly<Record<string, GoogleCause>> = {
  authError: "unauthenticated",
  required: "badRequest",
  insufficientPermissions: "scopeMissing",
  forbidden: "forbidden",
  accessNotConfigured: "apiDisabled",
  domainCannotUseApis: "apiAccessOff",
  userRateLimitExceeded: "tooFast",
  rateLimitExceeded: "tooFast",
  quotaExceeded: "tooFast",
  concurrentLimitExceeded: "tooFast",
  dailyLimitExceeded: "dailyLimit",
  notFound: "notFound",
  badRequest: "badRequest",
  invalid: "badRequest",
  invalidParameter: "badRequest",
  backendError: "unavailable",
  internalError: "unavailable",
  badGateway: "unavailable",
  gatewayTimeout: "unavailable",
  transientError: "unavailable",
};

const byDetail: Readonly<Record<string, GoogleCause>> = {
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: "scopeMissing",
  ACCESS_TOKEN_EXPIRED: "unauthenticated",
  SERVICE_DISABLED: "apiDisabled",
  RATE_LIMIT_EXCEEDED: "tooFast",
};

const byRpcStatus: Readonly<Record<string, GoogleCause>> = {
  UNAUTHENTICATED: "unauthenticated",
  RESOURCE_EXHAUSTED: "tooFast",
  UNAVAILABLE: "unavailable",
  INVALID_ARGUMENT: "badRequest",
};

const byStatus: Readonly<Record<number, GoogleCause>> = {
  400: "badRequest",
  401: "unauthenticated",
  403: "forbidden",
  404: "notFound",
  408: "unavailable",
  429: "tooFast",
};

/**
 * Decides by `errors[0].reason`, then `details[].reason`, then the status, because the texts differ between Google's back ends
 * (developers.google.com/workspace/admin/directory/v1/guides/troubleshoot-error-codes).
 */
export function findCause(answer: Answer): GoogleCause {
  if (answer.status >= 200 && answer.status < 300) return answer.json === undefined ? "unreadable" : "fine";
  if (answer.status >= 300 && answer.status < 400) return "redirected";
  const error = parseGoogleError(answer);
  const said = findSaidCause(error);
  if (said !== null) return said;
  if (answer.status >= 500) return "unavailable";
  if (!error.hasEnvelope && answer.status !== 401 && answer.status !== 429) return findTextCause(answer);
  return byStatus[answer.status] ?? "other";
}

/** Why an answer is worth asking again, or null when it stands: for the requester. Every request is a reading, so all may be repeated. */
export function findRetryReason(answer: Answer): string | null {
  const cause = findCause(answer);
  if (cause === "tooFast") return `asked too fast (${answer.status})`;
  if (cause === "unavailable") return `not available (${answer.status})`;
  if (cause === "unreadable" && answer.status < 300) return "the answer is not JSON";
  return null;
}

function findSaidCause(error: GoogleError): GoogleCause | null {
  return (
    (error.reason === null ? undefined : byReason[error.reason]) ??
    (error.detailReason === null ? undefined : byDetail[error.detailReason]) ??
    (error.rpcStatus === null ? undefined : byRpcStatus[error.rpcStatus]) ??
    null
  );
}

/** Without an envelope the text is all there is: Google's front end says "Quota exceeded …" in plain text; anything else is not the API speaking. */
function findTextCause(answer: Answer): GoogleCause {
  if (answer.status === 408) return "unavailable";
  return answer.status === 403 && /quota exceeded/i.test(answer.excerpt) ? "tooFast" : "unreadable";
}
