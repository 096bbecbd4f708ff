import { sql, type Transaction } from "kysely";
import type { Json } from "../../model/person.ts";
import type { Tables } from "../../store/tables.ts";
import type { Saving } from "../records/record-rules.ts";

/** A licence whose assignments changed, and what the audit log says of it. */
export interface RecountedLicence {
  readonly licenceId: number;
  readonly before: Readonly<Record<string, Json>>;
  readonly after: Readonly<Record<string, Json>>;
}

/** Counts anew how many of some licences are in use, keeps that with its date, and notes what was done. The licences are locked by the caller. */
export async function recountLicences(trx: Transaction<Tables>, licences: readonly RecountedLicence[], { by, now }: Saving): Promise<void> {
  if (licences.length === 0) return;
  const ids = licences.map((one) => one.licenceId);
  await sql`
    with counted as (
      update software_licences l set used = (select count(*) from licence_assignments a where a.licence_id = l.id), version = version + 1, updated_at = ${now}
      where l.id = any(${ids}::int[]) returning l.id, l.total, l.used)
    insert into quantity_changes (kind, record_id, at, quantity, assigned, by_name)
    select 'softwareLicence', id, ${now}::timestamptz, total, used, ${by} from counted`.execute(trx);
  await trx
    .insertInto("audit")
    .values(
      licences.map(({ licenceId, before, after }) => ({
        at: now,
        actor: by,
        entity: "softwareLicence",
        record_id: licenceId,
        action: "edit",
        before: JSON.stringify(before),
        after: JSON.stringify(after),
      })),
    )
    .execute();
}
