import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { Forbidden, Invalid } from "../../model/errors.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { SignInNeeded } from "../errors.ts";
import { readSession } from "../sign-in/session-cookie.ts";
import { listPermissions } from "./list-permissions.ts";
import { permissionOf } from "./permissions.ts";
import type { V1Env } from "./v1-app.ts";

/**
 * Lets a request through that comes from our own pages, by somebody who is signed in and may do it.
 * @throws SignInNeeded, Forbidden, Invalid
 */
export function guardRequests(needs: ApiDependencies): MiddlewareHandler<V1Env> {
  return async (c, next) => {
    assertText(c.req.url);
    const permission = permissionFor(
      c.req.method,
      matchedRoutes(c).map((route) => route.path),
    );
    if (permission === "anyone") return await next();
    assertOwnPage(c.req.raw, needs.publicUrl);
    const agent = await readSession(c, needs);
    if (agent === null) throw new SignInNeeded("Sign in first, with a link that works once: npm run muster -- link");
    if (permission === null) throw new Forbidden("Nobody may use this address.");
    if (permission !== "signedIn" && !listPermissions(agent, needs.demo !== null).includes(permission)) {
      throw new Forbidden(`${agent.name}, this needs the permission ${permission}, which your roles do not give.`);
    }
    c.set("agent", agent);
    return await next();
  };
}

/** No text of ours has a zero character, and no database keeps one. @throws Invalid */
function assertText(url: string): void {
  if (/%00/.test(url)) throw new Invalid([{ at: "address", says: "holds a character that is none" }]);
}

/** The permission of the innermost route that matched; null for an address that the table does not know. */
function permissionFor(method: string, paths: readonly string[]) {
  for (const path of paths.toReversed()) {
    const known = permissionOf[`${method} ${path.replace(/^\/v1/, "")}`];
    if (known !== undefined) return known;
  }
  return null;
}

/**
 * Refuses what another site makes a browser send (CSRF): browsers say where a request comes from, and a program that says nothing
 * carries no cookie of a browser. Sessions are `SameSite=Lax` besides.
 */
function assertOwnPage(request: Request, publicUrl: string): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const own = [new URL(publicUrl).origin, `${new URL(request.url).protocol}//${request.headers.get("host") ?? ""}`];
  const isForeign = (site !== null && site !== "same-origin" && site !== "none") || (origin !== null && !own.includes(origin));
  if (isForeign) throw new Forbidden("This request comes from another site, and is refused.");
}
