import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "hono";
import type Provider from "oidc-provider";
import { loadSigningKeys } from "../../access/oauth-keys.ts";
import { deleteExpiredRecords } from "../../access/oauth-records.ts";
import { must } from "../../model/errors.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { findAddress } from "../find-address.ts";
import { callNodeServer } from "./call-node-server.ts";
import { addressHeader, authPath, createProvider } from "./create-provider.ts";

/** The OAuth server behind our own routes. */
export interface OauthServer {
  readonly getProvider: () => Promise<Provider>;
  /** Hands a request on, as another one where it is changed. */
  readonly ask: (c: Context, request: { readonly url: string; readonly body?: string | null }) => Promise<Response>;
  /** Lets something ask the provider about the request of a browser, by its cookies. */
  readonly look: <T>(
    c: Context,
    work: (provider: Provider, request: IncomingMessage, response: ServerResponse) => Promise<T>,
  ) => Promise<T>;
}

/** How often keys are looked at, and what is over thrown away. */
const tendEveryMs = 60 * 60_000;

/** Makes the OAuth server when it is first asked, and again when its keys have changed. */
export function createOauthServer(needs: ApiDependencies): OauthServer {
  let current: { readonly kids: string; readonly provider: Provider; readonly tendedAt: number } | null = null;
  let tending: Promise<Provider> | null = null;

  async function tend(): Promise<Provider> {
    const { db } = needs.database;
    const now = needs.now();
    const keys = await loadSigningKeys(db, needs.vault, now);
    await deleteExpiredRecords(db, now);
    const kids = keys.map(({ kid }) => kid).join(" ");
    const provider = current !== null && current.kids === kids ? current.provider : createProvider(needs, keys);
    current = { kids, provider, tendedAt: now.getTime() };
    return provider;
  }

  async function getProvider(): Promise<Provider> {
    if (current !== null && needs.now().getTime() - current.tendedAt < tendEveryMs) return current.provider;
    tending ??= tend().finally(() => {
      tending = null;
    });
    return await tending;
  }

  return {
    getProvider,
    ask: async (c, { url, body = null }) => {
      const provider = await getProvider();
      const headers = listHeaders(c, needs, body !== null);
      return await callNodeServer(provider.callback(), { method: c.req.method, url, mountedAt: authPath, headers, body });
    },
    look: async (c, work) => {
      const provider = await getProvider();
      const looking: ReturnType<typeof work>[] = [];
      const listener = (request: IncomingMessage, response: ServerResponse) => {
        const looked = work(provider, request, response);
        looking.push(looked);
        void looked.catch(() => undefined).finally(() => response.end());
      };
      const url = c.req.path.slice(authPath.length);
      await callNodeServer(listener, { method: "GET", url, mountedAt: authPath, headers: listHeaders(c, needs, false), body: null });
      return await must(looking[0], "what was looked for");
    },
  };
}

/** A request's headers, with our own word for where we are and from where it comes. */
function listHeaders(c: Context, needs: ApiDependencies, hasForm: boolean): Record<string, string> {
  const { protocol, host } = new URL(needs.publicUrl);
  const { "content-length": _, "transfer-encoding": __, "x-forwarded-for": ___, ...headers } = c.req.header();
  return {
    ...headers,
    host,
    "x-forwarded-host": host,
    "x-forwarded-proto": protocol.slice(0, -1),
    [addressHeader]: findAddress(c, needs) ?? "",
    ...(hasForm && { "content-type": "application/x-www-form-urlencoded" }),
  };
}
