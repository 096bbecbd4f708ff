import { createToken } from "../../access/secret-token.ts";
import type { ApiDependencies } from "../dependencies.ts";

const validMs = 60 * 60 * 1000;

type Needs = Pick<ApiDependencies, "database" | "publicUrl" | "now">;

/** An address that signs somebody in, once. */
export interface SignInLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** An address that signs an agent in, once, within the hour. Only its hash is kept. */
export async function createSignInLink(needs: Needs, agentId: number): Promise<SignInLink> {
  return await createLink(needs, { agent_id: agentId, user_id: null });
}

/** As `createSignInLink`, for a user. */
export async function createUserSignInLink(needs: Needs, userId: number): Promise<SignInLink> {
  return await createLink(needs, { agent_id: null, user_id: userId });
}

async function createLink(
  { database, publicUrl, now }: Needs,
  person: { readonly agent_id: number | null; readonly user_id: number | null },
): Promise<SignInLink> {
  const { token, hash } = createToken();
  const expiresAt = new Date(now().getTime() + validMs);
  await database.db
    .insertInto("sign_in_links")
    .values({ token_hash: hash, ...person, expires_at: expiresAt, used_at: null })
    .execute();
  return { url: `${publicUrl}/welcome/${token}`, expiresAt };
}
