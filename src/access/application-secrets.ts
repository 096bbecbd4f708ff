import { timingSafeEqual } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { Conflict, NotFound } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import { getApplication } from "./list-applications.ts";
import { type AccessEdit, noteAccess } from "./note-access.ts";
import { createToken, hashToken, type SecretToken } from "./secret-token.ts";

/**
 * Keeps a new secret of an application. It is 256 random bits: there is nothing in it to guess, so that one SHA-256 keeps it as well as
 * a slow hash for passwords would, and signing in costs nothing that somebody could exhaust.
 */
export async function addSecret(
  trx: Transaction<Tables>,
  applicationId: number,
  now: Date,
): Promise<SecretToken & { readonly id: number }> {
  const { token, hash } = createToken();
  const { id } = await trx
    .insertInto("application_secrets")
    .values({ application_id: applicationId, hash, hint: token.slice(-4), created_at: now, expires_at: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { token, hash, id };
}

/**
 * Gives an application another secret; the ones it has go on working for so many hours, and no longer than they would have.
 * @throws NotFound, Conflict for a public application, which has none
 */
export async function rotateSecret(
  db: Kysely<Tables>,
  rotation: { readonly id: number; readonly overlapHours: number },
  edit: AccessEdit,
): Promise<{ readonly secretId: number; readonly secret: string }> {
  const { id, overlapHours } = rotation;
  return await db.transaction().execute(async (trx) => {
    const application = await getApplication(trx, id);
    if (application.isPublic) throw new Conflict(`${application.name} is public: it has no secret.`);
    const until = new Date(edit.now.getTime() + overlapHours * 3_600_000);
    await trx
      .updateTable("application_secrets")
      .set({ expires_at: until })
      .where("application_id", "=", id)
      .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", until)]))
      .execute();
    await trx.deleteFrom("application_secrets").where("application_id", "=", id).where("expires_at", "<=", edit.now).execute();
    const { token, id: secretId } = await addSecret(trx, id, edit.now);
    await noteAccess(trx, edit, { id, action: "rotateSecret", before: null, after: { hint: token.slice(-4), overlapHours } });
    return { secretId, secret: token };
  });
}

/** Ends a secret at once. Tokens that were got with it last until they expire or are revoked. @throws NotFound */
export async function deleteSecret(
  db: Kysely<Tables>,
  { id, secretId }: { readonly id: number; readonly secretId: number },
  edit: AccessEdit,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom("application_secrets")
      .where("id", "=", secretId)
      .where("application_id", "=", id)
      .returning("hint")
      .executeTakeFirst();
    if (gone === undefined) throw new NotFound(`The application ${id} has no secret ${secretId}.`);
    await noteAccess(trx, edit, { id, action: "deleteSecret", before: { hint: gone.hint }, after: null });
  });
}

/** Whether a text is a secret of this application that works now; compared in the same time whatever is wrong. */
export async function isSecretOf(
  db: Kysely<Tables>,
  clientId: string,
  given: { readonly secret: string; readonly now: Date },
): Promise<boolean> {
  const rows = await db
    .selectFrom("application_secrets as s")
    .innerJoin("applications as a", "a.id", "s.application_id")
    .select(["s.hash", "s.expires_at"])
    .where("a.client_id", "=", clientId)
    .execute();
  const hash = hashToken(given.secret);
  return rows.some((row) => (row.expires_at === null || row.expires_at > given.now) && timingSafeEqual(row.hash, hash));
}
