import { Hono } from "hono";
import type { ApiDependencies } from "../dependencies.ts";
import { createGuessLimit } from "../limits/limit-guesses.ts";
import { drawMessage } from "../pages/page.ts";
import { openSession } from "./open-session.ts";
import { readReturnPath, returnCookie } from "./return-path.ts";
import { readCookie, writeCookie, writeSession } from "./session-cookie.ts";

/** `GET /welcome/:token`: a link that signs in once. */
export function signInRoutes(needs: ApiDependencies): Hono {
  const app = new Hono();
  const guesses = createGuessLimit(needs);
  app.get("/welcome/:token", async (c) => {
    // Programs that look at links beforehand ask with HEAD; that must not use the link up.
    if (c.req.raw.method !== "GET") return c.body(null, 204);
    await guesses.assertMayTry(c);
    const session = await openSession(needs, c.req.param("token"));
    if (session === null) {
      await guesses.countWrong(c);
      const says = [
        "A sign-in link works once, for one hour. This one was used, is too old, or is not whole. Get a new one:",
        "npm run muster -- link",
      ];
      return c.html(await drawMessage("This link doesn't work any more", says), 403);
    }
    writeSession(c, needs.publicUrl, session);
    const returnsTo = readReturnPath(readCookie(c, needs.publicUrl, returnCookie));
    if (returnsTo !== "/") writeCookie(c, needs.publicUrl, { name: returnCookie, value: "", seconds: 0 });
    return c.redirect(returnsTo, 303);
  });
  return app;
}
