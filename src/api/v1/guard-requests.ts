import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { Forbidden, Invalid, NotFound } from "../../model/errors.ts";
import { assertOwnPage } from "../assert-own-page.ts";
import { type Caller, nameCaller } from "../caller.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { SignInNeeded } from "../errors.ts";
import { findCaller, hasBearer } from "../find-caller.ts";
import { openToUsers, permissionOf } from "./permissions.ts";
import type { V1Env } from "./v1-app.ts";

/**
 * Lets a request through that comes from our own pages or brings a token, by somebody who may do it. Leaves who that is for the handlers.
 * @throws SignInNeeded, Forbidden, NotFound, Invalid
 */
export function guardRequests(needs: ApiDependencies): MiddlewareHandler<V1Env> {
  return async (c, next) => {
    assertText(c.req.url);
    const key = findKey(
      c.req.method,
      matchedRoutes(c).map((route) => route.path),
    );
    const permission = key === null ? null : (permissionOf[key] ?? null);
    if (permission === "anyone") return await next();
    // A browser adds no token by itself: what brings one is no other site's doing.
    if (!hasBearer(c)) assertOwnPage(c.req.raw, needs.publicUrl);
    const caller = c.get("found") ?? (await findCaller(c, needs));
    if (caller === null) throw new SignInNeeded("Sign in first, with a link that works once: npm run muster -- link");
    if (key === null || permission === null)
      throw new NotFound(`There is nothing for ${c.req.method} here. The reference lists every address: /reference`);
    assertMay(caller, key, permission);
    leave(c, caller);
    return await next();
  };
}

/** @throws Forbidden with which permission is missing, and what does not give it */
function assertMay(caller: Caller, key: string, permission: string): void {
  if (caller.kind === "user") {
    if (!openToUsers.has(key)) throw new Forbidden(`${caller.user.name}, this is for agents of the desk.`);
    return;
  }
  if (permission === "signedIn" || caller.permissions.some((one) => one === permission)) return;
  const isTheirs = caller.agent.permissions.some((one) => one === permission);
  const lack = isTheirs ? "which the scopes of this application or of its token do not give" : "which your roles do not give";
  throw new Forbidden(`${nameCaller(caller)}, this needs the permission ${permission}, ${lack}.`);
}

function leave(c: Context<V1Env>, caller: Caller): void {
  if (caller.kind === "agent") c.set("agent", caller.agent);
  c.set("caller", caller);
  c.set("by", nameCaller(caller));
}

/** No text of ours has a zero character, and no database keeps one. @throws Invalid */
function assertText(url: string): void {
  if (/%00/.test(url)) throw new Invalid([{ at: "address", says: "holds a character that is none" }]);
}

/** The endpoint of the innermost route that matched, as the table of permissions names it; null for one that is not in it. */
function findKey(method: string, paths: readonly string[]): string | null {
  const keys = paths.toReversed().map((path) => `${method} ${path.replace(/^\/v1/, "")}`);
  return keys.find((key) => permissionOf[key] !== undefined) ?? null;
}
