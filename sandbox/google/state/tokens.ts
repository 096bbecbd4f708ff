import { randomBytes } from "node:crypto";

/** Who a token speaks for, through which app, and what it may do. */
export interface Grant {
  readonly accountId: string;
  readonly customerId: string;
  readonly clientId: string;
  readonly projectNumber: string;
  readonly scopes: readonly string[];
}

/** A live access token. Times are milliseconds of the sandbox's clock. */
export interface AccessToken extends Grant {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A live refresh token; `diesAt` is set for apps in testing. */
export interface RefreshToken extends Grant {
  readonly token: string;
  readonly createdAt: number;
  readonly diesAt: number | undefined;
  lastUsedAt: number;
}

/** What an authorization code will be exchanged for, once. */
export interface AuthorizationCode extends Grant {
  readonly redirectUri: string;
  readonly challenge: string | undefined;
  readonly challengeMethod: string;
  readonly nonce: string | undefined;
  readonly givesRefreshToken: boolean;
  readonly expiresAt: number;
}

/** All tokens and codes that the sandbox has given out. */
export interface Tokens {
  readonly access: Map<string, AccessToken>;
  readonly refresh: Map<string, RefreshToken>;
  readonly codes: Map<string, AuthorizationCode>;
  /** The scopes that an account has granted an app so far, by account and client. */
  readonly consents: Map<string, readonly string[]>;
}

/** An hour less one second, as Google answers it. */
export const accessTokenSeconds = 3599;

const dayMs = 86_400_000;
const maxRefreshTokens = 100;

/** No tokens yet. */
export function createTokens(): Tokens {
  return { access: new Map(), refresh: new Map(), codes: new Map(), consents: new Map() };
}

/** Gives out an access token. */
export function issueAccessToken(tokens: Tokens, grant: Grant, now: number): string {
  for (const [token, old] of tokens.access) {
    if (old.expiresAt > now) break;
    tokens.access.delete(token);
  }
  const token = `ya29.sample-${randomBytes(48).toString("base64url")}`;
  tokens.access.set(token, { ...grant, issuedAt: now, expiresAt: now + accessTokenSeconds * 1000 });
  return token;
}

/** Gives out a refresh token; the 101st of an account and client silently ends the oldest. */
export function issueRefreshToken(tokens: Tokens, grant: Grant, times: { now: number; diesAt: number | undefined }): string {
  const live = [...tokens.refresh.values()].filter((old) => old.accountId === grant.accountId && old.clientId === grant.clientId);
  const oldest = live[0];
  if (live.length >= maxRefreshTokens && oldest !== undefined) tokens.refresh.delete(oldest.token);
  const token = `1//sample-${randomBytes(32).toString("base64url")}`;
  tokens.refresh.set(token, { ...grant, token, createdAt: times.now, diesAt: times.diesAt, lastUsedAt: times.now });
  return token;
}

/** The refresh token, unless it is unknown, past its seven days of testing, or was unused for half a year. */
export function findRefreshToken(tokens: Tokens, token: string, now: number): RefreshToken | undefined {
  const found = tokens.refresh.get(token);
  if (found === undefined) return undefined;
  const isDead = (found.diesAt !== undefined && found.diesAt <= now) || found.lastUsedAt + 182 * dayMs <= now;
  return isDead ? undefined : found;
}

/** When a refresh token given out now dies for an app in testing. */
export function endOfTesting(now: number): number {
  return now + 7 * dayMs;
}

/** Takes back everything that matches; answers how many tokens ended. */
export function revokeTokens(tokens: Tokens, isMeant: (grant: Grant) => boolean): number {
  let ended = 0;
  for (const kind of [tokens.access, tokens.refresh, tokens.codes]) {
    for (const [token, grant] of kind) {
      if (!isMeant(grant)) continue;
      kind.delete(token);
      ended += 1;
    }
  }
  return ended;
}

/** The key under which the consent of an account to a client is kept. */
export function consentKey(accountId: string, clientId: string): string {
  return `${accountId} ${clientId}`;
}
