import { type Kysely, sql } from "kysely";
import { type Fault, Invalid } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import type { Ticket } from "./ticket-saving.ts";

/** The values of a ticket that is about to be written. */
export type TicketValues = Omit<Ticket, "id" | "version" | "updatedAt" | "labels" | "custom">;

/**
 * What belongs together does: site, user and assets are the customer's, the agent is active and in the team, nothing new is out of use.
 * What an edit leaves alone is not asked again. @throws Invalid with every fault and its cure
 */
export async function checkTicket(
  trx: Kysely<Tables>,
  { before, after }: { readonly before: Ticket | null; readonly after: TicketValues },
): Promise<void> {
  const isNew = (...names: readonly (keyof TicketValues)[]) =>
    before === null || names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const faults: Fault[] = [];
  if (after.statusId === null) faults.push({ at: "statusId", says: "a ticket is in some status" });
  if (isNew("customerId", "siteId", "userId", "assetIds")) faults.push(...(await listStrangers(trx, after)));
  if (isNew("agentId", "teamId")) faults.push(...(await listAgentFaults(trx, after, isNew("agentId"))));
  for (const { at, name, word } of await listInactive(trx, after))
    if (isNew(at)) faults.push({ at, says: `${name} is out of use. Choose another ${word}` });
  if (before !== null && isNew("parentId") && (await isBelow(trx, before.id, after.parentId)))
    faults.push({ at: "parentId", says: "a ticket can't be part of itself" });
  if (faults.length > 0) throw new Invalid(faults);
}

/** What belongs to another customer than the ticket. */
async function listStrangers(trx: Kysely<Tables>, ticket: TicketValues): Promise<readonly Fault[]> {
  const found = await sql<{ at: string; name: string; owner: string }>`
    select x.at, x.name, c.name as owner from (
      select 'siteId' as at, name, customer_id from sites where id = ${ticket.siteId}::int
      union all select 'userId', coalesce(u.name, u.email, '#' || u.id), s.customer_id
        from users u join sites s on s.id = u.site_id where u.id = ${ticket.userId}::int
      union all select 'assetIds', coalesce(nullif(name, ''), nullif(key, ''), '#' || id), customer_id
        from assets where id = any(${ticket.assetIds}::int[])) x
    join customers c on c.id = x.customer_id where c.id <> ${ticket.customerId}`.execute(trx);
  return found.rows.map(({ at, name, owner }) => ({
    at,
    says: `${name} belongs to ${owner}, another customer than the ticket's. Change the customer with it, or choose another`,
  }));
}

async function listAgentFaults(trx: Kysely<Tables>, ticket: TicketValues, isAgentNew: boolean): Promise<readonly Fault[]> {
  if (ticket.agentId === null) return [];
  const found = await sql<{ name: string; is_active: boolean; team: string | null; is_member: boolean }>`
    select coalesce(a.name, a.email, '#' || a.id) as name, a.is_active, t.name as team, m.agent_id is not null as is_member
    from agents a left join teams t on t.id = ${ticket.teamId}::int left join team_members m on m.team_id = t.id and m.agent_id = a.id
    where a.id = ${ticket.agentId}`.execute(trx);
  const [agent] = found.rows;
  if (agent === undefined) return [];
  if (!agent.is_active && isAgentNew) return [{ at: "agentId", says: `${agent.name} is inactive. Choose another agent` }];
  if (agent.team === null || agent.is_member) return [];
  return [
    {
      at: "agentId",
      says: `${agent.name} is not in the team ${agent.team}. Add them to it, choose another agent, or change the team, too`,
    },
  ];
}

async function listInactive(
  trx: Kysely<Tables>,
  ticket: TicketValues,
): Promise<readonly { readonly at: keyof TicketValues; readonly name: string; readonly word: string }[]> {
  const found = await sql<{ at: keyof TicketValues; name: string; word: string }>`
    select 'typeId' as at, name, 'type' as word from ticket_types where id = ${ticket.typeId} and not is_active
    union all select 'priorityId', name, 'priority' from priorities where id = ${ticket.priorityId}::int and not is_active
    union all select 'slaId', name, 'SLA' from slas where id = ${ticket.slaId}::int and not is_active
    union all select 'categoryId', path, 'category' from categories where id = ${ticket.categoryId}::int and not is_active
    union all select 'teamId', name, 'team' from teams where id = ${ticket.teamId}::int and not is_active`.execute(trx);
  return found.rows;
}

async function isBelow(trx: Kysely<Tables>, id: number, parentId: number | null): Promise<boolean> {
  const above = await sql`
    with recursive up as (
      select id, parent_id from tickets where id = ${parentId}::int
      union select t.id, t.parent_id from tickets t join up on t.id = up.parent_id)
    select 1 from up where id = ${id}`.execute(trx);
  return above.rows.length > 0;
}
