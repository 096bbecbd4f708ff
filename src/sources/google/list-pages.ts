import { DirectoryRefused } from "../../model/errors.ts";
import type { Json } from "../../model/person.ts";
import type { Answer } from "../http/create-requester.ts";
import type { GoogleClient, GoogleRequest } from "./create-google-client.ts";
import { findCause } from "./find-cause.ts";
import { listOf, objectOf, textOf } from "./json.ts";

/** One listing: the request of its first page, the key that holds the items, and the `kind` that Google writes on such a list. */
export interface Listing {
  readonly request: GoogleRequest;
  readonly key: string;
  readonly kind: string;
}

interface Page {
  readonly items: readonly Json[];
  readonly next: string | null;
}

const longListing = 50 * 60_000;

/**
 * The pages of a listing, in order; the next one is under way while the caller works on this one. Ends only after the last page; everything
 * else throws `DirectoryRefused`: an answer without its list's mark, a page token given twice, a refusal. A listing lives 60 minutes
 * (developers.google.com/workspace/admin/directory/v1/guides/troubleshoot-error-codes).
 */
export async function* listPages(client: GoogleClient, listing: Listing): AsyncGenerator<readonly Json[], void, undefined> {
  const seen = new Set<string>();
  const stop = new AbortController();
  const startedAt = client.clock.now();
  try {
    let pending = readPage(client, listing, { token: null, startedAt, signal: stop.signal });
    for (;;) {
      const page = await pending;
      if (page.next !== null) {
        if (seen.has(page.next)) throw new DirectoryRefused("answer", explainLoop(listing), "repeatedPageToken");
        seen.add(page.next);
        pending = readPage(client, listing, { token: page.next, startedAt, signal: stop.signal });
        pending.catch(() => undefined);
      }
      yield page.items;
      if (page.next === null) return;
    }
  } finally {
    stop.abort();
  }
}

interface PageAsked {
  readonly token: string | null;
  readonly startedAt: number;
  readonly signal: AbortSignal;
}

async function readPage(client: GoogleClient, listing: Listing, asked: PageAsked): Promise<Page> {
  const query = asked.token === null ? listing.request.query : { ...listing.request.query, pageToken: asked.token };
  const request: GoogleRequest = { ...listing.request, signal: asked.signal, ...(query === undefined ? {} : { query }) };
  const first = await client.ask(request);
  const isTokenRefused = asked.token !== null && first.status === 400;
  const answer = isTokenRefused ? await client.ask(request) : first;
  const cause = findCause(answer);
  if (cause === "fine") return parsePage(answer, client, listing);
  if (asked.token !== null && answer.status === 400) throw new DirectoryRefused("answer", explainLostPage(listing), "pageToken");
  const minutes = Math.round((client.clock.now() - asked.startedAt) / 60_000);
  if (answer.status === 503 && client.clock.now() - asked.startedAt > longListing)
    throw new DirectoryRefused("unreachable", explainTooLong(listing, minutes), "backendError");
  throw client.explain(answer, request);
}

function parsePage(answer: Answer, client: GoogleClient, { key, kind, request }: Listing): Page {
  const body = objectOf(answer.json);
  const items = listOf(body?.[key]);
  const token = body?.nextPageToken ?? "";
  const mark = textOf(body?.kind);
  const isMarked = mark === null ? body?.[key] !== undefined : mark.endsWith(kind);
  if (body === null || items === null || typeof token !== "string" || !isMarked) throw client.explain(answer, request);
  return { items, next: textOf(token) };
}

function explainLoop({ key }: Listing): string {
  return `Google listed the same page of ${key} twice, so the list could not be read to its end: start again, and report it if it stays so.`;
}

function explainLostPage({ key }: Listing): string {
  return `Google no longer accepts its own mark for the next page of ${key}, so the list could not be read to its end: start again.`;
}

function explainTooLong({ key }: Listing, minutes: number): string {
  return `Google ended the listing of ${key} after ${minutes} minutes; it allows 60 for one listing: start again at a quieter time, or raise the requests per minute of this connection.`;
}
