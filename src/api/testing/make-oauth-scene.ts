import { Hono } from "hono";
import { addAgent } from "../../../test/make.ts";
import type { Database } from "../../store/open-database.ts";
import { answerError } from "../answer-error.ts";
import { authRoutes } from "../auth/routes.ts";
import { nameCaller } from "../caller.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { findCaller } from "../find-caller.ts";
import { signInRoutes } from "../sign-in/routes.ts";
import { makeNeeds } from "./make-needs.ts";

/** The OAuth server with somebody to act as, and an address that says who calls. */
export interface OauthScene {
  readonly needs: ApiDependencies;
  readonly app: Hono;
  readonly agentId: number;
  /** How far the desk's clock is ahead, in milliseconds. The OAuth server itself looks at the real one. */
  readonly clock: { ahead: number };
  post(path: string, form: Readonly<Record<string, string>>, more?: PostMore): Promise<Posted>;
  readJson(path: string, headers?: Readonly<Record<string, string>>): Promise<Record<string, unknown>>;
  who(token: unknown, scheme?: string): Promise<{ readonly status: number; readonly by: string; readonly permissions: readonly string[] }>;
}

interface PostMore {
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
}

interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** An agent, Owen, who may edit tickets and read users. */
export async function makeOauthScene(database: Database): Promise<OauthScene> {
  const clock = { ahead: 0 };
  const needs = makeNeeds(database, { now: () => new Date(Date.now() + clock.ahead) });
  const app = new Hono();
  app.route("/", authRoutes(needs));
  app.route("/", signInRoutes(needs));
  app.get("/who", async (c) => {
    const caller = await findCaller(c, needs);
    return c.json({ by: caller === null ? "" : nameCaller(caller), permissions: caller?.permissions ?? [] });
  });
  app.onError((error, c) => answerError(c, error));
  const role = await database.db
    .insertInto("agent_roles")
    .values({ name: "Desk", rights: JSON.stringify({ tickets: "edit", users: "read" }) })
    .returning("id")
    .executeTakeFirstOrThrow();
  const agentId = await addAgent(database.db, { name: "Owen", email: "owen@example.test", roles: [role.id] });
  const read = async (answer: Response) => (await answer.json()) as Record<string, unknown>;
  return {
    needs,
    app,
    agentId,
    clock,
    post: async (path, form, { headers = {}, address } = {}) => {
      const init = {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body: new URLSearchParams(form).toString(),
      };
      const from = address === undefined ? {} : { incoming: { socket: { remoteAddress: address } } };
      const answer = await app.request(`${needs.publicUrl}${path}`, init, from);
      return { status: answer.status, headers: answer.headers, body: await read(answer) };
    },
    readJson: async (path, headers = {}) => await read(await app.request(`${needs.publicUrl}${path}`, { headers })),
    who: async (token, scheme = "Bearer") => {
      const answer = await app.request(`${needs.publicUrl}/who`, { headers: { authorization: `${scheme} ${String(token)}` } });
      const { by, permissions } = await read(answer);
      return { status: answer.status, by: String(by), permissions: (permissions ?? []) as string[] };
    },
  };
}
