import { type Kysely, sql, type Transaction } from "kysely";
import { NotFound } from "../../model/errors.ts";
import type { Tables } from "../../store/tables.ts";
import { withinTransaction } from "../../store/within-transaction.ts";
import type { Saving } from "../records/record-rules.ts";
import { recountLicences } from "./recount-licences.ts";

/** Takes a licence from whoever holds it by this assignment. @throws NotFound */
export async function releaseAssignment(
  db: Kysely<Tables>,
  { licenceId, assignmentId }: { readonly licenceId: number; readonly assignmentId: number },
  saving: Saving,
): Promise<void> {
  await withinTransaction(db, async (trx) => {
    const released = await release(trx, sql`a.id = ${assignmentId}::int and a.licence_id = ${licenceId}::int`, saving);
    if (released === 0) throw new NotFound(`The software licence ${licenceId} has no assignment ${assignmentId}.`);
  });
}

/** Takes all licences from users or assets that are about to be deleted. Call it before the records go: with them go their assignments, uncounted. */
export async function releaseLicencesOf(
  trx: Transaction<Tables>,
  { kind, ids }: { readonly kind: "user" | "asset"; readonly ids: readonly number[] },
  saving: Saving,
): Promise<void> {
  if (ids.length === 0) return;
  await release(trx, sql`${sql.ref(kind === "user" ? "a.user_id" : "a.asset_id")} = any(${ids}::int[])`, saving);
}

/** Deletes assignments and counts their licences anew; answers how many assignments that were. */
async function release(trx: Transaction<Tables>, where: ReturnType<typeof sql>, saving: Saving): Promise<number> {
  // Licences are locked in the order of their numbers, before anything is counted: of two who change one at once, one waits.
  const locked = await sql<{ id: number; used: number }>`
    select id, used from software_licences where id in (select a.licence_id from licence_assignments a where ${where}) order by id for update`.execute(
    trx,
  );
  if (locked.rows.length === 0) return 0;
  const released = await sql<{ licence_id: number; user_id: number | null; asset_id: number | null; name: string }>`
    with gone as (delete from licence_assignments a where ${where} returning a.licence_id, a.user_id, a.asset_id)
    select gone.*, coalesce(nullif(u.name, ''), nullif(u.email, ''), nullif(s.name, ''), nullif(s.key, ''), '#' || coalesce(gone.user_id, gone.asset_id)) as name
    from gone left join users u on u.id = gone.user_id left join assets s on s.id = gone.asset_id order by name`.execute(trx);
  const licences = locked.rows.map(({ id, used }) => {
    const assignedTo = released.rows
      .filter((row) => row.licence_id === id)
      .map(({ name, user_id, asset_id }) => ({ name, ...(user_id === null ? { asset: asset_id } : { user: user_id }) }));
    return { licenceId: id, before: { used, assignedTo }, after: { used: used - assignedTo.length, assignedTo: [] } };
  });
  await recountLicences(trx, licences, saving);
  return released.rows.length;
}
