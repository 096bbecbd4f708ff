import { addAgent } from "../../../test/make.ts";
import type { RoleRights } from "../../model/permission.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { createServer } from "../server.ts";
import { createSignInLink } from "../sign-in/create-sign-in-link.ts";

/** What the API answered to a request of a test. */
export interface Answered {
  readonly status: number;
  // Tests look into answers by hand; their shapes are checked where a test says so.
  readonly body: ReturnType<typeof JSON.parse>;
  readonly text: string;
  readonly headers: Headers;
}

/** Somebody with a session, as a browser on our own pages asks. */
export interface SignedIn {
  readonly agentId: number;
  readonly cookie: string;
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
}

/** What agents may do who may look at the desk and work on tickets, and no more. */
export const technicianRights: RoleRights = {
  tickets: "edit",
  customers: "read",
  users: "read",
  agents: "read",
  assets: "read",
  licences: "read",
};

/** Signs a new agent in, with administrator rights or with those of a role; a technician's where none are given. */
export async function signInAs(
  needs: ApiDependencies,
  agent: { readonly name: string; readonly isAdministrator: boolean; readonly rights?: RoleRights },
): Promise<SignedIn> {
  const { db } = needs.database;
  const { isAdministrator, rights = isAdministrator ? {} : technicianRights } = agent;
  const role = await db
    .insertInto("agent_roles")
    .values({ name: `Role of ${agent.name}`, is_administrator: isAdministrator, rights: JSON.stringify(rights) })
    .returning("id")
    .executeTakeFirstOrThrow();
  const agentId = await addAgent(db, { name: agent.name, roles: [role.id] });
  const { url } = await createSignInLink(needs, agentId);
  const welcome = await createServer(needs).request(url, { headers: { accept: "text/html" } });
  const cookie = welcome.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { agentId, cookie, ask: (method, path, body, headers) => askApi(needs, { method, path, body, headers: { cookie, ...headers } }) };
}

/** One request to `/v1`. */
export async function askApi(
  needs: ApiDependencies,
  request: {
    readonly method: string;
    readonly path: string;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<Answered> {
  const { method, path, body, headers } = request;
  const answer = await createServer(needs).request(`${needs.publicUrl}/v1${path}`, {
    method,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") === true;
  return { status: answer.status, body: isJson ? JSON.parse(text) : null, text, headers: answer.headers };
}
