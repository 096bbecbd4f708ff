import type { Kysely, Selectable } from "kysely";
import type { Application, ApplicationKind, ApplicationSecret } from "../model/application.ts";
import { NotFound } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";

/** Every application by name, with what is known of its secrets. */
export async function listApplications(db: Kysely<Tables>): Promise<readonly Application[]> {
  const rows = await db.selectFrom("applications").selectAll().orderBy("name").orderBy("id").execute();
  const secrets = await db.selectFrom("application_secrets").selectAll().orderBy("id", "desc").execute();
  const of = Map.groupBy(secrets, (secret) => secret.application_id);
  return rows.map((row) => toApplication(row, of.get(row.id) ?? []));
}

/** @throws NotFound */
export async function getApplication(db: Kysely<Tables>, id: number): Promise<Application> {
  const row = await db.selectFrom("applications").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no application ${id}.`);
  return toApplication(row, await listSecretRows(db, id));
}

/** An application by the id that it signs in with; null for one that is unknown, switched off or expired. */
export async function findUsableApplication(db: Kysely<Tables>, clientId: string, now: Date): Promise<Application | null> {
  const row = await db
    .selectFrom("applications")
    .selectAll()
    .where("client_id", "=", clientId)
    .where("is_active", "=", true)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", now)]))
    .executeTakeFirst();
  return row === undefined ? null : toApplication(row, await listSecretRows(db, row.id));
}

async function listSecretRows(db: Kysely<Tables>, id: number) {
  return await db.selectFrom("application_secrets").selectAll().where("application_id", "=", id).orderBy("id", "desc").execute();
}

function toApplication(
  row: Selectable<Tables["applications"]>,
  secrets: readonly Selectable<Tables["application_secrets"]>[],
): Application {
  return {
    id: row.id,
    clientId: row.client_id,
    name: row.name,
    // The table lets no other kinds in.
    kind: row.kind as ApplicationKind,
    isPublic: row.is_public,
    redirectUris: row.redirect_uris,
    scopes: row.scopes,
    actsAs: row.acts_as === "user" ? "user" : "agent",
    agentId: row.agent_id,
    userId: row.user_id,
    allowedAddresses: row.allowed_addresses,
    isActive: row.is_active,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    lastUsedFrom: row.last_used_from,
    createdAt: row.created_at,
    version: row.version,
    secrets: secrets.map(
      (secret): ApplicationSecret => ({ id: secret.id, hint: secret.hint, createdAt: secret.created_at, expiresAt: secret.expires_at }),
    ),
  };
}
