import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";

/** Who sits on a change advisory board, in which roles, and whether a hand or a directory put them there. */
export interface CabMember {
  readonly cabId: number;
  readonly agentId: number;
  readonly agentName: string;
  readonly agentEmail: string;
  readonly cabRoleId: number | null;
  readonly cabRoleName: string;
  /** The connection whose group gave the seat; null where it was given by hand. */
  readonly connectionId: number | null;
}

/** The members of boards, or of all boards; each agent once a board, the seat that a hand gave before those of directories. */
export async function listCabMembers(db: Kysely<Tables>, cabIds: readonly number[] | null): Promise<readonly CabMember[]> {
  const ofCabs = cabIds === null ? sql`true` : sql`g.target_id = any(${cabIds}::int[])`;
  const answer = await sql<CabMember>`
    select distinct on (g.target_id, a.name_key, a.id) g.target_id as "cabId", a.id as "agentId", coalesce(a.name, '') as "agentName",
      coalesce(a.email, '') as "agentEmail", g.cab_role_id as "cabRoleId", coalesce(r.name, '') as "cabRoleName", g.connection_id as "connectionId"
    from cab_grants g join agents a on a.id = g.record_id left join cab_roles r on r.id = g.cab_role_id
    where ${ofCabs} order by g.target_id, a.name_key, a.id, g.source <> 'hand', g.connection_id`.execute(db);
  return answer.rows;
}
