import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { drawMessage } from "./pages/page.ts";

/** Files whose name changes with their content. */
const foreverSeconds = 365 * 24 * 60 * 60;
const iconSeconds = 60 * 60;

/**
 * The web app: one HTML page for every address without a file ending, with a fresh nonce for its styles, and the files beside it, as they
 * were compressed at build time. Whoever is not signed in gets it, too; the API tells it so.
 */
export function webAppRoutes(webFolder: string | null): Hono {
  const app = new Hono();
  if (webFolder !== null) {
    const files = serveStatic({ root: webFolder, precompressed: true });
    app.get("/files/*", keepFor(foreverSeconds, "immutable"), files);
    app.get("/icon.svg", keepFor(iconSeconds, "must-revalidate"), files);
  }
  app.get("*", async (c, next) => (isPageAsked(c) ? await answerApp(c, webFolder) : await next()));
  return app;
}

function isPageAsked(c: Context): boolean {
  const accepts = c.req.header("accept") ?? "*/*";
  const isOurs = /^\/(v1|auth|files)(\/|$)/.test(c.req.path);
  return !isOurs && !/\.[a-z0-9]+$/i.test(c.req.path) && /text\/html|\*\/\*/.test(accepts);
}

async function answerApp(c: Context, webFolder: string | null) {
  // Read anew every time: a build may have replaced it while the server runs.
  const page = webFolder === null ? null : await readFile(join(webFolder, "index.html"), "utf8").catch(() => null);
  if (page === null) return c.html(await drawMessage("Muster", ["The web app has not been built. Build it with:", "npm run build"]), 503);
  const nonce = randomBytes(18).toString("base64");
  c.header("content-security-policy", policyWith(nonce));
  return c.html(page.replaceAll("{nonce}", nonce));
}

/** Scripts and data from here only; styles that scripts add carry the nonce. */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function keepFor(seconds: number, how: "immutable" | "must-revalidate"): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (c.res.ok) c.header("cache-control", `public, max-age=${seconds}, ${how}`);
  };
}
