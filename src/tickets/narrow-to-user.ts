import { type Kysely, sql } from "kysely";
import { type Fault, Invalid } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import type { TicketToCreate } from "./create-ticket.ts";
import type { TicketCaller } from "./ticket-saving.ts";

/** What users may say of a ticket that they open. */
const open: ReadonlySet<string> = new Set(["summary", "details", "typeId", "categoryId", "impactId", "urgencyId", "assetIds"]);

/** A user's new ticket is theirs, of a type that users may choose, about assets that they use. @throws Invalid with every fault */
export async function narrowToUser(
  trx: Kysely<Tables>,
  input: TicketToCreate,
  { user, application }: Extract<TicketCaller, { kind: "user" }>,
): Promise<TicketToCreate> {
  const own: Readonly<Record<string, unknown>> = { userId: user.id, customerId: user.customerId, siteId: user.siteId };
  const faults: Fault[] = Object.entries(input)
    .filter(([name, value]) => value !== undefined && !open.has(name) && own[name] !== value)
    .map(([at]) => ({ at, says: at in own ? "users open tickets for themselves" : "is for agents" }));
  const found = await sql<{ chosen: boolean; foreign: number }>`
    select exists (select 1 from ticket_types where id = ${input.typeId ?? null}::int and users_may_choose) as chosen,
      (select count(*)::int from unnest(${input.assetIds ?? []}::int[]) x
        where not exists (select 1 from asset_users where asset_id = x and user_id = ${user.id})) as foreign`.execute(trx);
  const [row] = found.rows;
  if (input.typeId !== undefined && row?.chosen !== true) faults.push({ at: "typeId", says: "is no type that users may choose" });
  if ((row?.foreign ?? 0) > 0) faults.push({ at: "assetIds", says: "names assets that you do not use" });
  if (faults.length > 0) throw new Invalid(faults);
  return {
    ...input,
    userId: user.id,
    customerId: user.customerId,
    siteId: user.siteId,
    source: application === null ? "portal" : "api",
  };
}
