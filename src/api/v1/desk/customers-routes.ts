import { createRoute } from "@hono/zod-openapi";
import { createCustomer } from "../../../desk/create-customer.ts";
import { deleteRecordOf, updateRecordOf } from "../../../desk/records/save-record-of.ts";
import { customerKind } from "../../../model/records/places.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion } from "../entity-tag.ts";
import { readPage } from "../read-page.ts";
import { answerHistory, answerRecord, answerRecords } from "../records/answer-records.ts";
import { defineRecordRoutes } from "../records/define-record-routes.ts";
import { expectVersion } from "../records/expect-version.ts";
import { CustomerPage, CustomerToSave, CustomerView } from "../shapes/person.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { growCustomers, viewCustomer } from "./view-places.ts";

const plain = defineRecordRoutes(customerKind);
const routes = {
  ...plain,
  list: createRoute({
    ...plain.list,
    path: "/customers",
    responses: {
      200: {
        description: "One sheet of the list, with how much belongs to each",
        content: { "application/json": { schema: CustomerPage }, "text/csv": plain.list.responses[200].content["text/csv"] },
      },
    },
  }),
  create: createRoute({
    ...plain.create,
    path: "/customers",
    request: { body: body(CustomerToSave) },
    responses: { 201: answer(CustomerView, "The new customer") },
  }),
  get: createRoute({ ...plain.get, path: "/customers/{id}", responses: { 200: answer(CustomerView, "The customer") } }),
  patch: createRoute({ ...plain.patch, path: "/customers/{id}", responses: { 200: answer(CustomerView, "The customer as it is now") } }),
};

/** Customers of the desk: records as any others, with their sites, their figures and their directories beside them. */
export function customersRoutes(needs: ApiDependencies) {
  const { db } = needs.database;
  const now = () => needs.context.now();
  const app = createV1App()
    .openapi(routes.list, (c) =>
      answerRecords(c, needs, { kind: customerKind, asked: c.req.valid("query"), grow: (items) => growCustomers(db, items, now()) }),
    )
    .openapi(routes.create, async (c) => {
      const id = await createCustomer(db, c.req.valid("json"), { by: c.get("by"), now: now() });
      return answerRecord(c, await viewCustomer(db, id, now()), 201);
    })
    .openapi(routes.get, async (c) => answerRecord(c, await viewCustomer(db, c.req.valid("param").id, now()), 200))
    .openapi(routes.patch, async (c) => {
      const seen = { id: c.req.valid("param").id, version: readVersion(c) };
      const change = { id: seen.id, patch: c.req.valid("json"), expectsVersion: seen.version };
      const saving = { by: c.get("by"), now: now() };
      await expectVersion(db, customerKind, seen, () => updateRecordOf(db, customerKind, change, saving));
      return answerRecord(c, await viewCustomer(db, seen.id, now()), 200);
    });
  // Their types have nothing that the web app's client asks for.
  app.openapi(routes.remove, async (c) => {
    const seen = { id: c.req.valid("param").id, version: readVersion(c) };
    const deletion = { id: seen.id, expectsVersion: seen.version };
    const saving = { by: c.get("by"), now: now() };
    await expectVersion(db, customerKind, seen, () => deleteRecordOf(db, customerKind, deletion, saving));
    return c.body(null, 204);
  });
  app.openapi(routes.history, (c) => {
    const page = readPage(c.req.valid("query"));
    return answerHistory(c, needs, { kind: customerKind, id: c.req.valid("param").id, page });
  });
  return app;
}
