import { createRoute } from "@hono/zod-openapi";
import type { ApiDependencies } from "../../dependencies.ts";
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

/** Who is signed in. */
export function sessionRoutes({ demo, publicUrl, version }: ApiDependencies) {
  return createV1App().openapi(getMe, (c) => {
    const agent = c.get("agent");
    const { id, name, email } = agent;
    const isDemo = demo !== null;
    return c.json({ agent: { id, name, email }, permissions: [...listPermissions(agent, isDemo)], isDemo, version, publicUrl }, 200);
  });
}
