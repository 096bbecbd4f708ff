import type { Kysely } from "kysely";
import type { Tables } from "../store/tables.ts";
import { parseAccountId } from "./oauth-records.ts";

/** Somebody for whom tokens are made: an active agent who may sign in, or an active user; undefined for anybody else, who gets none. */
export async function findAccount(db: Kysely<Tables>, accountId: string) {
  const account = parseAccountId(accountId);
  if (account === null) return undefined;
  const found =
    account.kind === "agent"
      ? await db
          .selectFrom("agents")
          .select("id")
          .where("id", "=", account.id)
          .where("is_active", "=", true)
          .where("is_api_only", "=", false)
          .executeTakeFirst()
      : await db.selectFrom("users").select("id").where("id", "=", account.id).where("is_active", "=", true).executeTakeFirst();
  return found === undefined ? undefined : { accountId, claims: () => ({ sub: accountId }) };
}
