import type { Context } from "hono";
import { Forbidden } from "../../model/errors.ts";
import { type Caller, nameCaller } from "../caller.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { SignInNeeded } from "../errors.ts";
import { findCaller, hasBearer } from "../find-caller.ts";
import type { FoundCaller } from "../limits/limit-calls.ts";
import type { HaloExtra, HaloResource } from "./halo-resource.ts";

export type HaloMethod = HaloExtra["method"];

/** Who calls, by a token. A browser's session is not taken here: other sites could use it. @throws SignInNeeded, Forbidden */
export async function getHaloCaller(c: Context<FoundCaller>, needs: ApiDependencies): Promise<Caller> {
  const caller = hasBearer(c) ? (c.get("found") ?? (await findCaller(c, needs))) : null;
  if (caller === null)
    throw new SignInNeeded(`Send an access token: Authorization: Bearer <token>. It is given out at ${needs.publicUrl}/auth/token.`);
  return caller;
}

/** Refuses a caller whose roles, or whose application's scopes, do not reach so far. @throws Forbidden */
export function assertMay(
  caller: Caller,
  asked: { readonly resource: HaloResource; readonly method: HaloMethod; readonly extra: HaloExtra | null },
): void {
  const { resource, method, extra } = asked;
  if (extra?.level === "signedIn") return;
  if (caller.kind === "user") {
    if (resource.isOpenToUsers === true) return;
    throw new Forbidden(`${nameCaller(caller)}, ${resource.path} is for agents of the desk.`);
  }
  const level = extra?.level ?? levelOf[method];
  if (level === "read" && resource.isReadByAll === true) return;
  const permission = `${resource.right}:${level}` as const;
  if (caller.permissions.includes(permission)) return;
  throw new Forbidden(
    `${nameCaller(caller)}, this needs the permission ${permission}, which your roles or this token's scopes do not give.`,
  );
}

const levelOf = { GET: "read", POST: "edit", DELETE: "all" } as const;
