import { Hono } from "hono";
import type { ApiDependencies } from "../dependencies.ts";
import { drawMessage } from "../pages/page.ts";
import { openSession } from "./open-session.ts";
import { writeSession } from "./session-cookie.ts";

/** `GET /welcome/:token`: a link that signs in once. */
export function signInRoutes(needs: ApiDependencies): Hono {
  const app = new Hono();
  app.get("/welcome/:token", async (c) => {
    // Programs that look at links beforehand ask with HEAD; that must not use the link up.
    if (c.req.raw.method !== "GET") return c.body(null, 204);
    const session = await openSession(needs, c.req.param("token"));
    if (session === null) {
      const says = [
        "A sign-in link works once, for one hour. This one was used, is too old, or is not whole. Get a new one:",
        "npm run muster -- link",
      ];
      return c.html(await drawMessage("This link doesn't work any more", says), 403);
    }
    writeSession(c, needs.publicUrl, session);
    return c.redirect("/", 303);
  });
  return app;
}
