import { type Kysely, sql } from "kysely";
import { listPermissions } from "../../core/list-permissions.ts";
import { NotFound } from "../../model/errors.ts";
import { foldText } from "../../model/fold-text.ts";
import type { Permission, RoleRights } from "../../model/permission.ts";
import type { Tables } from "../../store/tables.ts";

/** An agent who may sign in. */
export interface SignInAgent {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly isAdministrator: boolean;
  /** What their roles give them, with `demo:play` for every administrator. */
  readonly permissions: readonly Permission[];
}

/** The active agent with an address; without one, the first active administrator. @throws NotFound with what to do */
export async function getSignInAgent(db: Kysely<Tables>, email: string | null): Promise<SignInAgent> {
  const agents = (await listSignInAgents(db)).filter((agent) =>
    email === null ? agent.isAdministrator : foldText(agent.email) === foldText(email),
  );
  const [agent] = agents;
  if (agent !== undefined) return agent;
  if (email === null)
    throw new NotFound("There is no active agent with administrator rights. Start the server once (npm start): it makes the first one.");
  throw new NotFound(`There is no active agent with the e-mail address ${email} who may sign in.`);
}

/** Active agents who are not for programs only, oldest first. */
async function listSignInAgents(db: Kysely<Tables>): Promise<readonly SignInAgent[]> {
  const answer = await sql<AgentRow>`
    select ${agentColumns} from agents a
    where a.is_active and not a.is_api_only order by a.id`.execute(db);
  return answer.rows.map(toSignInAgent);
}

export interface AgentRow {
  readonly id: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly is_administrator: boolean;
  readonly rights: readonly RoleRights[];
}

const roles = sql`from agent_role_grants g join agent_roles r on r.id = g.target_id where g.record_id = a.id`;

/** What is selected of an agent `a` in order to know them with everything that they may do. */
export const agentColumns = sql`a.id, a.name, a.email,
  exists (select 1 ${roles} and r.is_administrator) as is_administrator,
  array(select r.rights ${roles}) as rights`;

/** An agent of a row that has `agentColumns`. */
export function toSignInAgent({ id, name, email, is_administrator: isAdministrator, rights }: AgentRow): SignInAgent {
  return { id, name: name ?? "", email: email ?? "", isAdministrator, permissions: listPermissions({ isAdministrator, roles: rights }) };
}
