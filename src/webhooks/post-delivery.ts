import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { type Address, AddressRefused, findAddresses, type Resolve } from "./find-address.ts";

/** What is sent where. */
export interface Posting {
  readonly url: URL;
  readonly allowsPrivate: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
}

/** How it went. `answer` is the beginning of what the receiver said; `status` is null where it said nothing. */
export interface PostOutcome {
  readonly isDelivered: boolean;
  readonly status: number | null;
  readonly answer: string;
  /** Why it was not delivered, in words; empty where it was. */
  readonly says: string;
}

const longestAnswer = 1000;

/** Posts a delivery to its receiver. Never throws for what a receiver does; redirects are not followed, whoever redirects is not the receiver. */
export async function postDelivery(posting: Posting): Promise<PostOutcome> {
  try {
    const addresses = await withinTime(findAddresses(posting.url, posting.allowsPrivate, posting.resolve), posting.signal);
    const answered = await send(posting, addresses);
    const answer = await readBeginning(answered);
    const status = answered.statusCode ?? 0;
    const isDelivered = status >= 200 && status < 300;
    return { isDelivered, status, answer, says: isDelivered ? "" : explainStatus(status, answered.headers.location) };
  } catch (error) {
    return { isDelivered: false, status: null, answer: "", says: explainFailure(error, posting) };
  }
}

/** A resolver can't be told to stop; its answer is not waited for. */
async function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return await Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      // `throwIfAborted` gives its reason only; this one is it.
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    }),
  ]);
}

async function send({ url, headers, body, signal }: Posting, addresses: readonly Address[]): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return await new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        lookup: answering(addresses),
        agent: false,
        signal,
      },
      resolve,
    );
    sending.once("error", reject);
    sending.end(body);
  });
}

/** A resolver that knows these addresses and nothing else. */
function answering(addresses: readonly Address[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family ?? 4);
  };
}

async function readBeginning(answered: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answered) {
    // Without an encoding, a stream of Node gives buffers.
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= longestAnswer) break;
  }
  answered.destroy();
  return Buffer.concat(chunks).toString("utf8").replaceAll("\0", "").slice(0, longestAnswer);
}

function explainStatus(status: number, location: string | undefined): string {
  if (status === 410) return "The receiver says that it is gone (410).";
  if (status >= 300 && status < 400)
    return `The receiver sends elsewhere (${status}${location === undefined ? "" : ` to ${location.slice(0, 200)}`}). Give that address to the webhook: redirects are not followed.`;
  return `The receiver answered ${status}.`;
}

function explainFailure(error: unknown, { url }: Posting): string {
  if (error instanceof AddressRefused) return `Not sent: ${error.message}.`;
  const code = codeOf(error);
  if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError"))
    return `${url.host} did not answer in time.`;
  if (code === "ECONNREFUSED") return `${url.host} refuses connections.`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `The name ${url.hostname} is not known.`;
  if (code === "ECONNRESET" || code === "EPIPE") return `${url.host} broke the connection off.`;
  if (code !== null && /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code))
    return `The certificate of ${url.hostname} is not trusted (${code}).`;
  return `${url.host} could not be reached${code === null ? "" : ` (${code})`}.`;
}

function codeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
