import { type Kysely, sql } from "kysely";
import type { RoleRights } from "../model/permission.ts";
import type { Tables } from "../store/tables.ts";
import { hashToken } from "./secret-token.ts";

/** What an access token stands for: the application, what it asked for, and for whom it acts; both are usable now. */
export interface FoundToken {
  readonly application: {
    readonly id: number;
    readonly name: string;
    readonly scopes: readonly string[];
    readonly allowedAddresses: readonly string[];
    readonly lastUsedAt: Date | null;
    readonly lastUsedFrom: string | null;
  };
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  readonly agent: TokenAgent | null;
  readonly user: TokenUser | null;
}

export interface TokenAgent {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly roles: readonly RoleRights[];
}

export interface TokenUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly siteId: number;
  readonly customerId: number;
  readonly sees: "own" | "site" | "customer";
}

interface Row {
  scope: string | null;
  expires_at: Date;
  id: number;
  name: string;
  scopes: string[];
  allowed_addresses: string[];
  last_used_at: Date | null;
  last_used_from: string | null;
  agent: TokenAgent | null;
  user: TokenUser | null;
}

/**
 * Looks an access token up, in one statement. Whatever ends its use ends it at once: expiry, revocation, an application that is switched
 * off or expired, an agent or user who is inactive. What an application acts as by itself is asked anew each time.
 */
export async function findToken(db: Kysely<Tables>, token: string, now: Date): Promise<FoundToken | null> {
  const answer = await sql<Row>`
    select t.scope, t.expires_at, p.id, p.name, p.scopes, p.allowed_addresses, p.last_used_at, p.last_used_from,
      (${agentJson} where a.is_active and (p.kind = 'services' or not a.is_api_only)
        and a.id = case when p.kind = 'services' then p.agent_id else t.agent_id end) as agent,
      (${userJson} where u.is_active and u.id = case when p.kind = 'services' then p.user_id else t.user_id end) as "user"
    from oauth_records t join applications p on p.client_id = t.client_id
    where t.model in ('AccessToken', 'ClientCredentials') and t.id_hash = ${hashToken(token)} and t.expires_at > ${now}
      and p.is_active and (p.expires_at is null or p.expires_at > ${now})`.execute(db);
  const row = answer.rows[0];
  if (row === undefined || (row.agent === null && row.user === null)) return null;
  const { scope, expires_at: expiresAt, agent, user, ...application } = row;
  return {
    application: {
      id: application.id,
      name: application.name,
      scopes: application.scopes,
      allowedAddresses: application.allowed_addresses,
      lastUsedAt: application.last_used_at,
      lastUsedFrom: application.last_used_from,
    },
    scopes: scope?.split(" ") ?? [],
    expiresAt,
    agent,
    user,
  };
}

const rolesOf = sql`from agent_role_grants g join agent_roles r on r.id = g.target_id where g.record_id = a.id`;

const agentJson = sql`select json_build_object('id', a.id, 'name', coalesce(a.name, ''), 'email', coalesce(a.email, ''),
  'isAdministrator', exists (select 1 ${rolesOf} and r.is_administrator), 'roles', array(select r.rights ${rolesOf})) from agents a`;

/** A user `u` as a caller; of several roles the one counts that sees most. */
export const userJson = sql`select json_build_object('id', u.id, 'name', coalesce(u.name, ''), 'email', coalesce(u.email, ''), 'siteId', u.site_id,
  'customerId', (select s.customer_id from sites s where s.id = u.site_id),
  'sees', coalesce((select r.sees from user_role_grants g join user_roles r on r.id = g.target_id where g.record_id = u.id
    order by array_position(array['customer', 'site', 'own'], r.sees) limit 1), 'own')) from users u`;

/** How old the noted last use may be: a busy application does not write with every call. */
const noteEveryMs = 60_000;

/** Notes that an application was used, and from where; at most once a minute from the same address. */
export async function noteUse(
  db: Kysely<Tables>,
  { id, lastUsedAt, lastUsedFrom }: FoundToken["application"],
  use: { readonly at: Date; readonly from: string | null },
): Promise<void> {
  const isFresh = lastUsedAt !== null && use.at.getTime() - lastUsedAt.getTime() < noteEveryMs;
  if (isFresh && lastUsedFrom === use.from) return;
  await db.updateTable("applications").set({ last_used_at: use.at, last_used_from: use.from }).where("id", "=", id).execute();
}
