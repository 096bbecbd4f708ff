import { createRoute } from "@hono/zod-openapi";
import { eraseByHand, planErasure } from "../../../sync/erase-by-hand.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { viewPerson } from "../desk/view-person.ts";
import { PersonView } from "../shapes/person.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { ErasureToDo, ErasureView, PersonParam } from "./person-shapes.ts";

const preview = createRoute({
  method: "get",
  path: "/users/{id}/erasure",
  tags: ["Users"],
  summary: "What erasing a user would take away, and what stays",
  request: { params: PersonParam },
  responses: { 200: answer(ErasureView, "In sentences") },
});

const erase = createRoute({
  method: "post",
  path: "/users/{id}/erase",
  tags: ["Users"],
  summary: "Erase a person for good: the identity goes, tickets stay. It can't be undone",
  request: { params: PersonParam, body: body(ErasureToDo) },
  responses: { 200: answer(PersonView, "What is left of the record") },
});

/** People who ask to be forgotten (D8). */
export function erasureRoutes({ database, context }: ApiDependencies) {
  const { db } = database;
  return createV1App()
    .openapi(preview, async (c) => {
      const plan = await planErasure(db, c.req.valid("param").id);
      return c.json({ ...plan, goes: [...plan.goes], stays: [...plan.stays] }, 200);
    })
    .openapi(erase, async (c) => {
      const { id } = c.req.valid("param");
      await eraseByHand(db, { userId: id, ...c.req.valid("json"), by: c.get("by"), now: context.now() });
      return c.json(await viewPerson(db, "user", id), 200);
    });
}
