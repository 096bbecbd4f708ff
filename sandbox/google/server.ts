import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { demoOrganisations } from "../seed/cast.ts";
import { createGeneratedDirectory, type GeneratedOptions } from "../seed/generated.ts";
import { type Answer, type Ask, json } from "./answer.ts";
import { answerApi } from "./api/directory-api.ts";
import type { OrganisationCredentials } from "./control/access-control.ts";
import { credentials } from "./control/access-control.ts";
import { control } from "./control/control.ts";
import { answerOthers } from "./routes.ts";
import type { Directory } from "./state/directory.ts";
import { createStoredDirectory } from "./state/stored-directory.ts";
import { createWorld, type World } from "./state/world.ts";

/** How a sandbox is started. */
export interface GoogleSandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Which organisations it plays; the demo's two by default. */
  readonly org?: "demo" | { readonly generated: GeneratedOptions };
  /** Milliseconds added to each Directory API request. */
  readonly latencyMs?: number;
  /** The most items on one page, whatever a request asks for. */
  readonly pageCap?: number;
  /** The issuer of id tokens; the sandbox's own address by default. */
  readonly issuer?: string;
}

/** A running sandbox. */
export interface GoogleSandbox {
  readonly url: string;
  /** The same requests as the control endpoint's, without HTTP; throws on a refusal. */
  readonly control: (method: string, path: string, body?: unknown) => unknown;
  readonly credentials: () => readonly OrganisationCredentials[];
  readonly close: () => Promise<void>;
}

/** Starts a server on this machine that behaves like Google's accounts pages, token endpoints and Directory API. */
export async function startGoogleSandbox(options: GoogleSandboxOptions = {}): Promise<GoogleSandbox> {
  const world = createWorld({
    seed: () => directoriesOf(options.org ?? "demo"),
    latencyMs: options.latencyMs ?? 0,
    pageCap: options.pageCap ?? Number.POSITIVE_INFINITY,
    issuer: options.issuer ?? "",
  });
  const server = createServer((request, response) => {
    handle(world, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  world.origin = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  if (world.issuer === "") world.issuer = world.origin;
  return {
    url: world.origin,
    control: (method, path, body) => {
      const { status, value } = control(world, { method, path, body });
      if (status >= 400) throw new Error(`The sandbox refused ${method} ${path}: ${JSON.stringify(value)}`);
      return value;
    },
    credentials: () => credentials(world),
    close: () => close(server),
  };
}

function directoriesOf(org: "demo" | { readonly generated: GeneratedOptions }): readonly Directory[] {
  if (org === "demo") return demoOrganisations().map(createStoredDirectory);
  return [createGeneratedDirectory(org.generated)];
}

async function handle(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const ask = await read(request);
  if (!ask.path.startsWith("/admin/"))
    return await write(
      ask,
      response,
      safely(() => answerOthers(world, ask)),
    );
  const { answer, isCut } = await answerApi(world, ask);
  if (!isCut) return await write(ask, response, answer);
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}

function safely(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    console.error(error);
    return json({ error: "internal_failure", error_description: "The sandbox has a mistake." }, 500);
  }
}

async function read(request: IncomingMessage): Promise<Ask> {
  const url = new URL(request.url ?? "/", "http://sandbox");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

const fastest = { level: 1 };
const zipped = promisify((text: string, done: (error: Error | null, body: Buffer) => void) => gzip(text, fastest, done));

// Google compresses only for clients that also say so in their name.
// Source: https://developers.google.com/workspace/admin/directory/v1/guides/performance
async function write(ask: Ask, response: ServerResponse, answer: Answer): Promise<void> {
  const wantsGzip = /gzip/.test(String(ask.headers["accept-encoding"] ?? "")) && /gzip/.test(ask.headers["user-agent"] ?? "");
  if (!wantsGzip || answer.body.length < 1000) {
    const whole = Buffer.from(answer.body);
    response.writeHead(answer.status, { ...answer.headers, "content-length": whole.length });
    response.end(whole);
    return;
  }
  const body = await zipped(answer.body);
  response.writeHead(answer.status, {
    ...answer.headers,
    "content-encoding": "gzip",
    vary: "Accept-Encoding",
    "content-length": body.length,
  });
  response.end(body);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
