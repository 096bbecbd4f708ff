import { isAddressRange } from "../access/is-allowed-address.ts";
import { type CallLimits, usualLimits } from "../api/limits/call-limits.ts";
import { Invalid } from "../model/errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** How often callers may ask, of `MUSTER_CALL_LIMIT` (`/v1`, a minute; 0 is no limit) and `MUSTER_HALO_LIMIT` (`/api`, five minutes). @throws Invalid */
export function parseLimits(environment: Environment): CallLimits {
  return {
    perMinute: parseCount(environment, "MUSTER_CALL_LIMIT") ?? usualLimits.perMinute,
    perFiveMinutes: parseCount(environment, "MUSTER_HALO_LIMIT") ?? usualLimits.perFiveMinutes,
    ...(environment.MUSTER_CALL_LIMIT === "0" && { perMinute: null }),
  };
}

/** Proxies in front, of `MUSTER_PROXIES`; one on this machine counts by itself where browsers come by https. @throws Invalid */
export function parseProxies(environment: Environment, publicUrl: string): readonly string[] {
  const given = environment.MUSTER_PROXIES;
  if (given === undefined) return publicUrl.startsWith("https:") ? ["127.0.0.0/8", "::1"] : [];
  const ranges = given.split(",").flatMap((range) => (range.trim() === "" ? [] : [range.trim()]));
  const wrong = ranges.filter((range) => !isAddressRange(range));
  if (wrong.length > 0)
    throw new Invalid([{ at: "MUSTER_PROXIES", says: `${wrong.join(", ")} is no IP address and no range (10.0.0.0/8)` }]);
  return ranges;
}

function parseCount(environment: Environment, name: string): number | null {
  const text = environment[name];
  if (text === undefined || text === "0") return null;
  if (!/^\d{1,7}$/.test(text)) throw new Invalid([{ at: name, says: `"${text}" is no number of requests` }]);
  return Number(text);
}
