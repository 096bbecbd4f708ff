import type { IncomingMessage } from "node:http";

/** What a route gives back; the server writes it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request, read whole. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** An answer of finished JSON text. */
export function jsonText(body: string, status = 200, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "content-type": "application/json; charset=UTF-8", ...headers }, body };
}

/** An answer of JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return jsonText(JSON.stringify(value), status, headers);
}

/** An answer of HTML, never cached. */
export function html(body: string, status = 200): Answer {
  return { status, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }, body };
}

/** A redirect that a browser follows with GET. */
export function redirect(location: string): Answer {
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}

/** Whether a path is `pattern`, whose `{names}` stand for one segment; gives the decoded segments. */
export function matchPath(path: string, pattern: RegExp): readonly string[] | undefined {
  const found = pattern.exec(path);
  return found === null ? undefined : found.slice(1).map((segment) => safelyDecoded(segment ?? ""));
}

function safelyDecoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
