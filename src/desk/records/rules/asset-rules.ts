import { sql, type Transaction } from "kysely";
import type { FieldValue } from "../../../model/desk.ts";
import { Invalid } from "../../../model/errors.ts";
import type { AssetTypeField } from "../../../model/records/assets.ts";
import type { Tables } from "../../../store/tables.ts";
import { releaseLicencesOf } from "../../contracts/release-licences.ts";
import { checkFieldValue } from "../check-field-value.ts";
import type { RecordRules } from "../record-rules.ts";

/** An asset has the fields of its type, belongs to the customer of its site, and to users of that customer. */
export const assetRules: RecordRules = {
  prepare: async (trx, { before, after }) => {
    const site = await sql<{ customer_id: number }>`select customer_id from sites where id = ${after.siteId}`.execute(trx);
    const type = await sql<{
      name: string;
      fields: AssetTypeField[];
    }>`select name, fields from asset_types where id = ${after.typeId}`.execute(trx);
    const customerId = site.rows[0]?.customer_id;
    const fields = type.rows[0]?.fields ?? [];
    // Values come from the schema of the kind, or from the table.
    const given = after.values as Readonly<Record<string, FieldValue | null>>;
    const isOther = before === null || before.typeId !== after.typeId || before.values !== after.values;
    if (isOther) checkTypeValues(given, fields, type.rows[0]?.name ?? "");
    const strangers = await sql<{ name: string }>`
      select coalesce(u.name, u.email, '#' || u.id) as name from users u join sites s on s.id = u.site_id
      where u.id = any(${after.userIds}::int[]) and s.customer_id <> ${customerId}`.execute(trx);
    const [stranger] = strangers.rows;
    if (stranger !== undefined)
      throw new Invalid([{ at: "userIds", says: `${stranger.name} belongs to another customer than the asset's site` }]);
    if (before !== null && before.customerId !== customerId) await assertHoldsNothing(trx, Number(before.id));
    return { customerId, values: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) };
  },
  beforeDeletion: async (trx, { id }, saving) => await releaseLicencesOf(trx, { kind: "asset", ids: [id] }, saving),
};

/** Licences are a customer's: an asset does not take them to another. */
async function assertHoldsNothing(trx: Transaction<Tables>, id: number): Promise<void> {
  const held = await trx.selectFrom("licence_assignments").select("id").where("asset_id", "=", id).execute();
  if (held.length > 0)
    throw new Invalid([
      { at: "siteId", says: `is another customer's, and the asset holds licences of its own (${held.length}): release them first` },
    ]);
}

function checkTypeValues(given: Readonly<Record<string, FieldValue | null>>, fields: readonly AssetTypeField[], type: string): void {
  const faults = Object.entries(given).flatMap(([key, value]) => {
    const field = fields.find((one) => one.key === key);
    if (value === null) return [];
    if (field === undefined) return [{ at: `values.${key}`, says: `is no field of the type ${type}` }];
    const says = checkFieldValue(field, value);
    return says === null ? [] : [{ at: `values.${key}`, says }];
  });
  const missing = fields
    .filter((field) => field.isRequired && (given[field.key] === undefined || given[field.key] === null || given[field.key] === ""))
    .map((field) => ({ at: `values.${field.key}`, says: `${field.label} is missing: the type ${type} asks for it` }));
  if (faults.length + missing.length > 0) throw new Invalid([...faults, ...missing]);
}
