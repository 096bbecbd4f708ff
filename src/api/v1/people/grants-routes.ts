import { createRoute } from "@hono/zod-openapi";
import { assertRolesGiveNoMore } from "../../../access/assert-gives-no-rights.ts";
import { type HeldGrants, listCabMembers, listHeldGrants, saveHandCabs, saveHandRoles, saveTeams } from "../../../desk/hand-grants.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { CabMembersView, CabsToSave, HeldGrantsView, PersonParam, RolesToSave, TeamsToSave } from "./person-shapes.ts";

const request = { params: PersonParam };
const held = { 200: answer(HeldGrantsView, "Everything that is held now, also what directories gave") };

function defineHolder<const P extends "users" | "agents">(plural: P) {
  const tags = [plural === "users" ? "Users" : "Agents"];
  const one = plural === "users" ? "a user" : "an agent";
  return {
    list: createRoute({
      method: "get",
      path: `/${plural}/{id}/grants`,
      tags,
      summary: `Roles, boards and teams of ${one}, with where each came from`,
      request,
      responses: held,
    }),
    roles: createRoute({
      method: "put",
      path: `/${plural}/{id}/roles`,
      tags,
      summary: `Give ${one} exactly these roles by hand; what directories gave stays`,
      request: { ...request, body: body(RolesToSave) },
      responses: held,
    }),
  };
}

const ofUsers = defineHolder("users");
const ofAgents = defineHolder("agents");

const putCabs = createRoute({
  method: "put",
  path: "/agents/{id}/cabs",
  tags: ["Agents"],
  summary: "Put an agent on exactly these boards by hand; what directories gave stays",
  request: { ...request, body: body(CabsToSave) },
  responses: held,
});
const putTeams = createRoute({
  method: "put",
  path: "/agents/{id}/teams",
  tags: ["Agents"],
  summary: "Put an agent into exactly these teams",
  request: { ...request, body: body(TeamsToSave) },
  responses: held,
});
const cabMembers = createRoute({
  method: "get",
  path: "/cabs/{id}/members",
  tags: ["Agents"],
  summary: "Who sits on a change advisory board, as what, and where the seat came from",
  request,
  responses: { 200: answer(CabMembersView, "By name") },
});

/** What people hold by hand (D2). */
export function grantsRoutes({ database, context }: ApiDependencies) {
  const { db } = database;
  const saving = (by: string) => ({ by, now: context.now() });
  return createV1App()
    .openapi(ofUsers.list, async (c) => c.json(view(await listHeldGrants(db, { entity: "user", id: c.req.valid("param").id })), 200))
    .openapi(ofAgents.list, async (c) => c.json(view(await listHeldGrants(db, { entity: "agent", id: c.req.valid("param").id })), 200))
    .openapi(ofUsers.roles, async (c) => {
      const holder = { entity: "user", id: c.req.valid("param").id } as const;
      return c.json(view(await saveHandRoles(db, holder, c.req.valid("json").roleIds, saving(c.get("by")))), 200);
    })
    .openapi(ofAgents.roles, async (c) => {
      const holder = { entity: "agent", id: c.req.valid("param").id } as const;
      const given = { agentId: holder.id, roleIds: c.req.valid("json").roleIds, own: c.get("caller").permissions };
      await assertRolesGiveNoMore(db, given);
      return c.json(view(await saveHandRoles(db, holder, c.req.valid("json").roleIds, saving(c.get("by")))), 200);
    })
    .openapi(putCabs, async (c) =>
      c.json(view(await saveHandCabs(db, c.req.valid("param").id, c.req.valid("json").cabs, saving(c.get("by")))), 200),
    )
    .openapi(putTeams, async (c) =>
      c.json(view(await saveTeams(db, c.req.valid("param").id, c.req.valid("json").teamIds, saving(c.get("by")))), 200),
    )
    .openapi(cabMembers, async (c) => c.json({ items: [...(await listCabMembers(db, c.req.valid("param").id))] }, 200));
}

function view({ roles, cabs, teams }: HeldGrants) {
  return { roles: [...roles], cabs: [...cabs], teams: [...teams] };
}
