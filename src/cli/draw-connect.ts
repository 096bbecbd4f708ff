import type { ConsentProblem } from "../sources/google/explain-consent-problem.ts";

/** What to do in Google first. */
export function drawSteps(given: { connection: string; redirectUri: string; scopes: readonly string[] }): readonly string[] {
  return [
    `Connect ${given.connection} to Google. Once, in the Google Cloud console (console.cloud.google.com), in the project of the OAuth client:`,
    "  1 APIs & Services > Library: enable the Admin SDK API.",
    "  2 Credentials > the OAuth client, of the type Web application > Authorized redirect URIs: add exactly",
    `      ${given.redirectUri}`,
    "  3 Data access: add these scopes, all of them for reading only:",
    ...given.scopes.map((scope) => `      ${scope}`),
    "  4 Audience: Internal, or External with the connecting account among the test users. A test expires after 7 days: publish the app.",
    "Google may take from 5 minutes to some hours to accept a new redirect address.",
  ];
}

/** Problems that Google shows on its own page and never reports back, each with its cure. */
export function drawConsentProblems(problems: readonly ConsentProblem[]): readonly string[] {
  return [
    "If Google's page shows one of these, it tells nobody but you:",
    ...problems.flatMap(({ sees, cure }) => [`  ${sees}`, `      ${cure}`]),
  ];
}
