import assert from "node:assert/strict";
import { test } from "node:test";
import type { RefusalCause } from "../../model/errors.ts";
import type { Json } from "../../model/person.ts";
import type { Answer } from "../http/create-requester.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { findCause, findRetryReason } from "./find-cause.ts";

const asked = { reading: "users", part: "my_customer", account: "admin@example.com", isDelegated: false } as const;

function answerOf(status: number, json: Json | undefined, excerpt = ""): Answer {
  return { status, json, excerpt, headers: new Headers() };
}

function errorOf(status: number, reason: string | null, more: { readonly [key: string]: Json } = {}): Answer {
  const errors = reason === null ? [] : [{ reason, domain: "global", message: "text" }];
  return answerOf(status, { error: { code: status, message: "text", errors, ...more } });
}

const detail = (reason: string) => ({ details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason }] });

const cases: readonly { name: string; answer: Answer; because: RefusalCause; says: RegExp; isRetried: boolean }[] = [
  {
    name: "a missing scope",
    answer: errorOf(403, "insufficientPermissions"),
    because: "permission",
    says: /Reconnect .*user\.readonly/,
    isRetried: false,
  },
  {
    name: "a missing scope, told in the details only",
    answer: errorOf(403, null, detail("ACCESS_TOKEN_SCOPE_INSUFFICIENT")),
    because: "permission",
    says: /user\.readonly/,
    isRetried: false,
  },
  {
    name: "a missing admin privilege",
    answer: errorOf(403, "forbidden"),
    because: "permission",
    says: /admin@example\.com .*"Users > Read"/,
    isRetried: false,
  },
  {
    name: "an API not enabled",
    answer: errorOf(403, "accessNotConfigured"),
    because: "configuration",
    says: /Admin SDK API .*https:\/\/console\.cloud\.google\.com/,
    isRetried: false,
  },
  {
    name: "API access switched off",
    answer: errorOf(403, "domainCannotUseApis"),
    because: "permission",
    says: /API access is switched off/,
    isRetried: false,
  },
  { name: "a user rate limit", answer: errorOf(403, "userRateLimitExceeded"), because: "limit", says: /slow down/, isRetried: true },
  { name: "a concurrency limit", answer: errorOf(403, "quotaExceeded"), because: "limit", says: /slow down/, isRetried: true },
  {
    name: "a rate limit of the workspace",
    answer: errorOf(429, "rateLimitExceeded"),
    because: "limit",
    says: /slow down/,
    isRetried: true,
  },
  {
    name: "an exhausted quota without reasons",
    answer: errorOf(429, null, { status: "RESOURCE_EXHAUSTED" }),
    because: "limit",
    says: /slow down/,
    isRetried: true,
  },
  {
    name: "a quota told in plain text",
    answer: answerOf(403, undefined, "Quota exceeded for the current request"),
    because: "limit",
    says: /slow down/,
    isRetried: true,
  },
  { name: "the limit of the day", answer: errorOf(403, "dailyLimitExceeded"), because: "limit", says: /tomorrow/, isRetried: false },
  {
    name: "a sign-in not accepted",
    answer: errorOf(401, "authError", { status: "UNAUTHENTICATED" }),
    because: "signIn",
    says: /connect again/,
    isRetried: false,
  },
  { name: "a bad request", answer: errorOf(400, "invalid"), because: "configuration", says: /did not understand/, isRetried: false },
  {
    name: "a back-end error",
    answer: errorOf(503, "backendError"),
    because: "unreachable",
    says: /not available \(503\)/,
    isRetried: true,
  },
  {
    name: "HTML from the front end",
    answer: answerOf(502, undefined, "<html>"),
    because: "unreachable",
    says: /not available \(502\)/,
    isRetried: true,
  },
  {
    name: "a block page of a proxy",
    answer: answerOf(403, undefined, "<html>blocked"),
    because: "answer",
    says: /not from Google's API/,
    isRetried: false,
  },
  {
    name: "a wrong address",
    answer: answerOf(404, undefined, "<html>not found"),
    because: "answer",
    says: /not from Google's API/,
    isRetried: false,
  },
  {
    name: "a good status with HTML",
    answer: answerOf(200, undefined, "<html>sign in"),
    because: "answer",
    says: /not from Google's API/,
    isRetried: true,
  },
  { name: "a redirect", answer: answerOf(302, undefined), because: "answer", says: /redirect/, isRetried: false },
  { name: "nothing found", answer: errorOf(404, "notFound"), because: "answer", says: /found nothing/, isRetried: false },
  {
    name: "an unknown word with a rate status",
    answer: errorOf(429, "somethingNew"),
    because: "limit",
    says: /slow down/,
    isRetried: true,
  },
];

for (const { name, answer, because, says, isRetried } of cases) {
  test(`G2 explains ${name}, and asks ${isRetried ? "again" : "only once"}`, () => {
    const refused = explainRefusal(answer, asked);
    assert.equal(refused.because, because);
    assert.match(refused.message, says);
    assert.doesNotMatch(refused.message, /\n/);
    assert.equal(findRetryReason(answer) !== null, isRetried);
  });
}

test("G2 decides by the reason before the status, and never by the text", () => {
  assert.equal(findCause(errorOf(403, "rateLimitExceeded", { message: "Not Authorized to access this resource/api" })), "tooFast");
  assert.equal(findCause(errorOf(403, "forbidden", { message: "Quota exceeded, please slow down" })), "forbidden");
});

test("G2 gives the link that Google itself names for enabling an API", () => {
  const link = "https://console.developers.google.com/apis/api/admin.googleapis.com/overview?project=7";
  const details = [{ "@type": "type.googleapis.com/google.rpc.Help", links: [{ description: "Activate", url: link }] }];
  assert.ok(explainRefusal(errorOf(403, "accessNotConfigured", { details }), asked).message.includes(link));
});

test("G3 tells a customer's refusal from one's own", () => {
  const customer = { ...asked, part: "C03az79cb" };
  assert.match(explainRefusal(errorOf(403, "domainCannotUseApis"), customer).message, /customer C03az79cb has switched off/);
  assert.match(explainRefusal(errorOf(403, "forbidden"), customer).message, /C03az79cb is a customer of yours/);
  assert.match(explainRefusal(errorOf(404, "notFound"), customer).message, /no customer C03az79cb/);
});

test("G1 a service account is sent to Domain-wide delegation for a missing scope", () => {
  assert.match(explainRefusal(errorOf(403, "insufficientPermissions"), { ...asked, isDelegated: true }).message, /Domain-wide delegation/);
});
