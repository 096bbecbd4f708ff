import type { ApiDependencies } from "../dependencies.ts";
import { createServer } from "../server.ts";
import { createUserSignInLink } from "../sign-in/create-sign-in-link.ts";
import { type Answered, askApi } from "./sign-in-as.ts";

/** A user of the desk with a session. */
export interface SignedInUser {
  readonly cookie: string;
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
}

/** Signs a user in who is there; with roles that let them see more than their own tickets, where that is given. */
export async function signInUser(needs: ApiDependencies, userId: number, sees: "own" | "site" | "customer" = "own"): Promise<SignedInUser> {
  if (sees !== "own") {
    const { db } = needs.database;
    const role = await db
      .insertInto("user_roles")
      .values({ name: `Sees ${sees}, for ${userId}`, sees })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db
      .insertInto("user_role_grants")
      .values({ record_id: userId, target_id: role.id, cab_role_id: null, source: "hand", connection_id: null })
      .execute();
  }
  const { url } = await createUserSignInLink(needs, userId);
  const welcome = await createServer(needs).request(url, { headers: { accept: "text/html" } });
  const cookie = welcome.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { cookie, ask: (method, path, body, headers) => askApi(needs, { method, path, body, headers: { cookie, ...headers } }) };
}
