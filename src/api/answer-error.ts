import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import type { Logger } from "pino";
import { Conflict, DirectoryRefused, Forbidden, Invalid, NotFound } from "../model/errors.ts";
import { drawMessage } from "./pages/page.ts";

interface Problem {
  readonly status: 400 | 403 | 404 | 409 | 500 | 502;
  readonly title: string;
  readonly says: string;
}

/** Answers a failure: a plain page for browsers, problem JSON (RFC 9457) for programs. Our own mistakes are logged whole, and answered under a number. */
export async function answerError(c: Context, error: Error | Problem, log?: Logger) {
  const problem = error instanceof Error ? toProblem(error, log) : error;
  const { status, title, says } = problem;
  if (c.req.header("accept")?.includes("text/html") === true) return c.html(await drawMessage(title, [says]), status);
  return c.json({ type: "about:blank", title, status, detail: says }, status, { "content-type": "application/problem+json" });
}

function toProblem(error: Error, log: Logger | undefined): Problem {
  const says = error.message;
  if (error instanceof Invalid) return { status: 400, title: "This can't be taken", says };
  if (error instanceof Forbidden) return { status: 403, title: "This is not allowed", says };
  if (error instanceof NotFound) return { status: 404, title: "Not here", says };
  if (error instanceof Conflict) return { status: 409, title: "Somebody was first", says };
  if (error instanceof DirectoryRefused) return { status: 502, title: "The directory refused", says };
  const id = randomBytes(4).toString("hex");
  log?.error({ id, err: { type: error.name, message: error.message, stack: error.stack } }, "our mistake");
  return {
    status: 500,
    title: "Our mistake",
    says: `Something went wrong on our side. Quote number ${id}: the server's log has the details.`,
  };
}
