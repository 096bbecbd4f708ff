import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";
import { getApplication } from "./list-applications.ts";
import { type AccessEdit, noteAccess } from "./note-access.ts";

/**
 * Ends every token of an application, and whatever could get new ones without signing in again. Answers how many access tokens ended.
 * @throws NotFound
 */
export async function revokeTokens(db: Kysely<Tables>, id: number, edit: AccessEdit): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const { clientId } = await getApplication(trx, id);
    const gone = await sql<{ model: string; expires_at: Date | null }>`
      delete from oauth_records where client_id = ${clientId} returning model, expires_at`.execute(trx);
    const isToken = (model: string) => model === "AccessToken" || model === "ClientCredentials";
    const revoked = gone.rows.filter(({ model, expires_at: until }) => isToken(model) && until !== null && until > edit.now).length;
    await noteAccess(trx, edit, { id, action: "revokeTokens", before: null, after: { revoked } });
    return revoked;
  });
}
