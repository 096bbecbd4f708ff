import type { ApiDependencies } from "../dependencies.ts";
import { createToken } from "../secret-token.ts";

const validMs = 60 * 60 * 1000;

/** An address that signs an agent in, once, within the hour. Only its hash is kept. */
export async function createSignInLink(
  { database, publicUrl, now }: Pick<ApiDependencies, "database" | "publicUrl" | "now">,
  agentId: number,
): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  const { token, hash } = createToken();
  const expiresAt = new Date(now().getTime() + validMs);
  await database.db
    .insertInto("sign_in_links")
    .values({ token_hash: hash, agent_id: agentId, expires_at: expiresAt, used_at: null })
    .execute();
  return { url: `${publicUrl}/welcome/${token}`, expiresAt };
}
