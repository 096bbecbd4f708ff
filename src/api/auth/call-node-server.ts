import { IncomingMessage, type RequestListener, ServerResponse } from "node:http";
import { Socket } from "node:net";

/** A request for a program that speaks Node's http, as our own server got it. */
export interface NodeRequest {
  readonly method: string;
  /** The path below where it is mounted, with its query. */
  readonly url: string;
  readonly mountedAt: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/**
 * Asks a program that speaks Node's http, and answers as fetch does: it never sees our socket, so that what is logged, limited and set
 * for every answer holds for its answers, too.
 */
export async function callNodeServer(listener: RequestListener, asked: NodeRequest): Promise<Response> {
  const socket = new Socket();
  const request = new IncomingMessage(socket);
  request.method = asked.method;
  request.url = asked.url;
  request.httpVersion = "1.1";
  request.headers = { ...asked.headers, ...(asked.body !== null && { "content-length": String(Buffer.byteLength(asked.body)) }) };
  Object.assign(request, { originalUrl: `${asked.mountedAt}${asked.url}` });
  if (asked.body !== null) request.push(asked.body);
  request.push(null);
  const { response, answered } = collectResponse(request);
  listener(request, response);
  const text = await answered;
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.getHeaders()))
    for (const one of Array.isArray(value) ? value : [String(value)]) headers.append(name, one);
  socket.destroy();
  const isEmpty = [204, 304].includes(response.statusCode);
  return new Response(isEmpty ? null : text, { status: response.statusCode, headers });
}

function collectResponse(request: IncomingMessage) {
  const response = new ServerResponse(request);
  const chunks: Buffer[] = [];
  const { promise: answered, resolve } = Promise.withResolvers<string>();
  const keep = (chunk: unknown) => {
    if (typeof chunk === "string" || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  Object.assign(response, {
    write: (chunk: unknown) => {
      keep(chunk);
      return true;
    },
    end: (chunk?: unknown) => {
      keep(chunk);
      resolve(Buffer.concat(chunks).toString("utf8"));
      return response;
    },
  });
  return { response, answered };
}
