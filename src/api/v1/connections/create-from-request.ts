import { sandboxAddresses } from "../../../config/resolve-endpoints.ts";
import { createConnection } from "../../../connections/create-connection.ts";
import type { GoogleEndpoints } from "../../../model/connection.ts";
import { Invalid } from "../../../model/errors.ts";
import { parseEndpoints } from "../../../sources/google/parse-endpoints.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { ConnectionToCreate } from "../shapes/connection.ts";
import { withPlacesOf } from "./with-places-of.ts";

/** Makes a connection as somebody asked; returns its number. @throws Invalid with faults at the places of the request */
export async function createFromRequest({ database, now }: ApiDependencies, asked: ConnectionToCreate, by: string): Promise<number> {
  const endpoints = readEndpoints(asked);
  return await withPlacesOf(/^connection\./, () =>
    createConnection(database.db, { name: asked.name, signIn: asked.signIn, endpoints, by, now: now() }),
  );
}

/** Google's own addresses, those given, or those of one server that plays Google. Plain http only on this very computer. */
function readEndpoints({ endpoints, sandbox }: ConnectionToCreate): GoogleEndpoints {
  if (sandbox === undefined) return parseEndpoints(endpoints ?? {});
  try {
    return parseEndpoints({ ...sandboxAddresses(sandbox), ...endpoints });
  } catch (error) {
    const first = error instanceof Invalid ? error.faults[0] : undefined;
    // All addresses are made of one: what is wrong with it is said once.
    throw first === undefined ? error : new Invalid([{ at: "sandbox", says: first.says }]);
  }
}
