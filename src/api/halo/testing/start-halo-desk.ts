import { addAgent } from "../../../../test/make.ts";
import { findFreePort } from "../../../../test/start-muster.ts";
import { createApplication } from "../../../access/save-application.ts";
import type { RoleRights } from "../../../model/permission.ts";
import { openDatabase } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { listen } from "../../listen.ts";
import { createServer } from "../../server.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import type { Answered } from "../../testing/sign-in-as.ts";

/** An application of a test, as somebody enters it into a client of HaloPSA. */
export interface HaloCredentials {
  readonly id: number;
  readonly clientId: string;
  readonly secret: string;
  readonly agentId: number;
}

/** A client of HaloPSA that has its token. */
export interface HaloClient extends HaloCredentials {
  readonly token: string;
  /** One request over HTTP: `ask("GET", "/Client?count=1")`. A body that is text is sent as it is. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
}

/** A desk with a server of its own, for clients of HaloPSA. */
export interface HaloDesk {
  readonly needs: ApiDependencies;
  /** `http://localhost:<port>`, without a slash. */
  readonly url: string;
  /** An application that acts as an agent of its own: an administrator, or with the rights of a role; or as a user. */
  addApplication(given?: {
    readonly scopes?: readonly string[];
    readonly rights?: RoleRights;
    readonly name?: string;
    readonly userId?: number;
  }): Promise<HaloCredentials>;
  /** Such an application, with a token. */
  connect(given?: Parameters<HaloDesk["addApplication"]>[0]): Promise<HaloClient>;
  close(): Promise<void>;
}

/** Starts a desk that holds what every new desk holds. `now` is the real clock, which the OAuth server looks at too. */
export async function startHaloDesk(given: Partial<ApiDependencies> = {}): Promise<HaloDesk> {
  const database = await openDatabase({ memory: true });
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const needs = makeNeeds(database, { now: () => new Date(), publicUrl: url, ...given });
  const listening = await listen(createServer(needs), { host: "localhost", port });
  let count = 0;
  const addApplication: HaloDesk["addApplication"] = async ({ scopes = ["all"], rights, name, userId = null } = {}) => {
    count += 1;
    const role = { name: `Role ${count}`, is_administrator: rights === undefined, rights: JSON.stringify(rights ?? {}) };
    const { id: roleId } = await database.db.insertInto("agent_roles").values(role).returning("id").executeTakeFirstOrThrow();
    const agentId = await addAgent(database.db, { name: `Agent ${count}`, roles: [roleId], isApiOnly: true });
    const made = await createApplication(
      database.db,
      {
        name: name ?? `Client ${count}`,
        kind: "services",
        isPublic: false,
        redirectUris: [],
        scopes: [...scopes],
        actsAs: userId === null ? "agent" : "user",
        agentId: userId === null ? agentId : null,
        userId,
        allowedAddresses: [],
        isActive: true,
        expiresAt: null,
      },
      { by: "a test", now: needs.now() },
    );
    const row = await database.db.selectFrom("applications").select("client_id").where("id", "=", made.id).executeTakeFirstOrThrow();
    return { id: made.id, clientId: row.client_id, secret: made.secret ?? "", agentId };
  };
  return {
    needs,
    url,
    addApplication,
    connect: async (asked = {}) => {
      const credentials = await addApplication(asked);
      const token = await fetchToken(url, credentials, (asked.scopes ?? ["all"]).join(" "));
      return {
        ...credentials,
        token,
        ask: (method, path, body, headers) =>
          askHalo(`${url}/api${path}`, { method, body, headers: { authorization: `Bearer ${token}`, ...headers } }),
      };
    },
    close: async () => {
      await listening.close();
      await database.close();
    },
  };
}

async function fetchToken(url: string, { clientId, secret }: HaloCredentials, scope: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: secret, scope });
  const answer = await fetch(`${url}/auth/token`, { method: "POST", body });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`No token: ${answer.status}`);
  return token;
}

/** One request, with or without a token. */
export async function askHalo(
  url: string,
  { method, body, headers = {} }: { readonly method: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
): Promise<Answered> {
  const answer = await fetch(url, {
    method,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") === true;
  return { status: answer.status, body: isJson && text !== "" ? JSON.parse(text) : null, text, headers: answer.headers };
}
