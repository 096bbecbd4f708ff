import { type Kysely, sql, type Transaction } from "kysely";
import { deskFields } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import { columnOf } from "./columns.ts";
import { eraseInLicences } from "./contracts/erase-in-licences.ts";
import { noteEvent } from "./events/note-event.ts";

/** What of somebody is kept where: what an erasure will find. */
export interface IdentityCounts {
  readonly tickets: number;
  readonly assets: number;
  readonly actions: number;
  readonly mails: number;
  readonly entries: number;
  readonly lines: number;
  readonly values: number;
}

/** What an erased person is called everywhere. */
export function erasedName(userId: number): string {
  return `Erased person #${userId}`;
}

/** Counts what is kept of a user. */
export async function countIdentity(db: Kysely<Tables>, userId: number): Promise<IdentityCounts> {
  const filled = deskFields.map((field) => sql`(${sql.ref(columnOf[field])} is not null)::int`);
  const answer = await sql<IdentityCounts>`
    select (select count(*)::int from tickets where user_id = ${userId}::int) as tickets,
      (select count(*)::int from asset_users where user_id = ${userId}::int) as assets,
      (select count(*)::int from ticket_actions where user_id = ${userId}::int) as actions,
      (select count(*)::int from outgoing_mail m join tickets t on t.id = m.ticket_id where t.user_id = ${userId}::int) as mails,
      (select count(*)::int from audit where entity = 'user' and record_id = ${userId}::int) as entries,
      (select count(*)::int from changes where entity = 'user' and record_id = ${userId}::int) as lines,
      (select ${sql.join(filled, sql` + `)} + (select count(*)::int from jsonb_object_keys(custom)) from users where id = ${userId}::int) as "values"`.execute(
    db,
  );
  return answer.rows[0] ?? { tickets: 0, assets: 0, actions: 0, mails: 0, entries: 0, lines: 0, values: 0 };
}

/** Facts about somebody that say nothing of who it is: kept in the audit log. */
const plainFacts = ["siteId", "isActive", "isProtected", "managerId", "agentId", "roles", "reason"];

/**
 * Takes the identity out of everything that the desk keeps of a user, inside the caller's transaction: the record, the names and
 * addresses in tickets, mail, the audit log, files that were taken over, events, sign-ins and links. Tickets, times and numbers stay.
 */
export async function erasePerson(
  trx: Transaction<Tables>,
  person: { readonly id: number; readonly name: string; readonly addresses: readonly string[]; readonly reason: string },
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  const { id, name } = person;
  const erased = erasedName(id);
  const empty = deskFields.filter((field) => field !== "name").map((field) => sql`${sql.ref(columnOf[field])} = null`);
  await sql`
    update users set ${sql.join(empty)}, name = ${erased}, name_key = lower(${erased}), email_key = null, custom = '{}', is_active = false,
      agent_id = null, manager_id = null, last_sign_in_at = null, version = version + 1 where id = ${id}::int`.execute(trx);
  await sql`update users set manager_id = null, version = version + 1 where manager_id = ${id}::int`.execute(trx);
  await eraseInTickets(trx, person, erased);
  for (const table of ["sessions", "sign_in_links", "outside_ids"] as const)
    await trx.deleteFrom(table).where("user_id", "=", id).execute();
  await sql`delete from oauth_records where user_id = ${id}::int`.execute(trx);
  await trx.deleteFrom("links").where("entity", "=", "user").where("record_id", "=", id).execute();
  await trx.deleteFrom("taken_over_ids").where("kind", "=", "user").where("record_id", "=", id).execute();
  await sql`delete from events where record_id = ${id}::int and name like 'user.%'`.execute(trx);
  await eraseLabels(trx, { id, erased });
  await eraseInAudit(trx, { id, name, erased });
  await eraseInTakeovers(trx, id, erased);
  await eraseInLicences(trx, { id, erased });
  await sql`
    update questions q set candidates = (
      select coalesce(jsonb_agg(c order by n), '[]') from jsonb_array_elements(q.candidates) with ordinality x(c, n) where (c ->> 'recordId')::int <> ${id}::int)
    where entity = 'user' and exists (select 1 from jsonb_array_elements(q.candidates) c where (c ->> 'recordId')::int = ${id}::int)`.execute(
    trx,
  );
  await trx
    .insertInto("audit")
    .values({
      at: now,
      actor: by,
      entity: "user",
      record_id: id,
      action: "erase",
      before: null,
      after: JSON.stringify({ reason: person.reason }),
    })
    .execute();
  await noteEvent(trx, { event: "user.updated", recordId: id, by, at: now });
}

