import type { ZodType } from "zod";
import { Invalid, NotFound, writePath } from "../../model/errors.ts";
import { sayIssue } from "../../model/say-issue.ts";
import { WebhookPatch, WebhookToSave } from "../../model/webhook.ts";
import { getWebhook, listWebhooks } from "../../webhooks/list-webhooks.ts";
import { createWebhook, deleteWebhook, updateWebhook, type WebhookSaving } from "../../webhooks/save-webhook.ts";
import type { HaloCall, HaloItem, HaloResource } from "./halo-resource.ts";
import { readGuid } from "./numbered-guid.ts";
import { readItem } from "./shapes.ts";
import { readWebhook, writeWebhook } from "./shapes-webhooks.ts";

/** Outgoing webhooks. Their secret is answered once, by the POST that made them. */
export const webhookResource: HaloResource = {
  path: "webhook",
  right: "access",
  listKey: null,
  list: async ({ db, now }, { from, limit, search, includesInactive }) => {
    const found = (await listWebhooks(db, now)).filter(
      ({ name, isActive }) => (isActive || includesInactive) && name.toLowerCase().includes(search?.toLowerCase() ?? ""),
    );
    return { items: found.slice(from, from + limit).map((webhook) => writeWebhook(webhook, null)), total: found.length };
  },
  get: async ({ db, now }, id) => writeWebhook(await getWebhook(db, now, readWebhookId(id)), null),
  save: async (call, item) => await save(call, item),
  delete: async (call, id) => {
    const before = await getWebhook(call.db, call.now, readWebhookId(id));
    await deleteWebhook(call.db, { id: before.id, expectsVersion: before.version }, call);
    return writeWebhook(before, null);
  },
};

/** @throws NotFound for what is none of our guids */
function readWebhookId(id: string): number {
  const guid = readGuid("webhook", id);
  if (guid === null) throw new NotFound(`There is no webhook ${id.slice(0, 40)}.`);
  return guid.first;
}

async function save(call: HaloCall, item: HaloItem): Promise<object> {
  const { db, now, by, caller, needs } = call;
  const sent = readItem(item);
  const { permissions } = caller;
  const saving: WebhookSaving = { by, now, permissions, isAdministrator: caller.kind === "agent" && caller.agent.isAdministrator };
  const given = Object.fromEntries(Object.entries(readWebhook(sent)).filter(([, value]) => value !== undefined));
  const guid = sent.text("id") ?? "";
  if (guid === "") {
    const { id, secret } = await createWebhook(db, needs.vault, parse(WebhookToSave, given), saving);
    return writeWebhook(await getWebhook(db, now, id), secret);
  }
  const { id, version } = await getWebhook(db, now, readWebhookId(guid));
  await updateWebhook(db, { id, patch: parse(WebhookPatch, given), expectsVersion: version }, saving);
  return writeWebhook(await getWebhook(db, now, id), null);
}

/** A value of a schema. @throws Invalid, naming every place that does not fit */
function parse<T>(schema: ZodType<T>, given: object): T {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Invalid(parsed.error.issues.map((issue) => ({ at: writePath(issue.path), says: sayIssue(issue) })));
  return parsed.data;
}
