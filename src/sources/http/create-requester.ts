import type { Pace } from "../../model/connection.ts";
import type { Json } from "../../model/person.ts";
import { type Clock, systemClock } from "./clock.ts";
import { createPace } from "./create-pace.ts";
import { explainNoAnswer, type NoAnswer } from "./explain-no-answer.ts";
import { findRetryWait } from "./find-retry-wait.ts";
import { readBody } from "./read-body.ts";

/** A whole answer, read to its end. `json` is undefined where the body is not JSON; `excerpt` is its first 300 characters. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Json | undefined;
  readonly excerpt: string;
}

/** One wait before a repeated request. Names the host only: paths hold people's addresses. */
export interface Retry {
  readonly host: string;
  readonly why: string;
  readonly attempt: number;
  readonly waitMs: number;
}

/** What a source decides about its requests; time, chance and network can be replaced by tests. */
export interface RequesterOptions {
  readonly pace: Pace;
  /** Cancels every request and every wait. */
  readonly signal: AbortSignal;
  /** The source's judgement: why an answer is worth asking again, or null when it stands, good or bad. */
  readonly retryReason: (answer: Answer) => string | null;
  /** For one request, its body included; 60 seconds unless told. */
  readonly timeoutMs?: number;
  /** Bytes that an answer may have; 64 MB unless told. */
  readonly bodyLimit?: number;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
  readonly onRetry?: (retry: Retry) => void;
}

/** What may differ from one request to the next. */
export interface RequestOptions {
  /** What is asked for, in a word to count by. */
  readonly kind?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cancels this request only. */
  readonly signal?: AbortSignal;
}

/** Sends requests at a pace, with retries. Answers are returned whatever their status; only the absence of an answer throws `DirectoryRefused`. */
export interface Requester {
  get(url: string, options?: RequestOptions): Promise<Answer>;
  postForm(url: string, form: Readonly<Record<string, string>>, options?: RequestOptions): Promise<Answer>;
  /** Requests sent so far, retries included. */
  requestCount(): number;
  /** The same by kind. */
  requestCounts(): Readonly<Record<string, number>>;
}

/**
 * The one HTTP client of all sources. Keeps the pace, repeats what is worth repeating, stops at once when cancelled, never logs.
 * Redirects are not followed, so that no Authorization header reaches another host.
 */
export function createRequester(options: RequesterOptions): Requester {
  const { signal, retryReason, onRetry, timeoutMs = 60_000, bodyLimit = 64 * 1024 * 1024, clock = systemClock } = options;
  const ask = options.fetch ?? fetch;
  const gate = createPace(options.pace, clock);
  const sent = new Map<string, number>();

  async function send(url: string, init: RequestInit, { kind = "other", signal: own }: RequestOptions): Promise<Answer> {
    const cancelled = own === undefined ? signal : AbortSignal.any([signal, own]);
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await sendOnce(url, init, { kind, cancelled });
      const why = outcome.kind === "answer" ? retryReason(outcome.answer) : outcome.failure.isWorthRetrying ? outcome.failure.why : null;
      const retryAfter = outcome.kind === "answer" ? outcome.answer.headers.get("retry-after") : null;
      const waitMs = why === null ? null : findRetryWait({ attempt, retryAfter, now: clock.now(), random: clock.random() });
      if (why === null || waitMs === null) {
        if (outcome.kind === "answer") return outcome.answer;
        throw outcome.failure.error;
      }
      onRetry?.({ host: new URL(url).host, why, attempt: attempt + 1, waitMs });
      await clock.sleep(waitMs, cancelled);
    }
  }

  async function sendOnce(
    url: string,
    init: RequestInit,
    { kind, cancelled }: { readonly kind: string; readonly cancelled: AbortSignal },
  ): Promise<Outcome> {
    const leave = await gate.enter(cancelled);
    const stop = new AbortController();
    const cancel = () => stop.abort(cancelled.reason);
    let isTimedOut = false;
    const timer = setTimeout(() => {
      isTimedOut = true;
      stop.abort();
    }, timeoutMs);
    cancelled.addEventListener("abort", cancel, { once: true });
    try {
      cancelled.throwIfAborted();
      sent.set(kind, (sent.get(kind) ?? 0) + 1);
      const response = await ask(url, { ...init, redirect: "manual", signal: stop.signal });
      const body = await readBody(response, bodyLimit);
      return { kind: "answer", answer: { status: response.status, headers: response.headers, ...body } };
    } catch (error) {
      cancelled.throwIfAborted();
      return { kind: "none", failure: explainNoAnswer(error, { url, isTimedOut, timeoutMs }) };
    } finally {
      clearTimeout(timer);
      cancelled.removeEventListener("abort", cancel);
      leave();
    }
  }

  return {
    get: (url, given = {}) => send(url, { method: "GET", headers: { ...given.headers } }, given),
    postForm: (url, form, given = {}) =>
      send(url, { method: "POST", headers: { ...given.headers }, body: new URLSearchParams(form) }, given),
    requestCount: () => [...sent.values()].reduce((sum, n) => sum + n, 0),
    requestCounts: () => Object.fromEntries(sent),
  };
}

type Outcome = { readonly kind: "answer"; readonly answer: Answer } | { readonly kind: "none"; readonly failure: NoAnswer };
