import { BlockList, isIP } from "node:net";

/** Whether a text is an IP address or a range of them: `10.0.0.7`, `10.0.0.0/8`, `2001:db8::/32`. */
export function isAddressRange(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const version = isIP(address);
  // A zone (`fe80::1%eth0`) means something on one machine only.
  if (version === 0 || address.includes("%") || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Whether an address is one of these, or in one of these ranges. An address that nobody knows is in none. */
export function isInRanges(address: string | null, ranges: readonly string[]): boolean {
  if (address === null) return false;
  const plain = withoutMapping(address);
  const version = isIP(plain);
  if (version === 0) return false;
  const list = new BlockList();
  for (const range of ranges) {
    const [start = "", bits] = range.split("/");
    const family = isIP(start) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(start, family);
    else list.addSubnet(start, Number(bits), family);
  }
  return list.check(plain, version === 6 ? "ipv6" : "ipv4");
}

/** Whether a call from an address is allowed: an application without addresses may be called from everywhere. */
export function isAllowedAddress(address: string | null, allowed: readonly string[]): boolean {
  return allowed.length === 0 || isInRanges(address, allowed);
}

/** An address as it is written in lists: a socket of both families tells an IPv4 address as `::ffff:10.0.0.7`, and adds zones to others. */
export function withoutMapping(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address.replace(/%.*$/, "");
}
