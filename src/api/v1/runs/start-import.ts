import type { z } from "@hono/zod-openapi";
import { getConnection } from "../../../connections/get-connection.ts";
import { Conflict } from "../../../model/errors.ts";
import { runImport } from "../../../sync/run-import.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { ImportToStart } from "../shapes/run.ts";

export interface ImportRequest extends z.output<typeof ImportToStart> {
  readonly startedBy: string;
}

/**
 * Starts an import that goes on by itself; returns its number as soon as it has one.
 * @throws Conflict when the connection is not connected, or another run is at work on it; for a scheduled import also when it is paused
 */
export async function startImport({ context, live }: ApiDependencies, input: ImportRequest): Promise<number> {
  const { connectionId, kind, entities, applies, startedBy } = input;
  const { connection } = await getConnection(context.database.db, connectionId);
  if (connection.state === "new") throw new Conflict(`${connection.name} is not connected yet. Connect it first.`);
  if (connection.state === "disconnected") throw new Conflict(`${connection.name} was disconnected. Connect it again first.`);
  return await live.start((watch) => runImport(context, { ...watch, connection: connectionId, kind, entities, applies, startedBy }));
}
