import { createRoute, z } from "@hono/zod-openapi";
import { listErrors } from "../../../connections/list-errors.ts";
import { explainErrors } from "../../../core/explain-errors.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { Home, LeftOutList, SearchHits } from "../shapes/home.ts";
import { answer, createV1App } from "../v1-app.ts";
import { createFigures } from "./create-figures.ts";
import { searchEverything } from "./search-everything.ts";
import { viewHome } from "./view-home.ts";

const getHome = createRoute({
  method: "get",
  path: "/home",
  tags: ["Home"],
  summary: "What waits for a person, what happened since yesterday, and how the directories fare",
  responses: { 200: answer(Home, "The start page") },
});

const listLeftOut = createRoute({
  method: "get",
  path: "/left-out",
  tags: ["Home"],
  summary: "Who is left out because a record cannot be read or a change failed, by connection",
  responses: { 200: answer(LeftOutList, "Only connections with errors") },
});

const search = createRoute({
  method: "get",
  path: "/search",
  tags: ["Home"],
  summary: "Find people, accounts, customers, sites, assets, tickets, subscriptions, licences, connections and runs",
  request: { query: z.object({ q: z.string().trim().max(200) }) },
  responses: { 200: answer(SearchHits, "At most 8 of each kind") },
});

/** The start page and the search over everything. */
export function homeRoutes({ database, context }: ApiDependencies) {
  const { db } = database;
  const countFigures = createFigures(db);
  return createV1App()
    .openapi(getHome, async (c) => c.json(await viewHome(db, context.now(), await countFigures(context.now())), 200))
    .openapi(listLeftOut, async (c) => c.json({ items: (await listErrors(db)).flatMap(explainErrors) }, 200))
    .openapi(search, async (c) => {
      const { permissions } = c.get("caller");
      return c.json(await searchEverything(database, c.req.valid("query").q, { permissions, now: context.now() }), 200);
    });
}