async function eraseInTickets(
  trx: Transaction<Tables>,
  { id, name, addresses }: { readonly id: number; readonly name: string; readonly addresses: readonly string[] },
  erased: string,
): Promise<void> {
  const own = sql`select id from tickets where user_id = ${id}::int`;
  await sql`update tickets set created_by = ${erased} where user_id = ${id}::int and created_by = ${name}`.execute(trx);
  await sql`
    update ticket_actions set by_name = ${erased} where user_id = ${id}::int or (by_name = ${name} and agent_id is null and ticket_id in (${own}))`.execute(
    trx,
  );
  await sql`update attachments set by_name = ${erased} where by_name = ${name} and ticket_id in (${own})`.execute(trx);
  for (const address of addresses) {
    await sql`
      update ticket_actions set mailed_to = replace(mailed_to, ${address}, ${erased}) where position(${address} in mailed_to) > 0`.execute(
      trx,
    );
    await sql`delete from outgoing_mail where lower("to") = lower(${address}) or position(lower(${`<${address}>`}) in lower("to")) > 0`.execute(
      trx,
    );
  }
}

/** Records that were kept whole, with the names of what they refer to: those of tickets and assets that name the user. */
async function eraseLabels(trx: Transaction<Tables>, { id, erased }: { readonly id: number; readonly erased: string }): Promise<void> {
  await sql`
    update events set payload = jsonb_set(payload, '{record,labels,userId}', to_jsonb(${erased}::text))
    where payload #> '{record,userId}' = to_jsonb(${id}::int) and payload #> '{record,labels,userId}' is not null`.execute(trx);
  await sql`
    update events set payload = payload #- '{record,labels,userIds}' where payload #> '{record,userIds}' @> to_jsonb(${id}::int)`.execute(
    trx,
  );
  await sql`
    update audit set before = before - 'labels'
    where entity in ('ticket', 'asset') and before ? 'labels' and (before -> 'userId' = to_jsonb(${id}::int) or before -> 'userIds' @> to_jsonb(${id}::int))`.execute(
    trx,
  );
}

async function eraseInAudit(
  trx: Transaction<Tables>,
  { id, name, erased }: { readonly id: number; readonly name: string; readonly erased: string },
): Promise<void> {
  const reduced = (column: "before" | "after") => sql`(
    select jsonb_object_agg(e.key, case when e.key = any(${plainFacts}::text[]) or e.value = 'null' then e.value else '"(erased)"'::jsonb end)
    from jsonb_each(${sql.ref(column)}) e)`;
  await sql`
    update audit set before = case when before is null then null else ${reduced("before")} end, after = case when after is null then null else ${reduced("after")} end
    where entity = 'user' and record_id = ${id}::int and (before is null or jsonb_typeof(before) = 'object') and (after is null or jsonb_typeof(after) = 'object')`.execute(
    trx,
  );
  // Users do nothing on the desk but with their own tickets.
  await sql`
    update audit set actor = ${erased} where actor = ${name} and entity = 'ticket' and record_id in (select id from tickets where user_id = ${id}::int)`.execute(
    trx,
  );
}

/** Lines that took the user over keep what they did, and lose the values; their text has a new digest, which nothing waits for any more. */
async function eraseInTakeovers(trx: Transaction<Tables>, id: number, erased: string): Promise<void> {
  await sql`
    with reduced as (
      select takeover_id, seq, (detail::jsonb || jsonb_build_object('name', ${erased}::text, 'says', null, 'externalId', null, 'changes', (
        select coalesce(jsonb_agg(c || '{"before":null,"after":null}'), '[]') from jsonb_array_elements(detail::jsonb -> 'changes') c)))::text as detail
      from takeover_lines where kind = 'user' and record_id = ${id}::int and state <> 'planned')
    update takeover_lines l set detail = r.detail, digest = sha256(convert_to(r.detail, 'UTF8')), name = ${erased}, external_id = null, says = null
    from reduced r where r.takeover_id = l.takeover_id and r.seq = l.seq`.execute(trx);
}
