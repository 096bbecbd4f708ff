import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What a test server got. */
export interface Got {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
}

/** What it answers: JSON with a status, a text with one, or whatever the function does with the response. */
export type Reply =
  | { readonly status?: number; readonly json: unknown; readonly headers?: Record<string, string> }
  | { readonly status?: number; readonly text: string; readonly headers?: Record<string, string> }
  | ((response: ServerResponse) => void);

/** A server of one test on loopback. Use with `await using`. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly got: readonly Got[];
}

/** Starts a server that answers each request by the function, and remembers what it got. */
export async function startServer(answer: (got: Got, count: number) => Reply): Promise<TestServer> {
  const got: Got[] = [];
  const listener: RequestListener = (request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", "http://test");
      const form = new URLSearchParams(request.method === "POST" ? await text(request) : "");
      got.push({
        method: request.method ?? "",
        path: decodeURIComponent(url.pathname),
        query: url.searchParams,
        form,
        headers: request.headers,
      });
      send(response, answer(got[got.length - 1] as Got, got.length));
    })();
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A listening TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (typeof reply === "function") {
    reply(response);
    return;
  }
  const [type, body] = "json" in reply ? ["application/json", JSON.stringify(reply.json)] : ["text/html", reply.text];
  response.writeHead(reply.status ?? 200, { "content-type": type, ...reply.headers }).end(body);
}
