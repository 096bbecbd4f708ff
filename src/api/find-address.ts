import type { IncomingMessage } from "node:http";
import type { Context } from "hono";
import { isInRanges, withoutMapping } from "../access/is-allowed-address.ts";
import type { ApiDependencies } from "./dependencies.ts";

/**
 * The address from which a request comes; null where nobody can know it. What `X-Forwarded-For` says counts only when a proxy that we
 * know says it, read from its end, because everything before the last known proxy can be made up by whoever asks.
 */
export function findAddress(c: Context, { proxies }: Pick<ApiDependencies, "proxies">): string | null {
  // What the server on Node hands on with every request; a test may hand on something else, or nothing.
  const { incoming } = (c.env ?? {}) as { readonly incoming?: Pick<IncomingMessage, "socket"> };
  const peer = incoming?.socket.remoteAddress;
  if (peer === undefined) return null;
  const hops = [...(c.req.header("x-forwarded-for") ?? "").split(",").map((one) => one.trim()), peer].filter((one) => one !== "");
  const at = hops.findLastIndex((hop) => !isInRanges(hop, proxies));
  return withoutMapping(hops[Math.max(at, 0)] ?? peer);
}
