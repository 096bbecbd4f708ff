import { deepEqual, throws } from "node:assert/strict";
import { test } from "node:test";
import { parseLimits, parseProxies } from "./parse-limits.ts";

test("limits are the usual ones unless somebody sets others; 0 is none", () => {
  deepEqual(parseLimits({}), { perMinute: 600, perFiveMinutes: null });
  deepEqual(parseLimits({ MUSTER_CALL_LIMIT: "50", MUSTER_HALO_LIMIT: "300" }), { perMinute: 50, perFiveMinutes: 300 });
  deepEqual(parseLimits({ MUSTER_CALL_LIMIT: "0", MUSTER_HALO_LIMIT: "0" }), { perMinute: null, perFiveMinutes: null });
  throws(() => parseLimits({ MUSTER_HALO_LIMIT: "many" }), /MUSTER_HALO_LIMIT: "many" is no number of requests/);
});

test("a proxy on this machine counts by itself only where browsers come by https", () => {
  deepEqual(parseProxies({}, "http://localhost:7780"), []);
  deepEqual(parseProxies({}, "https://desk.example.org"), ["127.0.0.0/8", "::1"]);
  deepEqual(parseProxies({ MUSTER_PROXIES: "10.0.0.1, 2001:db8::/32," }, "https://desk.example.org"), ["10.0.0.1", "2001:db8::/32"]);
  throws(() => parseProxies({ MUSTER_PROXIES: "front" }, "http://localhost"), /MUSTER_PROXIES: front is no IP address/);
});
