import { createRoute } from "@hono/zod-openapi";
import type { ApiDependencies } from "../../dependencies.ts";
import { closeSession } from "../../sign-in/session-cookie.ts";
import { listPermissions } from "../list-permissions.ts";
import { Me } from "../shapes/session.ts";
import { answer, createV1App } from "../v1-app.ts";

const getMe = createRoute({
  method: "get",
  path: "/me",
  tags: ["Session"],
  summary: "Who is signed in, and what they may do",
  responses: { 200: answer(Me, "The agent of this session") },
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
      const agent = c.get("agent");
      const { id, name, email } = agent;
      const isDemo = demo !== null;
      return c.json({ agent: { id, name, email }, permissions: [...listPermissions(agent, isDemo)], isDemo, version, publicUrl }, 200);
    })
    .openapi(signOut, async (c) => {
      await closeSession(c, needs);
      return c.body(null, 204);
    });
}
