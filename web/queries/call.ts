import { ask } from "../api.ts";

interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** What is undefined is left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** The version that a change was made from. */
  readonly version?: number | undefined;
  /** Of a creation: the same key never makes a second record. */
  readonly key?: string | undefined;
}

/** Asks a path of /v1 whose shape is described by the kind of its records, and not by the typed client. @throws Refused */
export function call<T>(path: string, { method = "GET", query = {}, body, version, key }: Call = {}): Promise<T> {
  return ask<T>(
    fetch(`/v1${path}${queryOf(query)}`, {
      method,
      headers: {
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(version !== undefined && { "If-Match": `"${version}"` }),
        ...(key !== undefined && { "Idempotency-Key": key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
}

/** `?a=1&b=2`, or nothing. */
export function queryOf(query: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}
