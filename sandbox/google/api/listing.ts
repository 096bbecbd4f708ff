import { type Answer, jsonText } from "../answer.ts";
import { now } from "../state/world.ts";
import { below, type Selection } from "../wire/fields.ts";
import { ApiError } from "./api-error.ts";
import { type Call, checkSelection, selectionOf } from "./call.ts";
import { type PageToken, packPageToken, readPageToken } from "./page-token.ts";

/** How one kind of list is paged and named. */
export interface ListKind {
  readonly kind: string;
  /** The member that holds the items. */
  readonly key: string;
  readonly defaultSize: number;
  readonly maxSize: number;
  /** Whether a larger size than allowed is refused; otherwise it is cut down. */
  readonly refusesLarger: boolean;
  readonly isItemField: (name: string) => boolean;
}

/** Where a page starts, how long it may be, and what it shows of each item. */
export interface ListPage {
  readonly token: PageToken;
  readonly after: string | undefined;
  readonly limit: number;
  readonly selection: Selection;
  /** Undefined when the items were not asked for. */
  readonly itemSelection: Selection | undefined;
}

/** Reads the paging parameters of a list call. */
export function openPage(call: Call, kind: ListKind): ListPage {
  const selection = selectionOf(call);
  checkSelection(selection, (name) => ["*", "kind", "etag", "nextPageToken", "trigger_event", kind.key].includes(name));
  const itemSelection = below(selection, kind.key);
  checkSelection(itemSelection, kind.isItemField);
  const token = readPageToken(call.query, now(call.world));
  const after = token.cursor === "" ? undefined : token.cursor;
  return { token, after, limit: Math.min(sizeOf(call, kind), call.world.pageCap), selection, itemSelection };
}

/** Writes one page. Nothing to list means no list at all, and the last page has no token. */
export function listAnswer(
  call: Call,
  kind: ListKind,
  page: ListPage,
  found: { items: readonly string[]; next: string | undefined },
): Answer {
  const isAsked = (name: string) => below(page.selection, name) !== undefined;
  const items = call.quirk === "empty" ? [] : found.items;
  const parts: string[] = [];
  if (isAsked("kind")) parts.push(`"kind":"${kind.kind}"`);
  if (isAsked("etag")) parts.push(`"etag":"\\"${kind.key}/${page.token.page}/${items.length}\\""`);
  if (items.length > 0 && page.itemSelection !== undefined) parts.push(`"${kind.key}":[${items.join(",")}]`);
  const next = nextToken(call, page, found.next);
  if (next !== undefined && isAsked("nextPageToken")) parts.push(`"nextPageToken":${JSON.stringify(next)}`);
  return jsonText(`{${parts.join(",")}}`);
}

function nextToken(call: Call, page: ListPage, next: string | undefined): string | undefined {
  if (call.quirk === "empty" || call.quirk === "truncate") return undefined;
  if (call.quirk === "repeatPageToken") return call.query.get("pageToken") ?? packPageToken(page.token);
  if (next === undefined) return undefined;
  return packPageToken({ ...page.token, cursor: next, page: page.token.page + 1 });
}

function sizeOf(call: Call, kind: ListKind): number {
  const asked = call.query.get("maxResults");
  if (asked === null) return kind.defaultSize;
  const size = Number(asked);
  const isTooLarge = size > kind.maxSize && kind.refusesLarger;
  if (!Number.isInteger(size) || size < 1 || isTooLarge) {
    throw new ApiError({
      status: 400,
      reason: "invalidParameter",
      message: `Invalid value '${asked}'. Values must be within the range: [1, ${kind.maxSize}]`,
    });
  }
  return Math.min(size, kind.maxSize);
}
