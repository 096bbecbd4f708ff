import type { Context } from "hono";
import { findToken, noteUse } from "../access/find-token.ts";
import { isAllowedAddress } from "../access/is-allowed-address.ts";
import { listPermissions } from "../core/list-permissions.ts";
import { listGrantedPermissions } from "../core/scopes.ts";
import { Forbidden } from "../model/errors.ts";
import type { Permission } from "../model/permission.ts";
import type { Caller } from "./caller.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { SignInNeeded } from "./errors.ts";
import { findAddress } from "./find-address.ts";
import { readSession } from "./sign-in/session-cookie.ts";

/**
 * Who makes a request, by an access token or by the session of a browser; null for nobody. Asked anew each time, so that what ended has
 * ended at once.
 * @throws SignInNeeded for a token that is none any more, Forbidden for one that is used from an address that its application is not
 * allowed to be used from
 */
export async function findCaller(c: Context, needs: ApiDependencies): Promise<Caller | null> {
  const token = readBearer(c);
  const caller = token === null ? await findSessionCaller(c, needs) : await getTokenCaller(c, needs, token);
  if (caller === null || needs.demo !== null) return caller;
  // Nothing can be played outside of the demo.
  return { ...caller, permissions: caller.permissions.filter((permission) => permission !== "demo:play") };
}

/** Whether a request brings a token, and nothing that a browser adds by itself. */
export function hasBearer(c: Context): boolean {
  return readBearer(c) !== null;
}

function readBearer(c: Context): string | null {
  return /^bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? null;
}

async function findSessionCaller(c: Context, needs: ApiDependencies): Promise<Caller | null> {
  const person = await readSession(c, needs);
  if (person === null) return null;
  if (person.kind === "user") return { ...person, application: null, permissions: [] };
  return { ...person, application: null, permissions: person.agent.permissions };
}

async function getTokenCaller(c: Context, needs: ApiDependencies, token: string): Promise<Caller> {
  const { db } = needs.database;
  const now = needs.now();
  const found = await findToken(db, token, now);
  if (found === null)
    throw new SignInNeeded("This access token is unknown, expired or revoked, or its application or agent is switched off. Get a new one.");
  const address = findAddress(c, needs);
  const { id, name, scopes, allowedAddresses } = found.application;
  if (!isAllowedAddress(address, allowedAddresses))
    throw new Forbidden(`${name} may not be used from ${address ?? "an unknown address"}. Its allowed addresses are in its settings.`);
  await noteUse(db, found.application, { at: now, from: address });
  const application = { id, name };
  if (found.agent === null) {
    if (found.user === null) throw new Error("A token acts for nobody");
    return { kind: "user", user: found.user, application, permissions: [] };
  }
  const { id: agentId, name: agentName, email, isAdministrator, roles } = found.agent;
  const own: readonly Permission[] = listPermissions({ isAdministrator, roles });
  const permissions = listGrantedPermissions({ application: scopes, token: found.scopes, agent: own });
  return { kind: "agent", agent: { id: agentId, name: agentName, email, isAdministrator, permissions: own }, application, permissions };
}
