import type { Kysely } from "kysely";
import type { Application } from "../model/application.ts";
import type { Tables } from "../store/tables.ts";

/** Whom an application acts as, as lists show them. */
export interface ActingPerson {
  readonly id: number;
  readonly name: string;
  readonly isActive: boolean;
}

/** The agents and users whom applications act as by themselves, by number. */
export async function listActingPeople(db: Kysely<Tables>, applications: readonly Application[]) {
  const load = async (table: "agents" | "users", ids: readonly (number | null)[]): Promise<ReadonlyMap<number, ActingPerson>> => {
    const known = ids.filter((id) => id !== null);
    const rows =
      known.length === 0 ? [] : await db.selectFrom(table).select(["id", "name", "is_active"]).where("id", "in", known).execute();
    return new Map(rows.map(({ id, name, is_active }) => [id, { id, name: name ?? "", isActive: is_active }]));
  };
  const agentIds = applications.map(({ agentId }) => agentId);
  const userIds = applications.map(({ userId }) => userId);
  return { agents: await load("agents", agentIds), users: await load("users", userIds) };
}
