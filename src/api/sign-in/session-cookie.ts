import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { ApiDependencies } from "../dependencies.ts";
import { endSession, findSession, type SignedInPerson, sessionSeconds } from "./open-session.ts";

/** Behind https the name itself binds the cookie to this host and to https (RFC 6265bis, 4.1.3.2). */
function nameOf(name: string, publicUrl: string): string {
  return publicUrl.startsWith("https:") ? `__Host-${name}` : name;
}

/** Sets a cookie that scripts can't read and that other sites' forms don't send. */
export function writeCookie(
  c: Context,
  publicUrl: string,
  cookie: { readonly name: string; readonly value: string; readonly seconds: number },
): void {
  const secure = publicUrl.startsWith("https:");
  setCookie(c, nameOf(cookie.name, publicUrl), cookie.value, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure,
    maxAge: cookie.seconds,
  });
}

/** A cookie's value. */
export function readCookie(c: Context, publicUrl: string, name: string): string | undefined {
  return getCookie(c, nameOf(name, publicUrl));
}

const session = "muster_session";

/** What the cookie of a session is called. */
export function sessionCookieName(publicUrl: string): string {
  return nameOf(session, publicUrl);
}

/** Signs a browser in. */
export function writeSession(c: Context, publicUrl: string, token: string): void {
  writeCookie(c, publicUrl, { name: session, value: token, seconds: sessionSeconds });
}

/** Who is signed in with this browser; null for nobody. */
export async function readSession(c: Context, needs: ApiDependencies): Promise<SignedInPerson | null> {
  return await findSession(needs, readCookie(c, needs.publicUrl, session));
}

/** Signs a browser out: the session is over everywhere, and its cookie is gone. */
export async function closeSession(c: Context, needs: ApiDependencies): Promise<void> {
  await endSession(needs, readCookie(c, needs.publicUrl, session));
  deleteCookie(c, nameOf(session, needs.publicUrl), { path: "/", secure: needs.publicUrl.startsWith("https:") });
}
