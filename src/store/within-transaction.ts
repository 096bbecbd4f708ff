import type { Kysely, Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** Does work in the transaction that is open, or in one of its own. */
export async function withinTransaction<T>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  // A transaction is told by this property, as Kysely documents it.
  return db.isTransaction ? await work(db as Transaction<Tables>) : await db.transaction().execute(work);
}
