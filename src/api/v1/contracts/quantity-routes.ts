import { createRoute, z } from "@hono/zod-openapi";
import { listQuantities, type QuantityKind } from "../../../desk/contracts/list-quantities.ts";
import { saveQuantity } from "../../../desk/contracts/save-quantity.ts";
import { getRecordOf } from "../../../desk/records/list-records-of.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readPage, writePage } from "../read-page.ts";
import { PageQuery, RecordId } from "../shapes/common.ts";
import { QuantityPage, QuantityToSave } from "../shapes/contracts.ts";
import { answer, body, createV1App } from "../v1-app.ts";

const params = z.object({ id: RecordId });

function defineRoutes<const P extends "subscriptions" | "software-licences">(plural: P) {
  const tags = ["Licences and seats"];
  const one = plural === "subscriptions" ? "subscription" : "software licence";
  return {
    list: createRoute({
      method: "get",
      path: `/${plural}/{id}/quantities`,
      tags,
      summary: `How many there were of a ${one}, and from when on; newest first`,
      request: { params, query: PageQuery },
      responses: { 200: answer(QuantityPage, "One sheet of the history: each quantity holds until the next") },
    }),
    save: createRoute({
      method: "post",
      path: `/${plural}/{id}/quantities`,
      tags,
      summary: `Say how many there were of a ${one} from a moment on; the same moment again corrects it`,
      request: { params, body: body(QuantityToSave) },
      responses: { 200: answer(QuantityPage, "The first sheet of the history as it is now") },
    }),
  };
}

/** The history of quantities of subscriptions, or of software licences. */
export function quantityRoutes<const P extends "subscriptions" | "software-licences">(
  { database: { db }, context }: ApiDependencies,
  plural: P,
) {
  const kind: QuantityKind = plural === "subscriptions" ? "subscription" : "softwareLicence";
  const routes = defineRoutes(plural);
  const view = async (id: number, window: { readonly from: number; readonly limit: number }) => {
    await getRecordOf(db, deskKinds[kind], id);
    const { items, total } = await listQuantities(db, { kind, id, ...window });
    return writePage(
      items.map((step) => ({ ...step, at: step.at.toISOString() })),
      total,
      window,
    );
  };
  return createV1App()
    .openapi(routes.list, async (c) => c.json(await view(c.req.valid("param").id, readPage(c.req.valid("query"))), 200))
    .openapi(routes.save, async (c) => {
      const { id } = c.req.valid("param");
      const { at, quantity, assigned = null } = c.req.valid("json");
      await saveQuantity(db, { kind, id, at: new Date(at), quantity, assigned }, { by: c.get("by"), now: context.now() });
      return c.json(await view(id, { from: 0, limit: 100 }), 200);
    });
}
