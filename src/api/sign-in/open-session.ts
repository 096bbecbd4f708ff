import type { ApiDependencies } from "../dependencies.ts";
import { createToken, hashToken } from "../secret-token.ts";
import { findSignInAgent, type SignInAgent } from "./find-sign-in-agent.ts";

const sessionMs = 12 * 60 * 60 * 1000;

/** How long a session lasts, in seconds. */
export const sessionSeconds = sessionMs / 1000;

type Needs = Pick<ApiDependencies, "database" | "now">;

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
      .returning("agent_id")
      .executeTakeFirst();
    if (link === undefined || (await findSignInAgent(trx, link.agent_id)) === null) return null;
    await trx.deleteFrom("sessions").where("expires_at", "<=", at).execute();
    const { token, hash } = createToken();
    const expiresAt = new Date(at.getTime() + sessionMs);
    await trx.insertInto("sessions").values({ token_hash: hash, agent_id: link.agent_id, created_at: at, expires_at: expiresAt }).execute();
    return token;
  });
}

/** Who a session belongs to; null when it is over, or the agent may no longer sign in. */
export async function findSession({ database, now }: Needs, token: string | undefined): Promise<SignInAgent | null> {
  if (token === undefined) return null;
  const row = await database.db
    .selectFrom("sessions")
    .select("agent_id")
    .where("token_hash", "=", hashToken(token))
    .where("expires_at", ">", now())
    .executeTakeFirst();
  return row === undefined ? null : await findSignInAgent(database.db, row.agent_id);
}

/** Ends a session; one that is over already stays so. */
export async function endSession({ database }: Pick<Needs, "database">, token: string | undefined): Promise<void> {
  if (token !== undefined) await database.db.deleteFrom("sessions").where("token_hash", "=", hashToken(token)).execute();
}
