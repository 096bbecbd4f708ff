import { type Kysely, sql } from "kysely";
import { type TokenUser, userJson } from "../../access/find-token.ts";
import { createToken, hashToken } from "../../access/secret-token.ts";
import type { Tables } from "../../store/tables.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { type AgentRow, agentColumns, type SignInAgent, toSignInAgent } from "./find-sign-in-agent.ts";

const sessionMs = 12 * 60 * 60 * 1000;

/** How long a session lasts, in seconds. */
export const sessionSeconds = sessionMs / 1000;

type Needs = Pick<ApiDependencies, "database" | "now">;

/** Whose session it is: an agent's, or a user's. */
export type SignedInPerson = { readonly kind: "agent"; readonly agent: SignInAgent } | { readonly kind: "user"; readonly user: TokenUser };

/** Uses a sign-in link up and opens a session; returns its token, or null for a link that is unknown, used or too old. */
export async function openSession({ database, now }: Needs, linkToken: string): Promise<string | null> {
  const at = now();
  return await database.db.transaction().execute(async (trx) => {
    const link = await trx
      .updateTable("sign_in_links")
      .set({ used_at: at })
      .where("token_hash", "=", hashToken(linkToken))
      .where("used_at", "is", null)
      .where("expires_at", ">", at)
      .returning(["agent_id", "user_id"])
      .executeTakeFirst();
    if (link === undefined) return null;
    await trx.deleteFrom("sessions").where("expires_at", "<=", at).execute();
    const { token, hash } = createToken();
    const expiresAt = new Date(at.getTime() + sessionMs);
    await trx
      .insertInto("sessions")
      .values({ token_hash: hash, ...link, created_at: at, expires_at: expiresAt })
      .execute();
    if ((await findPerson(trx, hash, at)) === null) {
      await trx.deleteFrom("sessions").where("token_hash", "=", hash).execute();
      return null;
    }
    await noteSignIn(trx, link, at);
    return token;
  });
}

/** The last sign-in of whoever it is. No change of the record: nobody's edit is refused because somebody signed in. */
async function noteSignIn(trx: Kysely<Tables>, { agent_id, user_id }: SessionOf, at: Date): Promise<void> {
  if (agent_id !== null) await trx.updateTable("agents").set({ last_sign_in_at: at }).where("id", "=", agent_id).execute();
  if (user_id !== null) await trx.updateTable("users").set({ last_sign_in_at: at }).where("id", "=", user_id).execute();
}

interface SessionOf {
  readonly agent_id: number | null;
  readonly user_id: number | null;
}

/** Who a session belongs to; null when it is over, or whoever it is may no longer sign in. */
export async function findSession({ database, now }: Needs, token: string | undefined): Promise<SignedInPerson | null> {
  return token === undefined ? null : await findPerson(database.db, hashToken(token), now());
}

/** Looks a session up with whom it belongs to and everything that they may do, in one statement. */
async function findPerson(db: Kysely<Tables>, tokenHash: Buffer, now: Date): Promise<SignedInPerson | null> {
  const answer = await sql<{ user: TokenUser | null } & { [K in keyof AgentRow]: AgentRow[K] | null }>`
    select ${agentColumns}, (${userJson} where u.is_active and u.id = s.user_id) as "user"
    from sessions s left join agents a on a.id = s.agent_id and a.is_active and not a.is_api_only
    where s.token_hash = ${tokenHash} and s.expires_at > ${now}`.execute(db);
  const row = answer.rows[0];
  if (row === undefined) return null;
  if (row.user !== null) return { kind: "user", user: row.user };
  const { id, name, email, is_administrator, rights } = row;
  if (id === null) return null;
  const agent = toSignInAgent({ id, name, email, is_administrator: is_administrator === true, rights: rights ?? [] });
  return { kind: "agent", agent };
}

/** Ends a session; one that is over already stays so. */
export async function endSession({ database }: Pick<Needs, "database">, token: string | undefined): Promise<void> {
  if (token !== undefined) await database.db.deleteFrom("sessions").where("token_hash", "=", hashToken(token)).execute();
}
