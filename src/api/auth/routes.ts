import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ApiDependencies } from "../dependencies.ts";
import { createGuessLimit, type GuessLimit } from "../limits/limit-guesses.ts";
import { drawMessage } from "../pages/page.ts";
import { addConsentRoutes } from "./consent-routes.ts";
import { sessionCookie } from "./create-provider.ts";
import { findAuthRoute } from "./find-auth-route.ts";
import { createOauthServer, type OauthServer } from "./oauth-server.ts";

/** More than any token request is long. */
const longestForm = 64 * 1024;

/**
 * `/auth`, compatible with HaloPSA's authorisation server: tokens for applications, by client credentials or by authorization code with
 * PKCE and refresh tokens, discovery and keys. A `tenant`, wherever a client puts it, is ignored.
 */
export function authRoutes(needs: ApiDependencies): Hono {
  const app = new Hono();
  const oauth = createOauthServer(needs);
  const guesses = createGuessLimit(needs);
  app.use(async (c, next) => {
    const route = findAuthRoute(c.req.path);
    if (route === null) return await next();
    // No text of ours has a zero character, and no database keeps one.
    if (/%00/.test(c.req.url)) return await explainToPeople(c, c.json(zeroCharacter, 400));
    if (route.name === "token" || route.name === "revoke")
      return await limitForms(c, async () => {
        c.res = await answerForm(c, { oauth, guesses, path: route.path });
      });
    if (route.name === "authorize") return await answerAuthorize(c, oauth);
    const answer = await oauth.ask(c, { url: route.path });
    return route.name === "resume" ? await explainToPeople(c, answer) : answer;
  });
  addConsentRoutes(app, needs, oauth);
  return app;
}

const noForm = { error: "invalid_request", error_description: "The body is no form (application/x-www-form-urlencoded)." };

/** Also for a body that does not say how long it is: nobody is known yet. */
const limitForms = bodyLimit({ maxSize: longestForm, onError: (c) => c.json(noForm, 400) });

const zeroCharacter = { error: "invalid_request", error_description: "the address holds a character that is none" };

async function answerForm(c: Context, on: { readonly oauth: OauthServer; readonly guesses: GuessLimit; readonly path: string }) {
  if (c.req.method !== "POST")
    return c.json({ error: "invalid_request", error_description: "Send this with POST." }, 405, { allow: "POST" });
  await on.guesses.assertMayTry(c);
  const form = await readForm(c);
  if (form === null) return c.json(noForm, 400);
  if (form.get("grant_type") === "password") return refusePassword(c);
  const answer = await on.oauth.ask(c, { url: on.path, body: completeForm(form).toString() });
  if (answer.status === 401) await on.guesses.countWrong(c);
  return answer;
}

/** Passwords of people are not for programs to know. */
function refusePassword(c: Context) {
  const says =
    "Muster has no passwords, so that the password grant is not supported. Make an application under Applications and use client_credentials with its id and secret, or authorization_code with PKCE for whoever signs in.";
  return c.json({ error: "unsupported_grant_type", error_description: says }, 400, { "cache-control": "no-store" });
}

async function readForm(c: Context): Promise<URLSearchParams | null> {
  const type = c.req.header("content-type")?.toLowerCase() ?? "application/x-www-form-urlencoded";
  const text = await c.req.text();
  if (/%00|\0/.test(text)) return null;
  if (!type.startsWith("application/x-www-form-urlencoded")) return null;
  return new URLSearchParams(text);
}

/** Without a word about scopes a token is for everything that the application may do. */
function completeForm(form: URLSearchParams): URLSearchParams {
  form.delete("tenant");
  if (form.get("grant_type") === "client_credentials") completeScope(form);
  return form;
}

function completeScope(params: URLSearchParams): void {
  const scope = params.get("scope")?.trim();
  if (scope === undefined || scope === "" || scope === "undefined") params.set("scope", "all");
}

/**
 * Sends a browser on to the page that asks. Every authorization is a sign-in of its own: what an earlier one left in the browser is not
 * looked at, so that whoever signed out of Muster has signed out of this, too.
 */
async function answerAuthorize(c: Context, oauth: OauthServer) {
  if (c.req.method !== "GET")
    return c.json({ error: "invalid_request", error_description: "Open this address in a browser." }, 405, { allow: "GET" });
  const query = new URL(c.req.url).searchParams;
  query.delete("tenant");
  completeScope(query);
  // It asks each time; OpenID Connect wants to be told so before somebody can stay connected.
  if (query.get("scope")?.split(" ").includes("offline_access") === true && !query.has("prompt")) query.set("prompt", "consent");
  c.req.raw.headers.set("cookie", withoutCookie(c.req.header("cookie") ?? "", sessionCookie));
  return await explainToPeople(c, await oauth.ask(c, { url: `/authorize?${query}` }));
}

function withoutCookie(header: string, name: string): string {
  return header
    .split(/; */)
    .filter((one) => one.split("=")[0]?.replace(/\.sig$/, "") !== name)
    .join("; ");
}

/** A refusal that can't be sent back to the application is shown to whoever sits before the browser. */
async function explainToPeople(c: Context, answer: Response) {
  if (answer.status < 400 || c.req.header("accept")?.includes("text/html") !== true) return answer;
  const { error, error_description: says } = (await answer.json()) as { error?: string; error_description?: string };
  const paragraphs = [
    `The application asked in a way that is not allowed: ${says ?? error ?? "no reason was given"}.`,
    "Tell whoever runs it; nothing was allowed.",
  ];
  return c.html(await drawMessage("This application can't be connected", paragraphs), answer.status === 404 ? 404 : 400);
}
