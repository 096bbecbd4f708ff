import { Permission, type Right, rights } from "../model/permission.ts";

/** What a scope of an application stands for. Its names are those of HaloPSA's public API, so that its clients ask for what they always do. */
interface Scope {
  readonly name: string;
  readonly says: string;
  readonly gives: readonly Permission[];
}

const levels = ["read", "edit", "all"] as const;

function upTo(right: Right, level: (typeof levels)[number]): readonly Permission[] {
  return levels.slice(0, levels.indexOf(level) + 1).map((one) => `${right}:${one}` as const);
}

/** Settings, access and directories are left to who is given everything. */
const standardRights = rights.filter((right) => !["settings", "access", "directories"].includes(right));

/** What may be read or edited by itself, and on which rights that goes. Editing includes deleting: HaloPSA knows no other scope for it. */
const parts: readonly { readonly name: string; readonly says: string; readonly on: readonly Right[] }[] = [
  { name: "tickets", says: "tickets", on: ["tickets"] },
  { name: "customers", says: "customers, sites and users", on: ["customers", "users"] },
  { name: "assets", says: "assets", on: ["assets"] },
  { name: "software", says: "licences and subscriptions", on: ["licences"] },
  { name: "softwarelicensing", says: "licences and subscriptions", on: ["licences"] },
  { name: "contracts", says: "licences and subscriptions", on: ["licences"] },
  { name: "invoices", says: "recurring invoices", on: ["invoices"] },
  { name: "agents", says: "agents, their teams and boards", on: ["agents"] },
  { name: "teams", says: "agents, their teams and boards", on: ["agents"] },
];

/** Names that HaloPSA's clients ask for and that stand for nothing here: they are taken, and give nothing. */
const empty = [
  ...["calendar", "crm", "timesheets", "suppliers", "items", "projects", "sales", "quotes", "sos", "pos", "reporting", "kb"].flatMap(
    (name) => [`read:${name}`, `edit:${name}`],
  ),
  "editMine:timesheets",
  "access:chat",
  "access:adpasswordreset",
];

const scopes: readonly Scope[] = [
  { name: "all", says: "Do everything that the agent may do", gives: Permission.options },
  { name: "admin", says: "Do everything that the agent may do", gives: Permission.options },
  {
    name: "all:standard",
    says: "Read, edit and delete everything but settings, access and directories",
    gives: standardRights.flatMap((right) => upTo(right, "all")),
  },
  ...parts.flatMap(({ name, says, on }): Scope[] => [
    { name: `read:${name}`, says: `Read ${says}`, gives: on.flatMap((right) => upTo(right, "read")) },
    { name: `edit:${name}`, says: `Read, edit and delete ${says}`, gives: on.flatMap((right) => upTo(right, "all")) },
  ]),
  { name: "all:teams", says: "Read, edit and delete agents, their teams and boards", gives: upTo("agents", "all") },
  { name: "read:directories", says: "Look at directories, previews and runs", gives: upTo("directories", "read") },
  { name: "edit:directories", says: "Change directories' settings and start previews", gives: upTo("directories", "edit") },
  { name: "all:directories", says: "Change directories' settings, and apply, reject and undo imports", gives: upTo("directories", "all") },
  { name: "admin:webhooks", says: "Read and edit webhooks and who may call the API", gives: upTo("access", "all") },
  { name: "offline_access", says: "Stay connected while you are away", gives: [] },
  { name: "openid", says: "Know who you are", gives: [] },
  ...empty.map((name): Scope => ({ name, says: "Nothing here: it stands for a part of HaloPSA that Muster does not have", gives: [] })),
];

const byName: ReadonlyMap<string, Scope> = new Map(scopes.map((scope) => [scope.name, scope]));

/** Every scope that is understood; others are ignored when a token asks for them. */
export const scopeNames: readonly string[] = scopes.map(({ name }) => name);

/** What scopes give together, before asking what the agent may. */
export function listScopePermissions(names: readonly string[]): ReadonlySet<Permission> {
  return new Set(names.flatMap((name) => byName.get(name)?.gives ?? []));
}

/** What an application may do: what its scopes give, of that what its token asked for, and of that what the agent may do. */
export function listGrantedPermissions(given: {
  readonly application: readonly string[];
  readonly token: readonly string[];
  readonly agent: readonly Permission[];
}): readonly Permission[] {
  const [ofApplication, ofToken] = [listScopePermissions(given.application), listScopePermissions(given.token)];
  return given.agent.filter((permission) => ofApplication.has(permission) && ofToken.has(permission));
}

/** A scope in words, as somebody reads it who is asked to allow it. */
export function explainScope(name: string): string {
  return byName.get(name)?.says ?? "Nothing: there is no such scope";
}
