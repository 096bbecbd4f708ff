import { addAgent } from "../../../test/make.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { createServer } from "../server.ts";
import { createFirstAdministrator } from "../sign-in/create-first-administrator.ts";
import { createSignInLink } from "../sign-in/create-sign-in-link.ts";

/** A signed-in browser of a test. */
export interface Browser {
  get(path: string): Promise<Response>;
  post(path: string, json: unknown): Promise<Response>;
  /** The answer's JSON, of a request that must succeed. */
  read<T>(path: string): Promise<T>;
  send<T>(path: string, json: unknown): Promise<T>;
}

/** Signs an administrator in, the first one unless another name is given, on one server with everybody who uses the same one. */
export async function makeBrowser(needs: ApiDependencies, { name, server = createServer(needs) }: Given = {}): Promise<Browser> {
  const { db } = needs.database;
  await createFirstAdministrator(db);
  const role = await db.selectFrom("agent_roles").select("id").where("is_administrator", "=", true).orderBy("id").executeTakeFirstOrThrow();
  const first = await db.selectFrom("agents").select("id").orderBy("id").executeTakeFirstOrThrow();
  const agentId = name === undefined ? first.id : await addAgent(db, { name, roles: [role.id] });
  const { url } = await createSignInLink(needs, agentId);
  const welcome = await server.request(url, { headers: { accept: "text/html" } });
  const cookie = welcome.headers.get("set-cookie")?.split(";")[0] ?? "";
  const address = (path: string) => `${needs.publicUrl}/v1${path}`;
  const get = async (path: string) => await server.request(address(path), { headers: { cookie } });
  const post = async (path: string, json: unknown) =>
    await server.request(address(path), {
      method: "POST",
      headers: { cookie, "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify(json),
    });
  return {
    get,
    post,
    read: async (path) => await jsonOf(path, await get(path)),
    send: async (path, json) => await jsonOf(path, await post(path, json)),
  };
}

interface Given {
  readonly name?: string;
  readonly server?: ReturnType<typeof createServer>;
}

async function jsonOf<T>(path: string, answer: Response): Promise<T> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  // Whoever asks names the shape.
  return JSON.parse(text) as T;
}
