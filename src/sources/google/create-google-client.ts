import type { Connection, GoogleSecrets } from "../../model/connection.ts";
import type { DirectoryRefused } from "../../model/errors.ts";
import { type Clock, systemClock } from "../http/clock.ts";
import { type Answer, createRequester, type RequesterOptions } from "../http/create-requester.ts";
import { createAccessTokens } from "./create-access-tokens.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { findCause, findRetryReason } from "./find-cause.ts";
import { type JsonObject, objectOf } from "./json.ts";
import { isLoopback, parseEndpoints } from "./parse-endpoints.ts";
import { type Reading, scopeOf } from "./scopes.ts";

/** Everything a Google connection needs to speak: its settings, its secrets, and how to be cancelled. */
export interface GoogleOptions extends Pick<RequesterOptions, "signal" | "timeoutMs" | "fetch" | "onRetry"> {
  readonly connection: Connection;
  readonly secrets: GoogleSecrets;
  readonly clock?: Clock;
}

/** One request to a Google API. `path` follows the admin address, its segments encoded. */
export interface GoogleRequest {
  readonly reading: Reading;
  /** What the request counts as; the reading unless told. */
  readonly kind?: string;
  readonly part: string | null;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Authorised requests to Google. `ask` answers whatever the status; `explain` says what a refusal means; `read` does both. */
export interface GoogleClient {
  ask(request: GoogleRequest): Promise<Answer>;
  explain(answer: Answer, request: GoogleRequest): DirectoryRefused;
  /** The JSON of a good answer; throws `DirectoryRefused` for any other. */
  bodyOf(answer: Answer, request: Pick<GoogleRequest, "reading" | "part">): JsonObject;
  /** Asks and gives the JSON; throws `DirectoryRefused` for any other. */
  read(request: GoogleRequest): Promise<JsonObject>;
  /** Who is signed in, as OpenID's userinfo answers it. */
  readUserinfo(): Promise<JsonObject>;
  requestCount(): number;
  /** Requests by what was read, tokens apart. */
  requestCounts(): Readonly<Record<string, number>>;
  readonly clock: Clock;
}

/** A client for one connection: with a token, at the connection's pace, and with one renewal of the token for a 401. Throws `Invalid` for addresses that no token may go to. */
export function createGoogleClient(options: GoogleOptions): GoogleClient {
  const { connection, secrets, clock = systemClock } = options;
  const { signIn, pace } = connection;
  const endpoints = parseEndpoints(connection.endpoints);
  const requester = createRequester({ ...options, pace, clock, retryReason: findRetryReason });
  const tokens = createAccessTokens({ connection: { signIn, endpoints }, secrets, requester, clock });
  const isDelegated = secrets.kind === "serviceAccount";
  const account = signIn.kind === "serviceAccount" ? signIn.subject : signIn.account;

  async function askUrl(url: string, request: Pick<GoogleRequest, "reading" | "kind" | "signal">): Promise<Answer> {
    const scope = scopeOf(request.reading);
    const only = request.signal === undefined ? {} : { signal: request.signal };
    for (let isSecondTry = false; ; isSecondTry = true) {
      const token = await tokens.get(scope);
      const headers = { ...headersFor(url), authorization: `Bearer ${token}` };
      const answer = await requester.get(url, { kind: request.kind ?? request.reading, headers, ...only });
      if (isSecondTry || findCause(answer) !== "unauthenticated") return answer;
      tokens.drop(token);
    }
  }

  function ask(request: GoogleRequest): Promise<Answer> {
    const query = new URLSearchParams({ ...request.query, prettyPrint: "false" });
    return askUrl(`${endpoints.admin}${request.path}?${query}`, request);
  }

  function explain(answer: Answer, { reading, part }: Pick<GoogleRequest, "reading" | "part">): DirectoryRefused {
    return explainRefusal(answer, { reading, part, account, isDelegated });
  }

  function bodyOf(answer: Answer, request: Pick<GoogleRequest, "reading" | "part">): JsonObject {
    const body = findCause(answer) === "fine" ? objectOf(answer.json) : null;
    if (body === null) throw explain(answer, request);
    return body;
  }

  return {
    ask,
    explain,
    bodyOf,
    read: async (request) => bodyOf(await ask(request), request),
    readUserinfo: async () => {
      const request = { reading: "account", part: null } as const;
      return bodyOf(await askUrl(endpoints.userinfo, request), request);
    },
    requestCount: () => requester.requestCount(),
    requestCounts: () => requester.requestCounts(),
    clock,
  };
}

/** Google compresses only for agents that name gzip (developers.google.com/workspace/admin/directory/v1/guides/performance); on loopback it only costs time. */
function headersFor(url: string): Record<string, string> {
  const accept = { accept: "application/json" };
  if (isLoopback(new URL(url).hostname)) return { ...accept, "accept-encoding": "identity", "user-agent": "muster" };
  return { ...accept, "accept-encoding": "gzip", "user-agent": "muster (gzip)" };
}
