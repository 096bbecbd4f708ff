import { type Answer, type Ask, matchPath } from "../answer.ts";
import { notFound } from "./api-error.ts";
import type { Call } from "./call.ts";
import { getGroup, getMember, hasMember, listGroups, listMembers } from "./groups-api.ts";
import { getCustomer, getOrgUnit, getSchema, listDomains, listOrgUnits, listSchemas } from "./organisation-api.ts";
import { getUser, listUsers } from "./users-api.ts";

/** A method of the Directory API: its name as Google writes it, its path, and what it answers. */
export interface ApiRoute {
  readonly name: string;
  readonly path: RegExp;
  readonly answer: (call: Call, ...keys: string[]) => Answer;
}

/** The read methods of the Directory API that the sandbox has. */
export const apiRoutes: readonly ApiRoute[] = [
  { name: "users.list", path: /^\/admin\/directory\/v1\/users$/, answer: listUsers },
  { name: "users.get", path: /^\/admin\/directory\/v1\/users\/([^/]+)$/, answer: getUser },
  { name: "groups.list", path: /^\/admin\/directory\/v1\/groups$/, answer: listGroups },
  { name: "groups.get", path: /^\/admin\/directory\/v1\/groups\/([^/]+)$/, answer: getGroup },
  { name: "members.list", path: /^\/admin\/directory\/v1\/groups\/([^/]+)\/members$/, answer: listMembers },
  { name: "members.get", path: /^\/admin\/directory\/v1\/groups\/([^/]+)\/members\/([^/]+)$/, answer: getMember },
  { name: "members.hasMember", path: /^\/admin\/directory\/v1\/groups\/([^/]+)\/hasMember\/([^/]+)$/, answer: hasMember },
  { name: "orgunits.list", path: /^\/admin\/directory\/v1\/customer\/([^/]+)\/orgunits$/, answer: listOrgUnits },
  { name: "orgunits.get", path: /^\/admin\/directory\/v1\/customer\/([^/]+)\/orgunits\/(.+)$/, answer: getOrgUnit },
  { name: "schemas.list", path: /^\/admin\/directory\/v1\/customer\/([^/]+)\/schemas$/, answer: listSchemas },
  { name: "schemas.get", path: /^\/admin\/directory\/v1\/customer\/([^/]+)\/schemas\/([^/]+)$/, answer: getSchema },
  { name: "domains.list", path: /^\/admin\/directory\/v1\/customer\/([^/]+)\/domains$/, answer: listDomains },
  { name: "customers.get", path: /^\/admin\/directory\/v1\/customers\/([^/]+)$/, answer: getCustomer },
];

/** The route of a request, with the keys in its path; undefined for what the sandbox doesn't have. */
export function findApiRoute(ask: Ask): { route: ApiRoute; keys: readonly string[] } | undefined {
  if (ask.method !== "GET") return undefined;
  for (const route of apiRoutes) {
    const keys = matchPath(ask.path, route.path);
    if (keys !== undefined) return { route, keys };
  }
  return undefined;
}

/** What an address that the sandbox doesn't have answers. */
export function noSuchMethod(): ReturnType<typeof notFound> {
  return notFound("method");
}
