import type { z } from "@hono/zod-openapi";
import { getConnection } from "../../../connections/get-connection.ts";
import { listAttributes } from "../../../insights/list-attributes.ts";
import type { Connection } from "../../../model/connection.ts";
import { DirectoryRefused } from "../../../model/errors.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { AttributeList } from "../shapes/settings.ts";

/** Attributes of the copy, and, where it is asked, the custom ones that the directory has. What it refuses is said beside the rest. */
export async function showAttributes(
  needs: ApiDependencies,
  connectionId: number,
  isLive: boolean,
  signal: AbortSignal,
): Promise<z.infer<typeof AttributeList>> {
  const { connection } = await getConnection(needs.database.db, connectionId);
  const custom = isLive ? await listCustom(needs, connection, signal) : { also: [], liveSays: null };
  const items = await listAttributes(needs.database, { connectionId, also: custom.also, signal });
  return { items: items.map((item) => ({ ...item, sample: [...item.sample] })), liveSays: custom.liveSays };
}

async function listCustom({ context }: ApiDependencies, connection: Connection, signal: AbortSignal) {
  try {
    const source = await context.openSource(connection, signal);
    const schemas = await source.schemas("my_customer");
    return { also: schemas.flatMap(({ name, fields }) => fields.map((field) => `customSchemas.${name}.${field}`)), liveSays: null };
  } catch (error) {
    if (!(error instanceof DirectoryRefused)) throw error;
    return { also: [], liveSays: error.message };
  }
}
