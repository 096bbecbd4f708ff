import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import { Conflict, DirectoryRefused, type Fault, Forbidden, Invalid, NotFound } from "../model/errors.ts";
import { findRace } from "../store/find-race.ts";
import { ChangedMeanwhile, SignInNeeded, TooManyCalls, VersionNeeded } from "./errors.ts";
import { drawMessage } from "./pages/page.ts";

interface Failure {
  readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 502 | 503;
  readonly title: string;
  readonly says: string;
  readonly id?: string;
  readonly faults?: readonly Fault[];
  readonly vendorCode?: string;
  readonly current?: NonNullable<ChangedMeanwhile["current"]>;
}

/** Answers a failure: a plain page for browsers, problem JSON (RFC 9457) for programs. Our own mistakes are logged whole, and answered under a number. */
export async function answerError(c: Context, error: Error | Failure, log?: Logger) {
  const failure = error instanceof Error ? toFailure(error, log) : error;
  const { status, title, says, ...more } = failure;
  const isPage = c.req.header("accept")?.includes("text/html") === true && !c.req.path.startsWith("/v1");
  if (isPage) return c.html(await drawMessage(title, [says]), status);
  return c.json({ type: "about:blank", title, status, detail: says, ...more }, status, { "content-type": "application/problem+json" });
}

function toFailure(error: Error, log: Logger | undefined): Failure {
  const says = error.message;
  if (error instanceof SignInNeeded) return { status: 401, title: "Sign in", says };
  if (error instanceof Invalid) return { status: 400, title: "This can't be taken", says, faults: error.faults };
  if (error instanceof Forbidden) return { status: 403, title: "This is not allowed", says };
  if (error instanceof NotFound) return { status: 404, title: "Not here", says };
  if (error instanceof ChangedMeanwhile) {
    return { status: 412, title: "Somebody saved meanwhile", says, ...(error.current !== null && { current: error.current }) };
  }
  if (error instanceof TooManyCalls) return { status: 429, title: "Too many requests", says };
  if (error instanceof VersionNeeded) return { status: 428, title: "Which version?", says };
  if (error instanceof Conflict) return { status: 409, title: "Not as things are", says };
  if (error instanceof DirectoryRefused) {
    return { status: 502, title: "The directory refused", says, ...(error.vendorCode !== null && { vendorCode: error.vendorCode }) };
  }
  if (error instanceof HTTPException && error.status === 415)
    return {
      status: 415,
      title: "Another kind of body",
      says: "Say what the body is with Content-Type: the reference names what is taken here.",
    };
  // A body that is no JSON.
  if (error instanceof HTTPException && error.status === 400) return { status: 400, title: "This can't be taken", says };
  const race = findRace(error);
  if (race !== null) {
    log?.warn({ err: { type: error.name, message: error.message } }, "two at once");
    return { status: 409, title: "Somebody was first", says: race.message };
  }
  const id = randomBytes(4).toString("hex");
  log?.error({ id, err: { type: error.name, message: error.message, stack: error.stack } }, "our mistake");
  return {
    status: 500,
    title: "Our mistake",
    says: `Something went wrong on our side. Quote number ${id}: the server's log has the details.`,
    id,
  };
}
