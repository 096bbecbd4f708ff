import type { Kysely } from "kysely";
import type { DeskSetup } from "../core/takeover/takeover-fields.ts";
import { listRecordsOf } from "../desk/records/list-records-of.ts";
import type { CustomFieldType } from "../model/desk.ts";
import { deskKinds } from "../model/records/desk-kinds.ts";
import type { Tables } from "../store/tables.ts";

const everything = { filter: {}, sort: null, from: 0, limit: 100_000 };

/** What files can fill beside fields that every desk has: custom fields, asset types with theirs, asset statuses. */
export async function loadSetup(db: Kysely<Tables>): Promise<DeskSetup> {
  const custom = await db.selectFrom("custom_fields").selectAll().orderBy("position").orderBy("id").execute();
  const types = await listRecordsOf(db, deskKinds.assetType, everything);
  const statuses = await listRecordsOf(db, deskKinds.assetStatus, everything);
  return {
    customFields: custom.map((field) => ({
      entity: field.entity,
      key: field.key,
      label: field.label,
      // The column holds what the schema of custom fields allows.
      type: field.type as CustomFieldType,
      options: field.options,
      isRequired: field.is_required,
    })),
    assetTypes: types.items.map(({ id, name, fields }) => ({ id, name, fields })),
    assetStatuses: statuses.items.map(({ id, name }) => ({ id, name })),
  };
}
