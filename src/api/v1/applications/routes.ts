import { deleteSecret, rotateSecret } from "../../../access/application-secrets.ts";
import { revokeTokens } from "../../../access/revoke-tokens.ts";
import { createApplication, deleteApplication, updateApplication } from "../../../access/save-application.ts";
import { Conflict } from "../../../model/errors.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion, writeVersion } from "../entity-tag.ts";
import { createV1App } from "../v1-app.ts";
import * as routes from "./application-routes.ts";
import { assertMayGive, assertMayHold } from "./assert-may-give.ts";
import { assertApplicationVersion, viewApplication, viewApplications } from "./view-applications.ts";

/** Programs that may call the APIs, their secrets and their tokens. */
export function applicationsRoutes({ database: { db }, now }: ApiDependencies) {
  const over = async <T>(id: number, version: number, save: () => Promise<T>) => {
    await assertApplicationVersion(db, { id, version });
    return await save().catch(async (error: unknown) => {
      // Somebody may have been first between the two.
      if (error instanceof Conflict) await assertApplicationVersion(db, { id, version });
      throw error;
    });
  };
  return createV1App()
    .openapi(routes.list, async (c) => c.json(await viewApplications(db), 200))
    .openapi(routes.create, async (c) => {
      const input = c.req.valid("json");
      await assertMayGive(db, c.get("caller"), input);
      const { id, secret } = await createApplication(db, input, { by: c.get("by"), now: now() });
      const application = await viewApplication(db, id);
      writeVersion(c, application.version);
      return c.json({ ...application, secret }, 201);
    })
    .openapi(routes.get, async (c) => {
      const application = await viewApplication(db, c.req.valid("param").id);
      writeVersion(c, application.version);
      return c.json(application, 200);
    })
    .openapi(routes.patch, async (c) => {
      const { id } = c.req.valid("param");
      const version = readVersion(c);
      const patch = c.req.valid("json");
      await over(id, version, async () => {
        await assertMayHold(db, c.get("caller"), { id, patch });
        await updateApplication(db, { id, patch, expectsVersion: version }, { by: c.get("by"), now: now() });
      });
      const application = await viewApplication(db, id);
      writeVersion(c, application.version);
      return c.json(application, 200);
    })
    .openapi(routes.remove, async (c) => {
      const { id } = c.req.valid("param");
      const version = readVersion(c);
      await over(id, version, () => deleteApplication(db, { id, expectsVersion: version }, { by: c.get("by"), now: now() }));
      return c.body(null, 204);
    })
    .openapi(routes.rotate, async (c) => {
      const { id } = c.req.valid("param");
      const { overlapHours } = c.req.valid("json");
      await assertMayHold(db, c.get("caller"), { id, patch: {} });
      const at = now();
      const { secretId, secret } = await rotateSecret(db, { id, overlapHours }, { by: c.get("by"), now: at });
      const formerUntil = new Date(at.getTime() + overlapHours * 3_600_000).toISOString();
      return c.json({ id: secretId, secret, formerUntil }, 201);
    })
    .openapi(routes.removeSecret, async (c) => {
      await deleteSecret(db, c.req.valid("param"), { by: c.get("by"), now: now() });
      return c.body(null, 204);
    })
    .openapi(routes.revoke, async (c) => {
      const { id } = c.req.valid("param");
      return c.json({ revoked: await revokeTokens(db, id, { by: c.get("by"), now: now() }) }, 200);
    });
}
