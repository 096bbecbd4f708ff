import { BlockList, isIP, isIPv6 } from "node:net";

/** Whose an address is, as far as webhooks care. `reserved` is nobody's or only the machine's own network: metadata of clouds, link-local, multicast. */
export type AddressKind = "public" | "private" | "loopback" | "reserved";

const loopback = listOf(["127.0.0.0/8"], ["::1/128"]);
const inside = listOf(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"], ["fc00::/7"]);
// 168.63.129.16, 100.100.100.200 and fd00:ec2::254 tell cloud machines their credentials, as 169.254.169.254 does. The last five of IPv6 carry IPv4 addresses inside.
const reserved = listOf(
  [
    ...["0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
    ...["224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32", "100.100.100.200/32"],
  ],
  [
    ...["::/128", "fe80::/10", "fec0::/10", "ff00::/8", "100::/64", "2001:db8::/32", "fd00:ec2::254/128"],
    ...["::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"],
  ],
);

/** What kind of address an IP address is; an IPv4 address in IPv6 clothes is the IPv4 address. Text that is no address is `reserved`. */
export function judgeAddress(text: string): AddressKind {
  const address = text.replace(/%.*$/, "");
  if (isIP(address) === 0) return "reserved";
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  if (loopback.check(address, family)) return "loopback";
  if (reserved.check(address, family)) return "reserved";
  return inside.check(address, family) ? "private" : "public";
}

function listOf(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [family, nets] of [["ipv4", ipv4] as const, ["ipv6", ipv6] as const]) {
    for (const net of nets) {
      const [address = "", bits = ""] = net.split("/");
      list.addSubnet(address, Number(bits), family);
    }
  }
  return list;
}
