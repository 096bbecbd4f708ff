import { sql } from "kysely";
import type { Db } from "../../store/open-database.ts";

/** A creation that may come twice: whose it is, under which key, and what it asks for. */
export interface KeyedRequest {
  readonly caller: string;
  readonly key: string;
  readonly hash: Buffer;
  readonly now: Date;
}

/** Whether a request is to be carried out, or was, or is another than its key stands for. */
export type Claim =
  | { readonly kind: "first" }
  | { readonly kind: "atWork" }
  | { readonly kind: "another" }
  | { readonly kind: "answered"; readonly status: number; readonly answer: Buffer };

const keptMs = 24 * 60 * 60 * 1000;
/** Whoever is at work for longer died on the way. */
const workMs = 10 * 60 * 1000;

/** Claims a key for a request. Of many at once one is the first. */
export async function claimKey(db: Db, { caller, key, hash, now }: KeyedRequest): Promise<Claim> {
  const kept = new Date(now.getTime() - keptMs);
  const working = new Date(now.getTime() - workMs);
  await db.deleteFrom("idempotency_keys").where("at", "<", kept).execute();
  const claimed = await sql`
    insert into idempotency_keys as k (caller, key, request_hash, at) values (${caller}, ${key}, ${hash}, ${now})
    on conflict (caller, key) do update set request_hash = excluded.request_hash, at = excluded.at
      where k.status is null and k.at < ${working}
    returning key`.execute(db);
  if (claimed.rows.length > 0) return { kind: "first" };
  const known = await db
    .selectFrom("idempotency_keys")
    .select(["request_hash", "status", "answer"])
    .where("caller", "=", caller)
    .where("key", "=", key)
    .executeTakeFirst();
  // Freed between the two: whoever had it failed, and this one may try again.
  if (known === undefined) return { kind: "atWork" };
  if (!known.request_hash.equals(hash)) return { kind: "another" };
  if (known.status === null || known.answer === null) return { kind: "atWork" };
  return { kind: "answered", status: known.status, answer: known.answer };
}

/** Keeps what a request was answered, for a day. */
export async function saveAnswer(
  db: Db,
  { caller, key }: Pick<KeyedRequest, "caller" | "key">,
  { status, answer }: { readonly status: number; readonly answer: Buffer },
): Promise<void> {
  await db.updateTable("idempotency_keys").set({ status, answer }).where("caller", "=", caller).where("key", "=", key).execute();
}

/** Frees the key of a request that made nothing. */
export async function freeKey(db: Db, { caller, key }: Pick<KeyedRequest, "caller" | "key">): Promise<void> {
  await db.deleteFrom("idempotency_keys").where("caller", "=", caller).where("key", "=", key).execute();
}
