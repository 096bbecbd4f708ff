import { type Kysely, sql } from "kysely";
import type { Json } from "../model/person.ts";
import type { Tables } from "../store/tables.ts";
import { hashToken } from "./secret-token.ts";

type Payload = Record<string, Json>;

/** Somebody as the OAuth server names them: `agent:5`, `user:7`. */
export type AccountId = `agent:${number}` | `user:${number}`;

/** Takes an account's name apart; null for what is none. */
export function parseAccountId(text: string): { readonly kind: "agent" | "user"; readonly id: number } | null {
  const found = /^(agent|user):(\d{1,9})$/.exec(text);
  return found === null ? null : { kind: found[1] === "user" ? "user" : "agent", id: Number(found[2]) };
}

/**
 * What the OAuth server keeps, a kind of it (`model`). The value that somebody carries is never stored: it is the key, as SHA-256, and is
 * put back into what is found.
 */
export function createOauthRecords(db: Kysely<Tables>, model: string, now: () => Date) {
  const select = (idHash: Buffer) => db.selectFrom("oauth_records").where("model", "=", model).where("id_hash", "=", idHash);
  return {
    async upsert(id: string, { jti: _, ...payload }: Payload, expiresIn: number | undefined): Promise<void> {
      const account = typeof payload.accountId === "string" ? parseAccountId(payload.accountId) : null;
      const row = {
        client_id: textOrNull(payload.clientId),
        grant_id: model === "Grant" ? null : textOrNull(payload.grantId),
        uid: textOrNull(payload.uid),
        agent_id: account?.kind === "agent" ? account.id : null,
        user_id: account?.kind === "user" ? account.id : null,
        scope: textOrNull(payload.scope),
        payload: JSON.stringify(payload),
        expires_at: expiresIn === undefined ? null : new Date(now().getTime() + expiresIn * 1000),
      };
      await db
        .insertInto("oauth_records")
        .values({ model, id_hash: hashToken(id), ...row })
        .onConflict((conflict) => conflict.columns(["model", "id_hash"]).doUpdateSet(row))
        .execute();
    },
    async find(id: string): Promise<Payload | undefined> {
      const row = await select(hashToken(id)).select("payload").executeTakeFirst();
      return row === undefined ? undefined : { ...row.payload, jti: id };
    },
    async findByUid(uid: string): Promise<Payload | undefined> {
      const row = await db
        .selectFrom("oauth_records")
        .select("payload")
        .where("model", "=", model)
        .where("uid", "=", uid)
        .executeTakeFirst();
      return row?.payload;
    },
    /** Marks a code or a refresh token as used, once: of two who use it at the same time one comes second. Answers whether it was the first. */
    async consume(id: string): Promise<boolean> {
      const at = Math.floor(now().getTime() / 1000);
      const used = await sql`
        update oauth_records set payload = payload || jsonb_build_object('consumed', ${at}::bigint)
        where model = ${model} and id_hash = ${hashToken(id)} and not payload ? 'consumed'`.execute(db);
      return (used.numAffectedRows ?? 0n) > 0n;
    },
    async destroy(id: string): Promise<void> {
      await db.deleteFrom("oauth_records").where("model", "=", model).where("id_hash", "=", hashToken(id)).execute();
    },
    async revokeByGrantId(grantId: string): Promise<void> {
      await db.deleteFrom("oauth_records").where("grant_id", "=", grantId).execute();
    },
  };
}

/** Throws away what is over. */
export async function deleteExpiredRecords(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom("oauth_records").where("expires_at", "<=", now).execute();
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** Puts an access token of an application into the database, as the OAuth server does. */
export async function saveAccessToken(
  db: Kysely<Tables>,
  token: {
    readonly value: string;
    readonly clientId: string;
    readonly scope: string;
    readonly account: AccountId | null;
    readonly seconds: number;
  },
  now: Date,
): Promise<void> {
  const { value, clientId, scope, account, seconds } = token;
  const model = account === null ? "ClientCredentials" : "AccessToken";
  const payload = { kind: model, clientId, scope, ...(account !== null && { accountId: account }) };
  await createOauthRecords(db, model, () => now).upsert(value, payload, seconds);
}
