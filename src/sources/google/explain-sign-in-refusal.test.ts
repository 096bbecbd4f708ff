import assert from "node:assert/strict";
import { test } from "node:test";
import { explainConsentProblem, listConsentProblems } from "./explain-consent-problem.ts";
import { explainSignInRefusal, type TokenAsked, type TokenError } from "./explain-sign-in-refusal.ts";

const delegated: TokenAsked = {
  kind: "serviceAccount",
  subject: "admin@example.com",
  clientEmail: "sync@p.iam.gserviceaccount.com",
  scopes: ["scope-a"],
};
const refresh: TokenAsked = { kind: "refresh" };
const code: TokenAsked = { kind: "code", redirectUri: "https://desk.example.org/google" };

const cases: readonly [string, Partial<TokenError>, TokenAsked, string, RegExp][] = [
  [
    "a dead refresh token",
    { error: "invalid_grant", description: "Token has been expired or revoked." },
    refresh,
    "signIn",
    /seven days.*publish.*connect again/,
  ],
  ["a dead refresh token with a bare text", { error: "invalid_grant", description: "Bad Request" }, refresh, "signIn", /connect again/],
  ["an ended Cloud session", { error: "invalid_grant", subtype: "invalid_rapt" }, refresh, "signIn", /session/],
  ["a code used twice", { error: "invalid_grant" }, code, "signIn", /no longer valid/],
  [
    "an unknown client",
    { error: "invalid_client", description: "The OAuth client was not found." },
    refresh,
    "configuration",
    /knows no OAuth client/,
  ],
  [
    "a wrong secret",
    { error: "invalid_client", description: "The provided client secret is invalid." },
    refresh,
    "configuration",
    /client secret/,
  ],
  ["a deleted client", { error: "deleted_client" }, refresh, "configuration", /restore it/],
  ["a disabled client", { error: "disabled_client" }, refresh, "configuration", /enable it/],
  ["a blocked app", { error: "admin_policy_enforced" }, refresh, "signIn", /Manage third-party app access/],
  ["an account outside an internal app", { error: "org_internal" }, code, "signIn", /External/],
  ["a declined consent", { error: "access_denied" }, code, "signIn", /choose Allow/],
  ["a redirect mismatch", { error: "redirect_uri_mismatch" }, code, "configuration", /https:\/\/desk\.example\.org\/google/],
  [
    "delegation not set up",
    { error: "unauthorized_client" },
    delegated,
    "configuration",
    /Domain-wide delegation.*numeric client ID.*scope-a/,
  ],
  ["an unknown scope", { error: "invalid_scope" }, delegated, "configuration", /scope-a/],
  ["a deleted key", { error: "invalid_grant", description: "Invalid JWT Signature." }, delegated, "configuration", /new key/],
  [
    "a wrong clock",
    { error: "invalid_grant", description: "Invalid JWT: Token must be a short-lived token (60 minutes)" },
    delegated,
    "configuration",
    /clock/,
  ],
  [
    "a missing administrator",
    { error: "invalid_grant", description: "Invalid email or User ID" },
    delegated,
    "signIn",
    /admin@example\.com/,
  ],
  [
    "a service account whose permission was taken back",
    { error: "invalid_grant", description: "Token has been expired or revoked." },
    delegated,
    "signIn",
    /^Google took the permission back.*delegation for sync@p\.iam\.gserviceaccount\.com was removed.*admin@example\.com.*key.*clock.*Domain-wide delegation.*scope-a.*connect again/,
  ],
  ["an unnamed fault of a service account", { error: "invalid_grant" }, delegated, "signIn", /key still exists/],
  ["an account that may not be acted for", { error: "access_denied" }, delegated, "configuration", /act as admin@example\.com/],
  ["too many sign-ins", { error: "rate_limit_exceeded", status: 429 }, refresh, "limit", /slow down/],
  ["a failing sign-in", { error: "internal_failure", status: 500 }, refresh, "unreachable", /later/],
  ["an answer that is not Google's", { error: null, status: 404 }, refresh, "answer", /not from Google/],
  ["a word nobody knows", { error: "brand_new" }, refresh, "signIn", /brand_new/],
];

for (const [name, given, asked, because, says] of cases) {
  test(`G2 explains ${name}`, () => {
    const refused = explainSignInRefusal({ status: 400, error: null, description: null, subtype: null, ...given }, asked);
    assert.equal(refused.because, because);
    assert.match(refused.message, says);
  });
}

test("G2 every problem that Google shows only on its own page has a cure, with the id and the address to copy", () => {
  const facts = { oauthClientId: "123-abc.apps.googleusercontent.com", redirectUri: "https://desk.example.org/google" };
  const problems = listConsentProblems(facts);
  assert.equal(new Set(problems.map((problem) => problem.code)).size, problems.length);
  assert.match(explainConsentProblem("admin_policy_enforced", facts) ?? "", /123-abc\.apps\.googleusercontent\.com.*Trusted/);
  assert.match(explainConsentProblem("redirect_uri_mismatch", facts) ?? "", /https:\/\/desk\.example\.org\/google/);
  assert.match(explainConsentProblem("access_denied", facts) ?? "", /Test users/);
  assert.equal(explainConsentProblem("unheard_of", facts), null);
});
