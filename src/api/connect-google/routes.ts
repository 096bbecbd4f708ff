import { Hono } from "hono";
import { createToken } from "../../access/secret-token.ts";
import { Invalid } from "../../model/errors.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { drawConnectPage } from "../pages/connect-page.ts";
import { readCookie, writeCookie } from "../sign-in/session-cookie.ts";
import { finishConsent } from "./finish-consent.ts";
import { callbackPath, startPath } from "./offer-connect.ts";
import { openConsent } from "./open-consent.ts";

/** Binds an attempt to the browser that began it, so that nobody can have somebody else finish it (RFC 9700, 4.7). */
const browserCookie = "muster_connect";
const browserSeconds = 15 * 60;

/** Connecting to Google in the browser: the start address, and the one to which Google sends people back. */
export function googleConnectRoutes(needs: ApiDependencies): Hono {
  const app = new Hono();
  app.get(startPath, async (c) => {
    const connectionId = Number(c.req.query("connection"));
    if (!Number.isInteger(connectionId) || connectionId < 1)
      throw new Invalid([{ at: "connection", says: "is missing from this address: copy it whole" }]);
    const browserToken = readCookie(c, needs.publicUrl, browserCookie) ?? createToken().token;
    const url = await openConsent(needs, { connectionId, key: c.req.query("key") ?? "", browserToken });
    writeCookie(c, needs.publicUrl, { name: browserCookie, value: browserToken, seconds: browserSeconds });
    return c.redirect(url, 302);
  });
  app.get(callbackPath, async (c) => {
    const finished = await finishConsent(needs, {
      query: new URL(c.req.url).searchParams,
      browserToken: readCookie(c, needs.publicUrl, browserCookie),
      signal: c.req.raw.signal,
    });
    // The set-up page reads how it came out itself: an address says nothing that somebody could make up.
    if (finished.returnsTo === "app") return c.redirect(`/directories/${finished.connectionId}/set-up`, 303);
    return c.html(await drawConnectPage(finished), finished.outcome.isConnected ? 200 : 400);
  });
  return app;
}
