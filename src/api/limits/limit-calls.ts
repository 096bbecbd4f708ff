import type { Context, MiddlewareHandler } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Caller } from "../caller.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { SignInNeeded, TooManyCalls } from "../errors.ts";
import { findAddress } from "../find-address.ts";
import { findCaller } from "../find-caller.ts";
import { createRollingWindow } from "./rolling-window.ts";

/** How much of an allowance is left, and when there is more. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
  readonly isExceeded: boolean;
}

/** What a limit leaves for the guard that comes after it. */
export interface FoundCaller {
  readonly Variables: { readonly found: Caller | null | undefined };
}

/** People turn pages faster than programs are meant to: a browser's session may ask so many times as much. */
const sessionFactor = 5;

/**
 * Counts the calls of every application, agent, user, or address that is nobody, and refuses those over the limit of `/v1`. Says in each
 * answer how many are left (`RateLimit-…`, draft-ietf-httpapi-ratelimit-headers). Mounted before the guard, for which it finds the caller.
 * @throws TooManyCalls
 */
export function limitCalls(needs: ApiDependencies): MiddlewareHandler<FoundCaller> {
  const { perMinute } = needs.limits;
  const take = perMinute === null ? null : createMinutes(perMinute);
  return limitBy(needs, take);
}

/** As `limitCalls`, for `/api`: so many calls in any five minutes, as HaloPSA's hosted desks allow. @throws TooManyCalls */
export function limitRollingCalls(needs: ApiDependencies): MiddlewareHandler<FoundCaller> {
  const { perFiveMinutes } = needs.limits;
  const take = perFiveMinutes === null ? null : createRollingWindow({ limit: perFiveMinutes, milliseconds: 5 * 60_000 });
  return limitBy(needs, take === null ? null : async (key) => take(key, needs.now()));
}

type Take = (key: string, isSession: boolean) => Promise<Allowance>;

function limitBy(needs: ApiDependencies, take: Take | null): MiddlewareHandler<FoundCaller> {
  return async (c, next) => {
    const caller = await findKnown(c, needs);
    c.set("found", caller);
    if (take === null) return await next();
    const allowance = await take(nameKey(caller ?? null, findAddress(c, needs)), caller?.application === null);
    if (allowance.isExceeded) {
      writeAllowance(c, allowance);
      throw new TooManyCalls(`Too many requests: ${allowance.limit} are allowed. Ask again in ${allowance.resetSeconds} seconds.`);
    }
    await next();
    writeAllowance(c, allowance);
  };
}

/** A token that is none counts for the address that brings it; the guard says what is wrong with it. */
async function findKnown(c: Context, needs: ApiDependencies): Promise<Caller | null | undefined> {
  try {
    return await findCaller(c, needs);
  } catch (error) {
    if (error instanceof SignInNeeded) return undefined;
    throw error;
  }
}

function nameKey(caller: Caller | null, address: string | null): string {
  if (caller === null) return `address ${address ?? ""}`;
  if (caller.application !== null) return `application ${caller.application.id}`;
  return caller.kind === "agent" ? `agent ${caller.agent.id}` : `user ${caller.user.id}`;
}

function writeAllowance(c: Context, { limit, remaining, resetSeconds, isExceeded }: Allowance): void {
  c.header("RateLimit-Limit", String(limit));
  c.header("RateLimit-Remaining", String(remaining));
  c.header("RateLimit-Reset", String(resetSeconds));
  if (isExceeded) c.header("Retry-After", String(resetSeconds));
}

function createMinutes(perMinute: number): Take {
  const [programs, people] = [perMinute, perMinute * sessionFactor].map((points) => new RateLimiterMemory({ points, duration: 60 }));
  return async (key, isSession) => {
    const limiter = isSession ? people : programs;
    if (limiter === undefined) throw new Error("There are two limiters");
    const { left, isExceeded } = await limiter.consume(key).then(
      (res) => ({ left: res, isExceeded: false }),
      (refused: unknown) => {
        if (refused instanceof RateLimiterRes) return { left: refused, isExceeded: true };
        throw refused;
      },
    );
    return {
      limit: limiter.points,
      remaining: left.remainingPoints,
      resetSeconds: Math.max(1, Math.ceil(left.msBeforeNext / 1000)),
      isExceeded,
    };
  };
}
