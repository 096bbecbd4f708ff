/** A refusal of the Directory API, with everything that its JSON envelope shows. */
export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;
  readonly domain: string;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(refusal: {
    status: number;
    reason: string;
    message: string;
    domain?: string;
    /** Members of the envelope beside code, message and errors: `status`, `details`. */
    extra?: Record<string, unknown>;
    headers?: Record<string, string>;
  }) {
    super(refusal.message);
    this.status = refusal.status;
    this.reason = refusal.reason;
    this.domain = refusal.domain ?? "global";
    this.extra = refusal.extra ?? {};
    this.headers = refusal.headers ?? {};
  }
}

/** The JSON envelope of a refusal. Source: https://developers.google.com/workspace/admin/directory/v1/guides/troubleshoot-error-codes */
export function envelope(error: ApiError): object {
  return {
    error: {
      code: error.status,
      message: error.message,
      errors: [{ message: error.message, domain: error.domain, reason: error.reason }],
      ...error.extra,
    },
  };
}

/** 404: nothing has that key; `what` is `userKey`, `groupKey`, `memberKey`. */
export function notFound(what: string): ApiError {
  return new ApiError({ status: 404, reason: "notFound", message: `Resource Not Found: ${what}` });
}

/** 403: the account lacks an administrator role, or the record belongs to somebody else. */
export function forbidden(): ApiError {
  return new ApiError({ status: 403, reason: "forbidden", message: "Not Authorized to access this resource/api" });
}

/** 400: a parameter cannot be understood. */
export function invalid(message: string): ApiError {
  return new ApiError({ status: 400, reason: "invalid", message });
}

/** 400: a required parameter is missing, or two exclude each other. */
export function badRequest(): ApiError {
  return new ApiError({ status: 400, reason: "badRequest", message: "Bad Request" });
}

/** 401: the access token is missing, unknown or expired. */
export function unauthenticated(): ApiError {
  return new ApiError({
    status: 401,
    reason: "authError",
    message:
      "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    extra: { status: "UNAUTHENTICATED" },
    headers: { "www-authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
  });
}

/** 403: the token lacks the scope of the call. */
export function insufficientScopes(needed: readonly string[]): ApiError {
  return new ApiError({
    status: 403,
    reason: "insufficientPermissions",
    message: "Request had insufficient authentication scopes.",
    extra: {
      status: "PERMISSION_DENIED",
      details: [errorInfo("ACCESS_TOKEN_SCOPE_INSUFFICIENT", { service: "admin.googleapis.com" })],
    },
    headers: {
      "www-authenticate": `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${needed.join(" ")}"`,
    },
  });
}

/** 403: the Admin SDK API is not enabled in the client's project. */
export function accessNotConfigured(projectNumber: string): ApiError {
  const url = `https://console.developers.google.com/apis/api/admin.googleapis.com/overview?project=${projectNumber}`;
  return new ApiError({
    status: 403,
    reason: "accessNotConfigured",
    domain: "usageLimits",
    message: `Admin SDK API has not been used in project ${projectNumber} before or it is disabled. Enable it by visiting ${url} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
    extra: {
      status: "PERMISSION_DENIED",
      details: [
        { "@type": "type.googleapis.com/google.rpc.Help", links: [{ description: "Google developers console API activation", url }] },
        errorInfo("SERVICE_DISABLED", { service: "admin.googleapis.com", consumer: `projects/${projectNumber}` }),
      ],
    },
  });
}

/** 403: a resold customer has switched access by its reseller off. */
export function domainCannotUseApis(): ApiError {
  return new ApiError({ status: 403, reason: "domainCannotUseApis", message: "Domain cannot use apis." });
}

function errorInfo(reason: string, metadata: Record<string, string>): object {
  return { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason, domain: "googleapis.com", metadata };
}
