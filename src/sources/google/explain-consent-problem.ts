/** What an administrator has to compare or paste while curing a consent problem. */
export interface ConsentFacts {
  readonly oauthClientId: string;
  readonly redirectUri: string;
}

/** A failure that Google shows on its own page and never reports back: what the page says, and the cure. */
export interface ConsentProblem {
  readonly code: string;
  /** What people see, as they would describe it. */
  readonly sees: string;
  readonly cure: string;
}

/**
 * Problems to explain beside the connect button, because a blocked sign-in never reaches our callback
 * (developers.google.com/identity/protocols/oauth2/web-server#authorization-errors; support.google.com/accounts/answer/16668185).
 */
export function listConsentProblems(facts: ConsentFacts): readonly ConsentProblem[] {
  return [
    {
      code: "admin_policy_enforced",
      sees: "Access blocked: your institution's admin needs to review the app",
      cure: `In the Admin console, open Security > Access and data control > API controls > Manage third-party app access, choose Add app > OAuth app name or client ID, search for ${facts.oauthClientId}, and set it to Trusted.`,
    },
    {
      code: "redirect_uri_mismatch",
      sees: "Error 400: redirect_uri_mismatch",
      cure: `In the Google Cloud console, under Credentials, open the OAuth client and add exactly ${facts.redirectUri} under Authorized redirect URIs; it takes five minutes to a few hours.`,
    },
    {
      code: "invalid_client",
      sees: "Error 401: invalid_client",
      cure: `Google knows no client ${facts.oauthClientId}: copy the client ID again from the Google Cloud console; a new client takes five minutes to a few hours.`,
    },
    {
      code: "deleted_client",
      sees: "Error 401: deleted_client",
      cure: "The OAuth client was deleted, by hand or after six months without use: restore it in the Google Cloud console within 30 days, or create a new one.",
    },
    {
      code: "org_internal",
      sees: "Error 403: org_internal",
      cure: "The app's audience is Internal: connect with an account of the organisation that owns the Google Cloud project, or set the audience to External.",
    },
    {
      code: "access_denied",
      sees: "Error 403: access_denied, the app is being tested",
      cure: "The app is in testing: add the connecting account under Audience > Test users in the Google Cloud console, or publish the app.",
    },
    {
      code: "unverified_app",
      sees: "Google hasn't verified this app",
      cure: "This is your own app: choose Advanced, then Go to the app (unsafe).",
    },
    {
      code: "account_suspended",
      sees: "This account has been suspended",
      cure: "Connect with an account that is not suspended, or restore this one in the Admin console.",
    },
    {
      code: "invalid_scope",
      sees: "Error 400: invalid_scope",
      cure: "Enable the Admin SDK API in the Google Cloud project and add the listed scopes under Data access, then try again.",
    },
    {
      code: "invalid_request",
      sees: "Error 400: invalid_request",
      cure: `The OAuth client must be of the type Web application, and ${facts.redirectUri} must be an https address under a public domain (or localhost).`,
    },
    {
      code: "access_not_configured",
      sees: "Error 400: access_not_configured",
      cure: "An administrator of a Google Workspace for Education has not set this app up yet: configure it in the Admin console, under API controls.",
    },
    {
      code: "disallowed_useragent",
      sees: "Error 403: disallowed_useragent",
      cure: "Google does not sign in inside other apps' windows: open this page in a normal browser.",
    },
  ];
}

/** The cure for a code that Google's page shows; null for one that its pages do not list. */
export function explainConsentProblem(code: string, facts: ConsentFacts): string | null {
  return listConsentProblems(facts).find((problem) => problem.code === code)?.cure ?? null;
}
