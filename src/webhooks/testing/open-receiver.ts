import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";

/** A request that a receiver got. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real receiver of webhooks on this machine. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** How it answers from now on; 204 before anything was said. */
  answer: (response: ServerResponse) => void;
  readonly close: () => Promise<void>;
}

/** Opens a receiver on a port that is free. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    received.push({ headers: request.headers, body });
    receiver.answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook?key=1`,
    port,
    received,
    answer: (response) => response.writeHead(204).end(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}

/** An answer of a status. */
export function answering(status: number, headers: Readonly<Record<string, string>> = {}): Receiver["answer"] {
  return (response) => response.writeHead(status, headers).end("so it goes");
}
