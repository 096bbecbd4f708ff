import { equal } from "node:assert/strict";
import { test } from "node:test";
import { isAddressRange, isAllowedAddress, isInRanges } from "./is-allowed-address.ts";

test("addresses and ranges of both families are understood, and nothing else", () => {
  for (const good of ["10.0.0.7", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::1", "2001:db8::/32", "::/0"])
    equal(isAddressRange(good), true, good);
  for (const bad of ["", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "::/129", "fe80::1%eth0", "example.org", "10.0.0.0/-1"])
    equal(isAddressRange(bad), false, bad);
});

test("without a list everywhere is allowed; with one, only what is in it, however a socket writes it", () => {
  equal(isAllowedAddress(null, []), true);
  const list = ["10.1.0.0/16", "192.0.2.7", "2001:db8::/32"];
  for (const inside of ["10.1.255.255", "::ffff:10.1.0.1", "192.0.2.7", "2001:DB8:1::1"])
    equal(isAllowedAddress(inside, list), true, inside);
  for (const outside of [null, "10.2.0.1", "192.0.2.8", "2001:db9::1", "fe80::1%eth0", "not an address"])
    equal(isAllowedAddress(outside, list), false, String(outside));
  equal(isInRanges("fe80::1%eth0", ["fe80::/10"]), true);
});
