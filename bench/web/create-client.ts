import type { Served } from "./start-server.ts";

/** Speaks to the server as the administrator's browser does. */
export interface Client {
  /** The answer to a request that must succeed. */
  read<T>(path: string): Promise<T>;
  send<T>(path: string, json: unknown): Promise<T>;
  /** Milliseconds from asking until the whole answer is there. */
  time(path: string): Promise<number>;
}

/** A client of `/v1` with the session's cookie. */
export function createClient({ url, cookie }: Served): Client {
  const headers = { cookie: `${cookie.name}=${cookie.value}` };
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}/v1${path}`, { ...init, headers: { ...headers, ...init.headers } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${init.method ?? "GET"} ${path} answered ${answer.status}: ${text}`);
    return text;
  };
  return {
    // Whoever asks names the shape.
    read: async <T>(path: string) => JSON.parse(await ask(path)) as T,
    send: async <T>(path: string, json: unknown) =>
      JSON.parse(await ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(json) })) as T,
    time: async (path) => {
      const from = performance.now();
      await ask(path);
      return performance.now() - from;
    },
  };
}
