import { type Kysely, sql } from "kysely";
import { NotFound } from "../../model/errors.ts";
import { foldText } from "../../model/fold-text.ts";
import type { Tables } from "../../store/tables.ts";

/** An agent who may sign in. */
export interface SignInAgent {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly isAdministrator: boolean;
}

/** The active agent with an address; without one, the first active administrator. @throws NotFound with what to do */
export async function getSignInAgent(db: Kysely<Tables>, email: string | null): Promise<SignInAgent> {
  const agents = (await listSignInAgents(db, null)).filter((agent) =>
    email === null ? agent.isAdministrator : foldText(agent.email) === foldText(email),
  );
  const [agent] = agents;
  if (agent !== undefined) return agent;
  if (email === null)
    throw new NotFound("There is no active agent with administrator rights. Start the server once (npm start): it makes the first one.");
  throw new NotFound(`There is no active agent with the e-mail address ${email} who may sign in.`);
}

/** An agent by number, if they may sign in now. */
export async function findSignInAgent(db: Kysely<Tables>, id: number): Promise<SignInAgent | null> {
  return (await listSignInAgents(db, id))[0] ?? null;
}

/** Active agents who are not for programs only, oldest first; only the one with a number where it is given. */
async function listSignInAgents(db: Kysely<Tables>, id: number | null): Promise<readonly SignInAgent[]> {
  const answer = await sql<{ id: number; name: string | null; email: string | null; is_administrator: boolean }>`
    select a.id, a.name, a.email, exists (
      select 1 from agent_role_grants g join agent_roles r on r.id = g.target_id where g.record_id = a.id and r.is_administrator
    ) as is_administrator
    from agents a where a.is_active and not a.is_api_only and ${id === null ? sql`true` : sql`a.id = ${id}::int`} order by a.id`.execute(
    db,
  );
  return answer.rows.map((row) => ({ id: row.id, name: row.name ?? "", email: row.email ?? "", isAdministrator: row.is_administrator }));
}
