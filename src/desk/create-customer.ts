import type { Kysely } from "kysely";
import type { PatchOf } from "../model/records/kind.ts";
import { customerKind } from "../model/records/places.ts";
import type { Tables } from "../store/tables.ts";
import type { Saving } from "./records/record-rules.ts";
import { createRecordOf } from "./records/save-record-of.ts";

/** Makes a customer whose main site has a name of its own, and answers its number. @throws Invalid */
export async function createCustomer(
  db: Kysely<Tables>,
  { mainSite, ...values }: PatchOf<typeof customerKind> & { readonly mainSite?: string | undefined },
  saving: Saving,
): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const id = await createRecordOf(trx, customerKind, values, saving);
    if (mainSite !== undefined)
      await trx.updateTable("sites").set({ name: mainSite }).where("customer_id", "=", id).where("is_main", "=", true).execute();
    return id;
  });
}
