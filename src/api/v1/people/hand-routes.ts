import { createRoute } from "@hono/zod-openapi";
import { deletePerson } from "../../../desk/delete-person.ts";
import { Conflict } from "../../../model/errors.ts";
import { createByHand } from "../../../sync/create-by-hand.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { assertVersion, viewPerson } from "../desk/view-person.ts";
import { readVersion, writeVersion } from "../entity-tag.ts";
import { PersonView } from "../shapes/person.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { AgentToCreate, PersonParam, UserToCreate } from "./person-shapes.ts";

const createUser = createRoute({
  method: "post",
  path: "/users",
  tags: ["Users"],
  summary: "Add a user by hand",
  request: { body: body(UserToCreate) },
  responses: { 201: answer(PersonView, "The new user; imports match it like everybody whom no directory knows") },
});

const createAgent = createRoute({
  method: "post",
  path: "/agents",
  tags: ["Agents"],
  summary: "Add an agent by hand",
  request: { body: body(AgentToCreate) },
  responses: { 201: answer(PersonView, "The new agent, who may do nothing until roles are given") },
});

function defineDeletion<const P extends "users" | "agents">(plural: P) {
  return createRoute({
    method: "delete",
    path: `/${plural}/{id}`,
    tags: [plural === "users" ? "Users" : "Agents"],
    summary: `Delete ${plural === "users" ? "a user" : "an agent"} whom nothing hangs on`,
    request: { params: PersonParam },
    responses: { 204: { description: "The record is gone" } },
  });
}

const deleteUser = defineDeletion("users");
const deleteAgent = defineDeletion("agents");

/** People made and deleted by hand (D1). */
export function handRoutes({ database, context }: ApiDependencies) {
  const { db } = database;
  const saving = (by: string) => ({ by, now: context.now() });
  const remove = async (entity: "user" | "agent", id: number, expectsVersion: number, by: string) => {
    await assertVersion(db, entity, id, expectsVersion);
    await deletePerson(db, { entity, id, expectsVersion }, saving(by)).catch(async (error: unknown) => {
      // Somebody may have been first between the two.
      if (error instanceof Conflict) await assertVersion(db, entity, id, expectsVersion);
      throw error;
    });
  };
  return createV1App()
    .openapi(createUser, async (c) => {
      const person = await viewPerson(db, "user", await createByHand(db, { entity: "user", ...c.req.valid("json") }, saving(c.get("by"))));
      writeVersion(c, person.version);
      return c.json(person, 201);
    })
    .openapi(createAgent, async (c) => {
      const person = await viewPerson(
        db,
        "agent",
        await createByHand(db, { entity: "agent", ...c.req.valid("json") }, saving(c.get("by"))),
      );
      writeVersion(c, person.version);
      return c.json(person, 201);
    })
    .openapi(deleteUser, async (c) => {
      await remove("user", c.req.valid("param").id, readVersion(c), c.get("by"));
      return c.body(null, 204);
    })
    .openapi(deleteAgent, async (c) => {
      await remove("agent", c.req.valid("param").id, readVersion(c), c.get("by"));
      return c.body(null, 204);
    });
}
