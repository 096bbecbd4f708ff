import { createKeys, type SandboxKeys } from "../oauth/keys.ts";
import type { Directory, Person } from "./directory.ts";
import type { ArmedFault } from "./faults.ts";
import { type OAuthClient, type ServiceAccount, sampleClients, sampleServiceAccount } from "./oauth-clients.ts";
import { createTokens, type Tokens } from "./tokens.ts";

/** What the sandbox changes about the id tokens it signs, to try a verifier. */
export interface IdTokenTweak {
  /** Claims that replace the true ones; null leaves a claim out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** `none` leaves the token unsigned, `unknownKey` signs with a key that is not published. */
  readonly signedWith?: "none" | "unknownKey";
}

/** Everything that one running sandbox knows. */
export interface World {
  /** Where the sandbox listens, without a slash at the end. */
  origin: string;
  /** The issuer that id tokens and the discovery document name. */
  issuer: string;
  readonly seed: () => readonly Directory[];
  readonly latencyMs: number;
  readonly pageCap: number;
  readonly keys: SandboxKeys;
  directories: readonly Directory[];
  readonly clients: Map<string, OAuthClient>;
  readonly serviceAccounts: Map<string, ServiceAccount>;
  readonly tokens: Tokens;
  faults: ArmedFault[];
  /** Milliseconds by which the sandbox's clock is ahead. */
  clockAheadMs: number;
  /** When an organisation took its sign-in back, by customer id: what was given out before is dead. */
  readonly signInRevoked: Map<string, number>;
  /** Customer ids that refuse their reseller. */
  readonly refusesReseller: Set<string>;
  /** Requests by kind, such as `users.list`. */
  readonly requests: Map<string, number>;
  idTokenTweak: IdTokenTweak;
  /** Accounts made since the start; putting things back does not take it back. */
  accountsMade: number;
}

/** Builds the world of a sandbox; `origin` is filled in once the server listens. */
export function createWorld(options: { seed: () => readonly Directory[]; latencyMs: number; pageCap: number; issuer: string }): World {
  const world: World = {
    ...options,
    origin: "",
    keys: createKeys(),
    directories: options.seed(),
    clients: new Map(),
    serviceAccounts: new Map(),
    tokens: createTokens(),
    faults: [],
    clockAheadMs: 0,
    signInRevoked: new Map(),
    refusesReseller: new Set(),
    requests: new Map(),
    idTokenTweak: {},
    accountsMade: 0,
  };
  registerSamples(world);
  return world;
}

/** Puts people, groups, apps, faults and the clock back as they were; tokens stay. */
export function putBack(world: World): void {
  world.directories = world.seed();
  world.faults = [];
  world.clockAheadMs = 0;
  world.signInRevoked.clear();
  world.refusesReseller.clear();
  world.idTokenTweak = {};
  registerSamples(world);
}

/** The time by the sandbox's clock, in milliseconds. */
export function now(world: World): number {
  return Date.now() + world.clockAheadMs;
}

/** Whether a token of an organisation was given out before it took its sign-in back. */
export function isTakenBack(world: World, customerId: string, issuedAt: number): boolean {
  const takenBackAt = world.signInRevoked.get(customerId);
  return takenBackAt !== undefined && issuedAt <= takenBackAt;
}

/** The directory of a customer id. */
export function findDirectory(world: World, customerId: string): Directory | undefined {
  return world.directories.find((directory) => directory.organisation.customerId === customerId);
}

/** An account anywhere in the sandbox, by address or id, and its directory. */
export function findAccount(world: World, key: string): { directory: Directory; person: Person } | undefined {
  for (const directory of world.directories) {
    const person = directory.findPerson(key);
    if (person !== undefined) return { directory, person };
  }
  return undefined;
}

/** Counts a request. */
export function countRequest(world: World, kind: string): void {
  world.requests.set(kind, (world.requests.get(kind) ?? 0) + 1);
}

function registerSamples(world: World): void {
  world.clients.clear();
  world.serviceAccounts.clear();
  for (const [index, { organisation }] of world.directories.entries()) {
    for (const client of sampleClients(organisation, index + 1)) world.clients.set(client.clientId, client);
    const account = sampleServiceAccount(organisation, index + 1);
    world.serviceAccounts.set(account.email, account);
  }
}
