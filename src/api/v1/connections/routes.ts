import { createRoute } from "@hono/zod-openapi";
import { getConnection } from "../../../connections/get-connection.ts";
import { changeConnection } from "../../../connections/save-connection.ts";
import { Invalid } from "../../../model/errors.ts";
import { assertConnectable } from "../../connect-google/assert-connectable.ts";
import { dropAttempts } from "../../connect-google/attempts.ts";
import { offerConnect } from "../../connect-google/offer-connect.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { disconnectConnection } from "../../disconnect-connection.ts";
import { ConnectionParam } from "../shapes/common.ts";
import {
  ConnectionCheck,
  ConnectionList,
  ConnectionPatch,
  ConnectionToCreate,
  ConnectionView,
  ConnectOffer,
  Credentials,
  Disconnected,
} from "../shapes/connection.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { createFromRequest } from "./create-from-request.ts";
import { listRows } from "./list-rows.ts";
import { saveCredentials } from "./save-credentials.ts";
import { showConnection } from "./show-connection.ts";
import { tryConnection } from "./try-connection.ts";
import { withPlacesOf } from "./with-places-of.ts";

const tags = ["Connections"];
const one = { tags, path: "/connections/{connectionId}" } as const;
const params = ConnectionParam;

const list = createRoute({
  method: "get",
  path: "/connections",
  tags,
  summary: "Every connected directory and how it fares, worst first",
  responses: { 200: answer(ConnectionList, "All connections") },
});
const create = createRoute({
  method: "post",
  path: "/connections",
  tags,
  summary: "A new connection, with the settings that every connection starts with",
  request: { body: body(ConnectionToCreate) },
  responses: { 201: answer(ConnectionView, "The connection") },
});
const get = createRoute({
  ...one,
  method: "get",
  summary: "One connection, how it fares, and what its set-up still lacks",
  request: { params },
  responses: { 200: answer(ConnectionView, "The connection") },
});
const patch = createRoute({
  ...one,
  method: "patch",
  summary: "Renames a connection or changes how hard it may ask",
  request: { params, body: body(ConnectionPatch) },
  responses: { 200: answer(ConnectionView, "The connection") },
});
const putCredentials = createRoute({
  tags,
  method: "put",
  path: "/connections/{connectionId}/credentials",
  summary: "Keeps what proves who Muster is, sealed; it is never given back",
  request: { params, body: body(Credentials) },
  responses: { 200: answer(ConnectionView, "The connection") },
});
const connect = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/connect",
  summary: "An address for this window that leads through the directory's consent and back",
  request: { params },
  responses: { 200: answer(ConnectOffer, "Where to go") },
});
const check = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/check",
  summary: "Tries what the connection may read, and shows a few people as read",
  request: { params },
  responses: { 200: answer(ConnectionCheck, "What came of it; a refusal of the directory is an answer too") },
});
const disconnect = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/disconnect",
  summary: "Takes the permission back and forgets it; mappings, links and history stay",
  request: { params },
  responses: { 200: answer(Disconnected, "What came of it") },
});

/** The connected directories. */
export function connectionsRoutes(needs: ApiDependencies) {
  const { db } = needs.database;
  return createV1App()
    .openapi(list, async (c) => c.json({ items: await listRows(needs) }, 200))
    .openapi(create, async (c) => {
      const connectionId = await createFromRequest(needs, c.req.valid("json"), c.get("by"));
      return c.json(await showConnection(needs, connectionId), 201);
    })
    .openapi(get, async (c) => c.json(await showConnection(needs, c.req.valid("param").connectionId), 200))
    .openapi(patch, async (c) => {
      const { connectionId } = c.req.valid("param");
      const { name, pace } = c.req.valid("json");
      const change = { ...(name !== undefined && { name }), ...(pace !== undefined && { pace }) };
      await withPlacesOf(/^connection\./, () => db.transaction().execute((trx) => changeConnection(trx, connectionId, change)));
      return c.json(await showConnection(needs, connectionId), 200);
    })
    .openapi(putCredentials, async (c) => {
      const { connectionId } = c.req.valid("param");
      await saveCredentials(needs, connectionId, c.req.valid("json"));
      return c.json(await showConnection(needs, connectionId), 200);
    })
    .openapi(connect, async (c) => c.json(await startInWindow(needs, c.req.valid("param").connectionId), 200))
    .openapi(check, async (c) => c.json(await tryConnection(needs, c.req.valid("param").connectionId, c.req.raw.signal), 200))
    .openapi(disconnect, async (c) => {
      const { connection } = await getConnection(db, c.req.valid("param").connectionId);
      const refused = await disconnectConnection(needs, connection, { onProgress: () => undefined, signal: c.req.raw.signal });
      await dropAttempts(db, connection.id);
      const done = `${connection.name} is disconnected. Its settings, links and history are kept.`;
      const says = refused === null ? done : `${done} But: ${refused.message}`;
      return c.json({ isRevoked: refused === null, says, vendorCode: refused?.vendorCode ?? null }, 200);
    });
}

/** Where this window goes to connect; it comes back to the set-up of the connection. @throws Invalid */
async function startInWindow(needs: ApiDependencies, connectionId: number): Promise<{ url: string }> {
  const { connection } = await getConnection(needs.database.db, connectionId);
  if (connection.signIn.kind === "serviceAccount")
    throw new Invalid([{ at: "signIn", says: "a service account needs no window of Google's: check the connection, and it is connected" }]);
  if (!connection.signIn.hasSecret) throw new Invalid([{ at: "oauthClientSecret", says: "there is no client secret yet: enter it first" }]);
  assertConnectable(connection, needs.publicUrl);
  const { url } = await offerConnect(needs, connectionId, "app");
  return { url };
}
