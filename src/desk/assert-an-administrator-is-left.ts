import { sql, type Transaction } from "kysely";
import { Conflict } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import { countActiveAdministrators } from "./list-records.ts";

/**
 * Lets nobody take the last administrator away, for they could not give it back. Called inside the transaction after what it may have
 * taken: a role's rights, a grant, an agent. Of two who take one each at once, `lockAdministrators` before lets the second wait.
 * @throws Conflict
 */
export async function assertAnAdministratorIsLeft(trx: Transaction<Tables>): Promise<void> {
  if ((await countActiveAdministrators(trx)) > 0) return;
  throw new Conflict("After this no active agent would have administrator rights. Give them to somebody else first.");
}

/** Lets whoever else changes agents wait until this transaction is over. Taken before anything else is. */
export async function lockAdministrators(trx: Transaction<Tables>): Promise<void> {
  await sql`lock table agents in share row exclusive mode`.execute(trx);
}
