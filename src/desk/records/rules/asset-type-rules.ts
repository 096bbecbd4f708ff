import { Invalid } from "../../../model/errors.ts";
import type { AssetTypeField } from "../../../model/records/assets.ts";
import { nameKey, serialKey } from "../list-asset-fields.ts";
import type { RecordRules } from "../record-rules.ts";

/** Every field of a type has a number of its own, and keeps it: a field that comes back has the number that it had. */
export const assetTypeRules: RecordRules = {
  prepare: async (_trx, { after }) => {
    const keys = keysOf(after);
    const twice = keys.find((key, at) => keys.indexOf(key) !== at);
    if (twice !== undefined) throw new Invalid([{ at: "fields", says: `two fields have the key ${twice}` }]);
    return {};
  },
  afterwards: async (trx, { id, after }) => {
    const rows = [serialKey, nameKey, ...keysOf(after)].map((key) => ({ type_id: id, key }));
    await trx
      .insertInto("asset_field_ids")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
};

function keysOf(type: Readonly<Record<string, unknown>>): readonly string[] {
  // The description of the kind has their shape.
  return (type.fields as readonly AssetTypeField[]).map((field) => field.key);
}
