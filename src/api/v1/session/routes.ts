import { createRoute } from "@hono/zod-openapi";
import type { ApiDependencies } from "../../dependencies.ts";
import { closeSession } from "../../sign-in/session-cookie.ts";
import { Me } from "../shapes/session.ts";
import { answer, createV1App } from "../v1-app.ts";

const getMe = createRoute({
  method: "get",
  path: "/me",
  tags: ["Session"],
  summary: "Who is signed in, and what they may do",
  responses: { 200: answer(Me, "The agent or user who calls, and the application for them") },
});

const signOut = createRoute({
  method: "post",
  path: "/sign-out",
  tags: ["Session"],
  summary: "End this session",
  responses: { 204: { description: "Nobody is signed in with this browser any more" } },
});

/** Who is signed in, and signing out. */
export function sessionRoutes(needs: ApiDependencies) {
  const { demo, publicUrl, version } = needs;
  return createV1App()
    .openapi(getMe, (c) => {
      const caller = c.get("caller");
      const about = { application: caller.application, permissions: [...caller.permissions], isDemo: demo !== null, version, publicUrl };
      if (caller.kind === "user") {
        const { id, name, email, sees } = caller.user;
        return c.json({ agent: null, user: { id, name, email, sees }, ...about }, 200);
      }
      const { id, name, email } = caller.agent;
      return c.json({ agent: { id, name, email }, user: null, ...about }, 200);
    })
    .openapi(signOut, async (c) => {
      await closeSession(c, needs);
      return c.body(null, 204);
    });
}
