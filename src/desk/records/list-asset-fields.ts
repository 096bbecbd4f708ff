import type { Kysely } from "kysely";
import type { Tables } from "../../store/tables.ts";

/** Stand for the key and the name of an asset among the fields of its type. */
export const serialKey = "#key";
export const nameKey = "#name";

/** A field of an asset type under its number, which no other type's field has. */
export interface NumberedField {
  readonly id: number;
  readonly typeId: number;
  readonly key: string;
}

/** The numbers of the fields of some types, or of all of them; of fields that are gone too. */
export async function listAssetFields(db: Kysely<Tables>, typeIds: readonly number[] | null): Promise<readonly NumberedField[]> {
  if (typeIds?.length === 0) return [];
  return await db
    .selectFrom("asset_field_ids")
    .select(["id", "type_id as typeId", "key"])
    .$if(typeIds !== null, (query) => query.where("type_id", "in", typeIds ?? []))
    .orderBy("id")
    .execute();
}
