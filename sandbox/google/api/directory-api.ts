import { setTimeout as wait } from "node:timers/promises";
import { type Answer, type Ask, json } from "../answer.ts";
import { type Fault, strikingFaults } from "../state/faults.ts";
import { countRequest, findDirectory, type World } from "../state/world.ts";
import { ApiError, envelope } from "./api-error.ts";
import { type ListQuirk, openCall } from "./call.ts";
import { changeBetweenPages } from "./change-between-pages.ts";
import { unpackPageToken } from "./page-token.ts";
import { findApiRoute, noSuchMethod } from "./routes.ts";

/** An answer, and whether the connection breaks in the middle of it. */
export interface ApiOutcome {
  readonly answer: Answer;
  readonly isCut: boolean;
}

/** Answers one call of the Directory API, with the latency and the faults that were asked for. */
export async function answerApi(world: World, ask: Ask): Promise<ApiOutcome> {
  countRequest(world, findApiRoute(ask)?.route.name ?? "unknown");
  const faults = strikingFaults(world.faults, targetOf(world, ask));
  const delay = world.latencyMs + faults.reduce((sum, fault) => sum + (fault.kind === "slow" ? (fault.ms ?? 1000) : 0), 0);
  if (delay > 0) await wait(delay);
  for (const fault of faults) before(world, fault);
  const status = faults.find((fault) => fault.kind === "status");
  if (status !== undefined) return { answer: statusAnswer(status), isCut: false };
  return { answer: answerRoute(world, ask, faults), isCut: faults.some((fault) => fault.kind === "cut") };
}

function answerRoute(world: World, ask: Ask, faults: readonly Fault[]): Answer {
  try {
    const call = openCall(world, ask, faults.map((fault) => fault.kind).find(isQuirk));
    const found = findApiRoute(ask);
    if (found === undefined) throw noSuchMethod();
    return found.route.answer(call, ...found.keys);
  } catch (error) {
    if (error instanceof ApiError) return json(envelope(error), error.status, { ...error.headers });
    throw error;
  }
}

function targetOf(world: World, ask: Ask): { path: string; pageIndex: number; customerId: string } {
  const asked = ask.query.get("customer");
  const bearer = /^Bearer (.+)$/i.exec(ask.headers.authorization ?? "")?.[1] ?? "";
  const own = world.tokens.access.get(bearer)?.customerId ?? "";
  const isOther = asked !== null && findDirectory(world, asked) !== undefined;
  return {
    path: ask.path,
    pageIndex: unpackPageToken(ask.query.get("pageToken"))?.page ?? 0,
    customerId: isOther ? asked : own,
  };
}

function before(world: World, fault: Fault): void {
  if (fault.kind === "expireTokens") world.tokens.access.clear();
  if (fault.kind === "changeBetweenPages") changeBetweenPages(world, fault);
}

function isQuirk(kind: Fault["kind"]): kind is ListQuirk {
  return kind === "empty" || kind === "repeatPageToken" || kind === "truncate";
}

function statusAnswer(fault: Fault): Answer {
  const status = fault.status ?? 503;
  const headers = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
  if (fault.html !== undefined) return { status, headers: { "content-type": "text/html; charset=UTF-8", ...headers }, body: fault.html };
  const usual = usualFaults[status] ?? { reason: "backendError", message: "Service unavailable. Please try again" };
  const error = new ApiError({
    status,
    reason: fault.reason ?? usual.reason,
    message: fault.message ?? usual.message,
    domain: fault.domain ?? (status === 429 || /[Rr]ateLimit|quota|dailyLimit/.test(fault.reason ?? "") ? "usageLimits" : "global"),
    ...(status === 429 && { extra: { status: "RESOURCE_EXHAUSTED" } }),
  });
  return json(envelope(error), status, headers);
}

const usualFaults: Readonly<Record<number, { reason: string; message: string }>> = {
  400: { reason: "badRequest", message: "Bad Request" },
  401: { reason: "authError", message: "Invalid Credentials" },
  403: { reason: "forbidden", message: "Not Authorized to access this resource/api" },
  404: { reason: "notFound", message: "Resource Not Found: userKey" },
  429: { reason: "rateLimitExceeded", message: "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'." },
  500: { reason: "internalError", message: "Internal error encountered." },
};
