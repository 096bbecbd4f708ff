import { createRoute, z } from "@hono/zod-openapi";
import { explainTime } from "../../../core/explain-names.ts";
import { listMail, retryMail } from "../../../mail/list-mail.ts";
import { findLastMailSaving, findMailSettings, saveMailSettings } from "../../../mail/mail-settings.ts";
import { testMail } from "../../../mail/test-mail.ts";
import { Conflict } from "../../../model/errors.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { ChangedMeanwhile } from "../../errors.ts";
import { readVersion, writeVersion } from "../entity-tag.ts";
import { readPage, writePage } from "../read-page.ts";
import { RecordId } from "../shapes/common.ts";
import { MailListQuery, MailPage, MailSettingsBody, MailSettingsView, MailTest, MailTestResult } from "../shapes/mail.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { viewMail, viewMailSettings } from "./view-mail.ts";

const tags = ["Mail"];

const get = createRoute({
  method: "get",
  path: "/mail-settings",
  tags,
  summary: "How the desk sends mail, and how much waits",
  responses: { 200: answer(MailSettingsView, "The settings without the password; their version is the entity tag") },
});

const save = createRoute({
  method: "put",
  path: "/mail-settings",
  tags,
  summary: "Say how the desk sends mail. The first time, the version is 0",
  request: { body: body(MailSettingsBody) },
  responses: { 200: answer(MailSettingsView, "The settings as they are now") },
});

const test = createRoute({
  method: "post",
  path: "/mail-settings/test",
  tags,
  summary: "Send a mail at once by the saved settings",
  request: { body: body(MailTest) },
  responses: { 200: answer(MailTestResult, "Whether the server took it, or why not") },
});

const list = createRoute({
  method: "get",
  path: "/outgoing-mail",
  tags,
  summary: "Mail that waits, was sent or was given up, newest first",
  request: { query: MailListQuery },
  responses: { 200: answer(MailPage, "One sheet of the mail, without its words") },
});

const retry = createRoute({
  method: "post",
  path: "/outgoing-mail/{id}/retry",
  tags,
  summary: "Send a mail once more that was given up, or sooner than planned",
  request: { params: z.object({ id: RecordId }) },
  responses: { 204: { description: "It is due now" } },
});

/** Mail of the desk (D4). */
export function mailRoutes({ database, vault, context }: ApiDependencies) {
  const { db } = database;
  return createV1App()
    .openapi(get, async (c) => {
      const view = await viewMailSettings(db);
      writeVersion(c, view.version);
      return c.json(view, 200);
    })
    .openapi(save, async (c) => {
      const { password, ...settings } = c.req.valid("json");
      const expectsVersion = readVersion(c);
      const saving = { by: c.get("by"), now: context.now() };
      await saveMailSettings(db, vault, { settings, password, expectsVersion }, saving).catch(async (error: unknown) => {
        if (!(error instanceof Conflict)) throw error;
        const version = (await findMailSettings(db))?.version ?? 0;
        const last = (await findLastMailSaving(db)) ?? { by: "Somebody", at: saving.now };
        const says = `${last.by} saved the mail settings, ${explainTime(last.at)}; you saw version ${expectsVersion}. Nothing was saved.`;
        throw new ChangedMeanwhile(says, { version, by: last.by, at: last.at.toISOString() });
      });
      const view = await viewMailSettings(db);
      writeVersion(c, view.version);
      return c.json(view, 200);
    })
    .openapi(test, async (c) => c.json(await testMail({ db, vault, now: context.now() }, c.req.valid("json").to), 200))
    .openapi(list, async (c) => {
      const { state, ticketId, ...asked } = c.req.valid("query");
      const window = readPage(asked);
      const { items, total } = await listMail(db, { state, ticketId, ...window });
      return c.json(writePage(items.map(viewMail), total, window), 200);
    })
    .openapi(retry, async (c) => {
      await retryMail(db, c.req.valid("param").id, context.now());
      return c.body(null, 204);
    });
}
