import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { Invalid } from "../model/errors.ts";
import { judgeAddress } from "./judge-address.ts";

/** An address that a name resolved to. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Addresses of a name, as the machine's resolver says. */
export type Resolve = (host: string) => Promise<readonly Address[]>;

export const resolveHost: Resolve = async (host) => await lookup(host, { all: true });

/** An address of a receiver that nobody may be sent to, with the reason. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
}

/** The address of a receiver, as far as it can be judged without asking anybody. @throws Invalid */
export function parseReceiver(text: string, allowsPrivate: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw new Invalid([{ at: "url", says: "write the whole address, like https://example.com/hooks/muster" }]);
  if (url.username !== "" || url.password !== "")
    throw new Invalid([{ at: "url", says: "holds a name or a password before the @. The signature says who sends; leave them out" }]);
  const host = hostOf(url);
  try {
    if (isIP(host) !== 0) assertAllowed(url, [host], allowsPrivate);
    else if (url.protocol === "http:" && !(allowsPrivate && host === "localhost")) throw new AddressRefused(needsHttps);
  } catch (error) {
    if (error instanceof AddressRefused) throw new Invalid([{ at: "url", says: error.message }]);
    throw error;
  }
  return url;
}

/**
 * The addresses to connect to, every one of them judged: whoever sends connects to these and asks no resolver again, or a name could
 * say one thing to the judge and another to the socket (DNS rebinding).
 * @throws AddressRefused
 */
export async function findAddresses(url: URL, allowsPrivate: boolean, resolve: Resolve): Promise<readonly Address[]> {
  const host = hostOf(url);
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (addresses.length === 0) throw new AddressRefused(`${host} has no address`);
  assertAllowed(
    url,
    addresses.map((one) => one.address),
    allowsPrivate,
  );
  return addresses;
}

const needsHttps = "must begin with https: only a receiver on the same machine may be sent to without, where private addresses are allowed";

function assertAllowed(url: URL, addresses: readonly string[], allowsPrivate: boolean): void {
  for (const address of addresses) {
    const kind = judgeAddress(address);
    if (kind === "reserved") throw new AddressRefused(`${address} is an address that nothing may be sent to`);
    if (kind !== "public" && !allowsPrivate)
      throw new AddressRefused(
        `${address} is an address of your own network. An administrator can allow private addresses for this webhook`,
      );
    if (url.protocol === "http:" && kind !== "loopback") throw new AddressRefused(needsHttps);
  }
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}
