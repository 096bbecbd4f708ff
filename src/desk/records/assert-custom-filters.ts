import type { Kysely } from "kysely";
import { Invalid } from "../../model/errors.ts";
import type { RecordKind } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import type { RecordFilter } from "./filter-records.ts";

const prefix = "custom.";

/** Refuses filters by custom fields that there are not: they would find nothing, and nobody would learn why. @throws Invalid */
export async function assertCustomFilters(
  db: Kysely<Tables>,
  { customOf, many }: Pick<RecordKind, "customOf" | "many">,
  fields: RecordFilter["fields"] = {},
): Promise<void> {
  const asked = Object.keys(fields).filter((name) => name.startsWith(prefix));
  if (asked.length === 0 || customOf === null) return;
  const rows = await db.selectFrom("custom_fields").select("key").where("entity", "=", customOf).execute();
  const faults = asked
    .filter((name) => !rows.some(({ key }) => key === name.slice(prefix.length)))
    .map((at) => ({ at, says: `is no custom field of ${many}` }));
  if (faults.length > 0) throw new Invalid(faults);
}
