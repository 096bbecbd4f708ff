import { createRoute, z } from "@hono/zod-openapi";
import { listCustomers } from "../../../desk/places.ts";
import { createCustomer, renameCustomer } from "../../../desk/save-places.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readPage, writePage } from "../read-page.ts";
import { PageQuery, RecordId } from "../shapes/common.ts";
import { CustomerPage, CustomerToSave, CustomerView, Renaming } from "../shapes/person.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { viewCustomer, withDirectories } from "./view-places.ts";

const params = z.object({ id: RecordId });
const tags = ["Customers"];

const list = createRoute({
  method: "get",
  path: "/customers",
  tags,
  summary: "List customers",
  request: { query: PageQuery.extend({ q: z.string().max(200).optional() }) },
  responses: { 200: answer(CustomerPage, "One sheet of the list, by name") },
});

const create = createRoute({
  method: "post",
  path: "/customers",
  tags,
  summary: "Add a customer",
  request: { body: body(CustomerToSave) },
  responses: { 201: answer(CustomerView, "The new customer") },
});

const get = createRoute({
  method: "get",
  path: "/customers/{id}",
  tags,
  summary: "One customer",
  request: { params },
  responses: { 200: answer(CustomerView, "The customer") },
});

const rename = createRoute({
  method: "patch",
  path: "/customers/{id}",
  tags,
  summary: "Rename a customer",
  request: { params, body: body(Renaming) },
  responses: { 200: answer(CustomerView, "The customer as it is now") },
});

/** Customers of the desk. */
export function customersRoutes({ database, context }: ApiDependencies) {
  const { db } = database;
  return createV1App()
    .openapi(list, async (c) => {
      const { q, ...asked } = c.req.valid("query");
      const window = readPage(asked);
      const { items, total } = await listCustomers(db, { ...window, q });
      return c.json(writePage(await withDirectories(db, items, context.now()), total, window), 200);
    })
    .openapi(create, async (c) => {
      const { name, mainSite = "Main" } = c.req.valid("json");
      const id = await createCustomer(db, { name, mainSite }, { by: c.get("agent").name, now: context.now() });
      return c.json(await viewCustomer(db, id, context.now()), 201);
    })
    .openapi(get, async (c) => c.json(await viewCustomer(db, c.req.valid("param").id, context.now()), 200))
    .openapi(rename, async (c) => {
      const { id } = c.req.valid("param");
      await renameCustomer(db, id, c.req.valid("json").name, { by: c.get("agent").name, now: context.now() });
      return c.json(await viewCustomer(db, id, context.now()), 200);
    });
}
