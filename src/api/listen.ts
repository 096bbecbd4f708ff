import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { Invalid } from "../model/errors.ts";

export interface Listening {
  /** Takes no more requests, and waits for those under way. */
  readonly close: () => Promise<void>;
}

/** Listens for browsers. @throws Invalid when the port is taken or not ours to take */
export async function listen(app: Hono, { host, port }: { readonly host: string; readonly port: number }): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE")
    return new Invalid([{ at: "MUSTER_PORT", says: `port ${port} is taken by another program. Stop that, or set another port` }]);
  if (error.code === "EACCES")
    return new Invalid([{ at: "MUSTER_PORT", says: `port ${port} may not be taken by this user. Set one above 1023` }]);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new Invalid([{ at: "MUSTER_HOST", says: `"${host}" is no address of this machine` }]);
  return error;
}
