import { type Kysely, sql, type Transaction } from "kysely";
import { Conflict, type Fault, Invalid } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { Tables } from "../../store/tables.ts";
import { withinTransaction } from "../../store/within-transaction.ts";
import { getRecordOf } from "../records/list-records-of.ts";
import type { Saving } from "../records/record-rules.ts";
import { recountLicences } from "./recount-licences.ts";

/** Whom and what a licence is given to, all of them or none. */
export interface LicenceAssignment {
  readonly licenceId: number;
  readonly userIds: readonly number[];
  readonly assetIds: readonly number[];
}

interface Holder {
  readonly id: number;
  readonly name: string;
  readonly customer_id: number;
  readonly is_active: boolean;
  readonly holds: boolean;
}

/**
 * Gives a licence to users and assets of its customer. Who holds it already keeps it. Of two who give the last one away at once, one is
 * refused.
 * @throws NotFound, Invalid for who may not have it, Conflict where too few are left
 */
export async function assignLicences(db: Kysely<Tables>, given: LicenceAssignment, saving: Saving): Promise<void> {
  const { licenceId } = given;
  await withinTransaction(db, async (trx) => {
    await sql`select id from software_licences where id = ${licenceId}::int for update`.execute(trx);
    const licence = await getRecordOf(trx, deskKinds.softwareLicence, licenceId);
    if (!licence.isActive) throw new Conflict(`${licence.name} is inactive. Make it active first.`);
    const users = await findHolders(trx, "user", licenceId, given.userIds);
    const assets = await findHolders(trx, "asset", licenceId, given.assetIds);
    const customer = { id: licence.customerId, name: licence.labels.customerId ?? "" };
    const faults = [
      ...checkHolders({ one: "user", at: "userIds", ids: given.userIds, found: users }, customer),
      ...checkHolders({ one: "asset", at: "assetIds", ids: given.assetIds, found: assets }, customer),
    ];
    if (faults.length > 0) throw new Invalid(faults);
    const gains = [...users.values(), ...assets.values()].filter((one) => !one.holds);
    if (gains.length === 0) return;
    assertEnough(licence, gains.length);
    await sql`
      insert into licence_assignments (licence_id, user_id, asset_id, since, by_name)
      select ${licenceId}::int, u, null, ${saving.now}::timestamptz, ${saving.by} from unnest(${[...users.keys()]}::int[]) u
      union all select ${licenceId}::int, null, s, ${saving.now}::timestamptz, ${saving.by} from unnest(${[...assets.keys()]}::int[]) s
      on conflict do nothing`.execute(trx);
    const gainsOf = (kind: "user" | "asset", found: ReadonlyMap<number, Holder>) =>
      [...found.values()].filter((one) => !one.holds).map(({ id, name }) => ({ name, [kind]: id }));
    const assignedTo = [...gainsOf("user", users), ...gainsOf("asset", assets)];
    await recountLicences(
      trx,
      [{ licenceId, before: { used: licence.used }, after: { used: licence.used + gains.length, assignedTo } }],
      saving,
    );
  });
}

async function findHolders(
  trx: Transaction<Tables>,
  kind: "user" | "asset",
  licenceId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Holder>> {
  if (ids.length === 0) return new Map();
  const source =
    kind === "user"
      ? sql`(select u.id, coalesce(nullif(u.name, ''), nullif(u.email, ''), '#' || u.id) as name, s.customer_id, u.is_active from users u join sites s on s.id = u.site_id)`
      : sql`(select id, coalesce(nullif(name, ''), nullif(key, ''), nullif(tag, ''), '#' || id) as name, customer_id, is_active from assets)`;
  const own = sql.ref(kind === "user" ? "a.user_id" : "a.asset_id");
  const found = await sql<Holder>`
    select h.*, exists (select 1 from licence_assignments a where a.licence_id = ${licenceId}::int and ${own} = h.id) as holds
    from ${source} h where h.id = any(${ids}::int[])`.execute(trx);
  return new Map(found.rows.map((row) => [row.id, row]));
}

interface Asked {
  readonly one: string;
  readonly at: string;
  readonly ids: readonly number[];
  readonly found: ReadonlyMap<number, Holder>;
}

function checkHolders({ one, at, ids, found }: Asked, customer: { readonly id: number; readonly name: string }): readonly Fault[] {
  return ids.flatMap((id, place): readonly Fault[] => {
    const holder = found.get(id);
    const where = `${at}[${place}]`;
    if (holder === undefined) return [{ at: where, says: `there is no ${one} ${id}` }];
    if (holder.customer_id !== customer.id)
      return [{ at: where, says: `${holder.name} is not of ${customer.name}, whose licence this is` }];
    if (!holder.is_active && !holder.holds) return [{ at: where, says: `${holder.name} is inactive` }];
    return [];
  });
}

function assertEnough(
  { name, total, used }: { readonly name: string; readonly total: number; readonly used: number },
  wanted: number,
): void {
  const left = Math.max(total - used, 0);
  if (wanted <= left) return;
  const missing = wanted - left;
  const state =
    left === 0 ? `None of the ${total} ${name} is left` : `Only ${left} of the ${total} ${name} ${left === 1 ? "is" : "are"} left`;
  throw new Conflict(`${state}: ${missing} ${missing === 1 ? "is" : "are"} missing. Buy more, or release some first.`);
}
