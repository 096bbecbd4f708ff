import type { Kysely, Transaction } from "kysely";
import type { Application, ApplicationPatch, ApplicationToCreate } from "../model/application.ts";
import { Conflict, Invalid } from "../model/errors.ts";
import type { Json } from "../model/person.ts";
import type { Tables } from "../store/tables.ts";
import { addSecret } from "./application-secrets.ts";
import { assertApplication, type CheckedApplication } from "./check-application.ts";
import { getApplication } from "./list-applications.ts";
import { type AccessEdit, noteAccess } from "./note-access.ts";
import { createToken } from "./secret-token.ts";

/** Makes an application with its first secret, which nobody can read again; a public one has none. @throws Invalid */
export async function createApplication(
  db: Kysely<Tables>,
  input: ApplicationToCreate,
  edit: AccessEdit,
): Promise<{ readonly id: number; readonly secret: string | null }> {
  assertApplication(input);
  return await db.transaction().execute(async (trx) => {
    await assertFits(trx, { id: null, ...input });
    const row = await trx
      .insertInto("applications")
      .values({
        client_id: createToken().token.slice(0, 22),
        kind: input.kind,
        is_public: input.isPublic,
        acts_as: input.actsAs,
        ...columnsOf(input),
        name: input.name,
        agent_id: input.agentId,
        user_id: input.userId,
        created_at: edit.now,
        updated_at: edit.now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const secret = input.isPublic ? null : await addSecret(trx, row.id, edit.now);
    await noteAccess(trx, edit, { id: row.id, action: "create", before: null, after: { ...input } });
    return { id: row.id, secret: secret?.token ?? null };
  });
}

/** Changes an application; what its tokens may do changes with it at once. @throws NotFound, Conflict for another version, Invalid */
export async function updateApplication(
  db: Kysely<Tables>,
  change: { readonly id: number; readonly patch: ApplicationPatch; readonly expectsVersion: number },
  edit: AccessEdit,
): Promise<void> {
  const { id, patch, expectsVersion } = change;
  await db.transaction().execute(async (trx) => {
    const before = await lockApplication(trx, id, expectsVersion);
    const after: CheckedApplication = { ...before, ...withoutUndefined(patch) };
    assertApplication(after);
    await assertFits(trx, { name: before.name, ...withoutUndefined(patch), id });
    await trx
      .updateTable("applications")
      .set({ ...columnsOf(patch), version: before.version + 1, updated_at: edit.now })
      .where("id", "=", id)
      .execute();
    const names = Object.keys(patch) as (keyof ApplicationPatch)[];
    await noteAccess(trx, edit, { id, action: "edit", before: pick(before, names), after: { ...patch } });
  });
}

/** Deletes an application with its secrets and tokens. @throws NotFound, Conflict for another version */
export async function deleteApplication(
  db: Kysely<Tables>,
  deletion: { readonly id: number; readonly expectsVersion: number },
  edit: AccessEdit,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const before = await lockApplication(trx, deletion.id, deletion.expectsVersion);
    await trx.deleteFrom("applications").where("id", "=", deletion.id).execute();
    await noteAccess(trx, edit, { id: deletion.id, action: "delete", before: { name: before.name, kind: before.kind }, after: null });
  });
}

async function lockApplication(trx: Transaction<Tables>, id: number, expectsVersion: number): Promise<Application> {
  await trx.selectFrom("applications").select("id").where("id", "=", id).forUpdate().executeTakeFirst();
  const application = await getApplication(trx, id);
  if (application.version !== expectsVersion)
    throw new Conflict(`${application.name} was changed meanwhile (version ${application.version}, you saw ${expectsVersion}).`);
  return application;
}

/** @throws Invalid for a name that is taken, or people who are not there */
async function assertFits(
  trx: Transaction<Tables>,
  { id, name, agentId, userId }: { id: number | null; name: string; agentId?: number | null; userId?: number | null },
): Promise<void> {
  const same = await trx.selectFrom("applications").select("id").where("name", "=", name).executeTakeFirst();
  if (same !== undefined && same.id !== id) throw new Invalid([{ at: "name", says: `there is an application ${name} already` }]);
  if (typeof agentId === "number") {
    const agent = await trx.selectFrom("agents").select("is_active").where("id", "=", agentId).executeTakeFirst();
    if (agent?.is_active !== true) throw new Invalid([{ at: "agentId", says: `there is no active agent ${agentId}` }]);
  }
  if (typeof userId === "number") {
    const user = await trx.selectFrom("users").select("is_active").where("id", "=", userId).executeTakeFirst();
    if (user?.is_active !== true) throw new Invalid([{ at: "userId", says: `there is no active user ${userId}` }]);
  }
}

function columnsOf(patch: ApplicationPatch) {
  const { name, redirectUris, scopes, agentId, userId, allowedAddresses, isActive, expiresAt } = patch;
  return {
    ...(name !== undefined && { name }),
    ...(redirectUris !== undefined && { redirect_uris: JSON.stringify(redirectUris) }),
    ...(scopes !== undefined && { scopes: JSON.stringify(scopes) }),
    ...(agentId !== undefined && { agent_id: agentId }),
    ...(userId !== undefined && { user_id: userId }),
    ...(allowedAddresses !== undefined && { allowed_addresses: JSON.stringify(allowedAddresses) }),
    ...(isActive !== undefined && { is_active: isActive }),
    ...(expiresAt !== undefined && { expires_at: expiresAt === null ? null : new Date(expiresAt) }),
  };
}

function pick(application: Application, names: readonly (keyof ApplicationPatch)[]): Record<string, Json> {
  // Dates become text, as JSON writes them.
  return JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, application[name] ?? null])))) as Record<string, Json>;
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
