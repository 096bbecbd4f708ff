import type { MiddlewareHandler } from "hono";
import { type DestinationStream, type Logger, pino } from "pino";

const secrets = ["authorization", "cookie", "token", "secret", "code", "state", "key", "refreshToken", "password"];

/** A log of JSON lines, on stderr unless told, in which whatever is named like a secret is struck out. */
export function createLog(level: "info" | "silent" = "info", to: DestinationStream = pino.destination({ fd: 2, sync: true })): Logger {
  const paths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level, base: null, redact: { paths, censor: "(hidden)" } }, to);
}

/** One line a request: never its query, its headers or a token in its path. */
export function logRequests(log: Logger): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const path = c.req.path.replace(/^\/welcome\/.*/, "/welcome/(hidden)").replace(/^(\/auth\/(?:authorize|consent)\/).*/i, "$1(hidden)");
    log.info({ method: c.req.method, path, status: c.res.status, ms: Math.round(performance.now() - startedAt) }, "request");
  };
}
