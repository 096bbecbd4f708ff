import { listGrantedPermissions, scopeNames } from "../core/scopes.ts";
import type { Application } from "../model/application.ts";
import { type Fault, Forbidden, Invalid } from "../model/errors.ts";
import type { Permission } from "../model/permission.ts";
import { isAddressRange } from "./is-allowed-address.ts";

/** The parts of an application that have to fit each other. */
export type CheckedApplication = Pick<
  Application,
  "kind" | "isPublic" | "redirectUris" | "scopes" | "actsAs" | "agentId" | "userId" | "allowedAddresses"
>;

/** @throws Invalid with every fault, for scopes, addresses and redirect addresses that can't be, and for parts that do not fit each other */
export function assertApplication(application: CheckedApplication): void {
  const faults = [...listPartFaults(application), ...listListFaults(application)];
  if (faults.length > 0) throw new Invalid(faults);
}

/**
 * Keeps whoever makes an application, or may read its new secret, from getting more by it than they have themselves.
 * @throws Forbidden
 */
export function assertGivesNoMore(given: {
  readonly scopes: readonly string[];
  readonly actingAgent: readonly Permission[];
  readonly own: readonly Permission[];
}): void {
  const { scopes, actingAgent, own } = given;
  const more = listGrantedPermissions({ application: scopes, token: ["all"], agent: actingAgent }).filter(
    (permission) => permission !== "demo:play" && !own.includes(permission),
  );
  if (more.length === 0) return;
  throw new Forbidden(
    `This would let the application do more than you may: ${more.slice(0, 5).join(", ")}. Choose fewer scopes or another agent.`,
  );
}

function listPartFaults({ kind, isPublic, redirectUris, actsAs, agentId, userId }: CheckedApplication): readonly Fault[] {
  const faults: Fault[] = [];
  const fault = (at: string, says: string) => faults.push({ at, says });
  if (kind === "services") {
    if (isPublic) fault("isPublic", "an application that signs in by itself needs a secret");
    if (redirectUris.length > 0) fault("redirectUris", "an application that signs in by itself sends nobody back");
    if (actsAs === "agent" && agentId === null) fault("agentId", "say which agent it acts as");
    if (actsAs === "user" && userId === null) fault("userId", "say which user it acts as");
  } else {
    if (redirectUris.length === 0) fault("redirectUris", "say where people are sent back to after they allowed it");
    if (agentId !== null) fault("agentId", "whoever signs in is whom it acts as");
    if (userId !== null) fault("userId", "whoever signs in is whom it acts as");
  }
  if (actsAs === "agent" && userId !== null) fault("userId", "it acts as an agent");
  if (actsAs === "user" && agentId !== null) fault("agentId", "it acts as a user");
  return faults;
}

function listListFaults({ redirectUris, scopes, allowedAddresses }: CheckedApplication): readonly Fault[] {
  return [
    ...listMixFaults(redirectUris),
    ...faultsOf("redirectUris", redirectUris, isRedirectUri, "is none: https://…, http://localhost…, or an address of a program's own"),
    ...faultsOf("scopes", scopes, (scope) => scopeNames.includes(scope), "is no scope that is known"),
    ...faultsOf("allowedAddresses", allowedAddresses, isAddressRange, "is no IP address and no range (10.0.0.0/8)"),
  ];
}

/** What the OAuth server would refuse only when somebody wants to sign in. */
function listMixFaults(redirectUris: readonly string[]): readonly Fault[] {
  if (!redirectUris.every(isRedirectUri) || isNative(redirectUris)) return [];
  if (redirectUris.every((uri) => /^https?:/i.test(uri))) return [];
  return [{ at: "redirectUris", says: "a program's own address and https://localhost do not go together: make two applications" }];
}

function faultsOf(at: string, values: readonly string[], isGood: (value: string) => boolean, says: string): readonly Fault[] {
  return values.flatMap((value, index) => (isGood(value) ? [] : [{ at: `${at}[${index}]`, says: `${value} ${says}` }]));
}

const loopbacks = ["localhost", "127.0.0.1", "[::1]"];

/** Encrypted, on this very machine, or an address that a program has taken for itself (RFC 8252, 7.1: with a dot, so that nobody meets `javascript:`). */
function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text) || text.includes("#") || /[\s*]/.test(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  if (protocol === "https:") return true;
  if (protocol === "http:") return loopbacks.includes(hostname);
  return /^[a-z][a-z0-9+-]*\.[a-z0-9.+-]+:$/.test(protocol);
}

/**
 * Whether one of these is on this machine or a program's own: such an application may use any port there (RFC 8252, 7.3). It may come back
 * to servers beside that, but for those on this machine that are asked by https.
 */
export function isNative(redirectUris: readonly string[]): boolean {
  const targets = redirectUris.map((uri) => new URL(uri));
  const isHere = ({ hostname }: URL) => loopbacks.includes(hostname);
  if (targets.some((target) => target.protocol === "https:" && isHere(target))) return false;
  return targets.some((target) => target.protocol !== "https:" && (target.protocol !== "http:" || isHere(target)));
}
