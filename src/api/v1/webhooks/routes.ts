import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { EventName } from "../../../model/event.ts";
import { WebhookPatch, WebhookToSave } from "../../../model/webhook.ts";
import { listDeliveries, redeliver } from "../../../webhooks/list-deliveries.ts";
import { getWebhook, listWebhooks } from "../../../webhooks/list-webhooks.ts";
import { createWebhook, deleteWebhook, replaceWebhookSecret, updateWebhook, type WebhookSaving } from "../../../webhooks/save-webhook.ts";
import { testWebhook } from "../../../webhooks/test-webhook.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion, writeVersion } from "../entity-tag.ts";
import { readPage, writePage } from "../read-page.ts";
import { PageQuery, RecordId } from "../shapes/common.ts";
import {
  DeliveryPage,
  DeliveryView,
  NewWebhook,
  PostView,
  ReplacedSecret,
  SecretToReplace,
  WebhookPage,
  WebhookView,
} from "../shapes/webhooks.ts";
import { answer, body, createV1App, type V1Env } from "../v1-app.ts";
import { assertWebhookVersion, viewDelivery, viewWebhook } from "./view-webhook.ts";

const params = z.object({ id: RecordId });
const deliveryParams = z.object({ id: RecordId, deliveryId: RecordId });
const tags = ["Webhooks"];

const list = createRoute({
  method: "get",
  path: "/webhooks",
  tags,
  summary: "List webhooks, and the events that there are",
  responses: { 200: answer(WebhookPage, "All webhooks, by name") },
});

const create = createRoute({
  method: "post",
  path: "/webhooks",
  tags,
  summary: "Add a webhook; its secret is shown this once",
  request: { body: body(z.strictObject(WebhookToSave.shape).openapi("WebhookToSave")) },
  responses: { 201: answer(NewWebhook, "The new webhook with its secret; its version is the entity tag") },
});

const get = createRoute({
  method: "get",
  path: "/webhooks/{id}",
  tags,
  summary: "A webhook and how it does",
  request: { params },
  responses: { 200: answer(WebhookView, "The webhook; its version is the entity tag") },
});

const patch = createRoute({
  method: "patch",
  path: "/webhooks/{id}",
  tags,
  summary: "Change a webhook, or switch it on or off",
  request: { params, body: body(z.strictObject(WebhookPatch.shape).openapi("WebhookPatch")) },
  responses: { 200: answer(WebhookView, "The webhook as it is now") },
});

const remove = createRoute({
  method: "delete",
  path: "/webhooks/{id}",
  tags,
  summary: "Delete a webhook with its log",
  request: { params },
  responses: { 204: { description: "It is gone" } },
});

const replaceSecret = createRoute({
  method: "post",
  path: "/webhooks/{id}/secret",
  tags,
  summary: "Give a webhook another secret; the former one signs beside it for a while",
  request: { params, body: body(SecretToReplace) },
  responses: { 200: answer(ReplacedSecret, "The new secret, shown this once") },
});

const test = createRoute({
  method: "post",
  path: "/webhooks/{id}/test",
  tags,
  summary: "Send a signed event called test now",
  request: { params },
  responses: { 200: answer(PostView, "How it went") },
});

const deliveries = createRoute({
  method: "get",
  path: "/webhooks/{id}/deliveries",
  tags,
  summary: "What was sent to a webhook, and what waits, newest first",
  request: { params, query: PageQuery.extend({ state: DeliveryView.shape.state.optional() }) },
  responses: { 200: answer(DeliveryPage, "One sheet of the log") },
});

const again = createRoute({
  method: "post",
  path: "/webhooks/{id}/deliveries/{deliveryId}/redeliver",
  tags,
  summary: "Deliver an event once more",
  request: { params: deliveryParams },
  responses: { 204: { description: "It waits for its turn" } },
});

/** Programs that are told what happens on the desk. */
export function webhooksRoutes({ database: { db }, vault, context }: ApiDependencies) {
  const now = () => context.now();
  const savingOf = (c: Context<V1Env>): WebhookSaving => ({
    by: c.get("by"),
    isAdministrator: c.get("agent").isAdministrator,
    permissions: c.get("caller").permissions,
    now: now(),
  });
  return createV1App()
    .openapi(list, async (c) => {
      const items = await listWebhooks(db, now());
      return c.json({ items: items.map(viewWebhook), events: [...EventName.options] }, 200);
    })
    .openapi(create, async (c) => {
      const saving = savingOf(c);
      const { id, secret } = await createWebhook(db, vault, c.req.valid("json"), saving);
      const webhook = viewWebhook(await getWebhook(db, now(), id));
      writeVersion(c, webhook.version);
      return c.json({ ...webhook, secret }, 201);
    })
    .openapi(get, async (c) => {
      const webhook = viewWebhook(await getWebhook(db, now(), c.req.valid("param").id));
      writeVersion(c, webhook.version);
      return c.json(webhook, 200);
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid("param");
      const version = readVersion(c);
      await assertWebhookVersion(db, { id, version }, now());
      const saving = savingOf(c);
      await updateWebhook(db, { id, patch: c.req.valid("json"), expectsVersion: version }, saving);
      const webhook = viewWebhook(await getWebhook(db, now(), id));
      writeVersion(c, webhook.version);
      return c.json(webhook, 200);
    })
    .openapi(remove, async (c) => {
      const { id } = c.req.valid("param");
      const version = readVersion(c);
      await assertWebhookVersion(db, { id, version }, now());
      await deleteWebhook(db, { id, expectsVersion: version }, { by: c.get("by"), now: now() });
      return c.body(null, 204);
    })
    .openapi(replaceSecret, async (c) => {
      const { id } = c.req.valid("param");
      const secret = await replaceWebhookSecret(db, vault, { id, ...c.req.valid("json") }, { by: c.get("by"), now: now() });
      const { formerUntil } = await getWebhook(db, now(), id);
      return c.json({ secret, formerUntil: formerUntil?.toISOString() ?? null }, 200);
    })
    .openapi(test, async (c) => {
      const { id } = c.req.valid("param");
      return c.json(await testWebhook({ db, vault, now }, { id, by: c.get("by") }), 200);
    })
    .openapi(deliveries, async (c) => {
      const { id } = c.req.valid("param");
      const { state, ...asked } = c.req.valid("query");
      await getWebhook(db, now(), id);
      const window = readPage(asked);
      const { items, total } = await listDeliveries(db, { webhookId: id, state: state ?? null, ...window });
      return c.json(writePage(items.map(viewDelivery), total, window), 200);
    })
    .openapi(again, async (c) => {
      const { id, deliveryId } = c.req.valid("param");
      await redeliver(db, { webhookId: id, deliveryId, now: now() });
      return c.body(null, 204);
    });
}
