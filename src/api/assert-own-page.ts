import { Forbidden } from "../model/errors.ts";

/**
 * Refuses what another site makes a browser send (CSRF): browsers say where a request comes from, and a program that says nothing
 * carries no cookie of a browser. Sessions are `SameSite=Lax` besides.
 */
export function assertOwnPage(request: Request, publicUrl: string): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const own = [new URL(publicUrl).origin, `${new URL(request.url).protocol}//${request.headers.get("host") ?? ""}`];
  const isForeign = (site !== null && site !== "same-origin" && site !== "none") || (origin !== null && !own.includes(origin));
  if (isForeign) throw new Forbidden("This request comes from another site, and is refused.");
}
