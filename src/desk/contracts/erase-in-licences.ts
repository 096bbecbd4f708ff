import { type Kysely, sql } from "kysely";
import type { Tables } from "../../store/tables.ts";

/** Gives a user another name in what the audit log says of licences that they were given or gave back. */
export async function eraseInLicences(
  trx: Kysely<Tables>,
  { id, erased }: { readonly id: number; readonly erased: string },
): Promise<void> {
  const renamed = (column: "before" | "after") => sql`
    case when jsonb_typeof(${sql.ref(column)} -> 'assignedTo') = 'array' then jsonb_set(${sql.ref(column)}, '{assignedTo}', (
      select coalesce(jsonb_agg(case when one -> 'user' = to_jsonb(${id}::int) then one || jsonb_build_object('name', ${erased}::text) else one end order by place), '[]')
      from jsonb_array_elements(${sql.ref(column)} -> 'assignedTo') with ordinality x(one, place)))
    else ${sql.ref(column)} end`;
  const named = JSON.stringify([{ user: id }]);
  await sql`
    update audit set before = ${renamed("before")}, after = ${renamed("after")}
    where entity = 'softwareLicence' and (before -> 'assignedTo' @> ${named}::jsonb or after -> 'assignedTo' @> ${named}::jsonb)`.execute(
    trx,
  );
}
