import { invalid } from "./api-error.ts";

/** What an opaque page token holds: where to go on, which page that is, and which listing it belongs to. */
export interface PageToken {
  readonly cursor: string;
  readonly page: number;
  readonly listing: string;
  readonly issuedAt: number;
}

/** The start of every listing. */
export const firstPage: PageToken = { cursor: "", page: 0, listing: "", issuedAt: 0 };

/** Page tokens of users.list live three days. Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/users/list */
export const pageTokenMs = 3 * 86_400_000;

/** Packs a token. */
export function packPageToken(token: PageToken): string {
  return `~!!~AI9${Buffer.from(JSON.stringify([token.cursor, token.page, token.listing, token.issuedAt])).toString("base64url")}`;
}

/** Unpacks the token of a request; no token is the first page, a token that isn't ours gives undefined. */
export function unpackPageToken(text: string | null): PageToken | undefined {
  if (text === null || text === "") return firstPage;
  try {
    const parts: unknown = JSON.parse(Buffer.from(text.replace(/^~!!~AI9/, ""), "base64url").toString());
    if (!Array.isArray(parts)) return undefined;
    const [cursor, page, listing, issuedAt] = parts;
    if (typeof cursor !== "string" || typeof page !== "number" || typeof listing !== "string" || typeof issuedAt !== "number")
      return undefined;
    return { cursor, page, listing, issuedAt };
  } catch {
    return undefined;
  }
}

/** The token of a request, refused when it is not ours, too old, or of a listing with other parameters. */
export function readPageToken(query: URLSearchParams, time: number): PageToken {
  const text = query.get("pageToken");
  const token = unpackPageToken(text);
  if (token === firstPage) return { ...firstPage, listing: listingOf(query), issuedAt: time };
  if (token === undefined || token.listing !== listingOf(query) || token.issuedAt + pageTokenMs < time) {
    throw invalid(`Invalid Input: ${text}`);
  }
  return token;
}

// All parameters must stay as they were, but for those that only shape one page's answer.
function listingOf(query: URLSearchParams): string {
  const free = ["pageToken", "maxResults", "fields", "prettyPrint", "quotaUser", "alt", "key", "access_token"];
  const kept = [...query].filter(([name]) => !free.includes(name)).map(([name, value]) => `${name}=${value}`);
  return kept.sort().join("&");
}
