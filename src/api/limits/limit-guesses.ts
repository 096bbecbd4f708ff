import type { Context } from "hono";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { ApiDependencies } from "../dependencies.ts";
import { TooManyCalls } from "../errors.ts";
import { findAddress } from "../find-address.ts";

const guesses = 30;
const seconds = 15 * 60;

/** Keeps an address from guessing secrets: after so many wrong ones it is heard no more for a while, right ones included. */
export interface GuessLimit {
  /** @throws TooManyCalls */
  readonly assertMayTry: (c: Context) => Promise<void>;
  readonly countWrong: (c: Context) => Promise<void>;
}

/** A limit of its own for one kind of secret. */
export function createGuessLimit(needs: ApiDependencies): GuessLimit {
  const limiter = new RateLimiterMemory({ points: guesses, duration: seconds });
  const keyOf = (c: Context) => findAddress(c, needs) ?? "unknown";
  return {
    assertMayTry: async (c) => {
      const known = await limiter.get(keyOf(c));
      if (known === null || known.consumedPoints < guesses) return;
      const wait = Math.max(1, Math.ceil(known.msBeforeNext / 1000));
      c.header("Retry-After", String(wait));
      throw new TooManyCalls(`Too many wrong attempts from this address. Try again in ${Math.ceil(wait / 60)} minutes.`);
    },
    countWrong: async (c) => {
      await limiter.penalty(keyOf(c), 1);
    },
  };
}
