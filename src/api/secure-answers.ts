import type { MiddlewareHandler } from "hono";
import { contentPolicy } from "./pages/page.ts";

/** Headers of every answer: nothing is kept, framed, guessed or told to the next site, unless an answer says otherwise of itself. */
export function secureAnswers(publicUrl: string): MiddlewareHandler {
  const isHttps = publicUrl.startsWith("https:");
  return async (c, next) => {
    await next();
    if (!c.res.headers.has("content-security-policy")) c.header("content-security-policy", contentPolicy);
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
    c.header("referrer-policy", "no-referrer");
    c.header("x-content-type-options", "nosniff");
    c.header("x-frame-options", "DENY");
    c.header("cross-origin-opener-policy", "same-origin");
    c.header("cross-origin-resource-policy", "same-origin");
    if (isHttps) c.header("strict-transport-security", "max-age=31536000");
  };
}
