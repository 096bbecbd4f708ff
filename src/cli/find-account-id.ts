import { explainReadings } from "../core/explain-reading.ts";
import { NotFound } from "../model/errors.ts";
import type { Db } from "../store/open-database.ts";
import { findAccount } from "../sync/find-account.ts";
import { findReadings } from "../sync/find-readings.ts";
import type { NamedConnection } from "./load-names.ts";

/** The directory id of the account that somebody means by an address, an alias, a name or the id. @throws NotFound, Invalid when several fit */
export async function findAccountId(db: Db, { connection, names }: NamedConnection, text: string): Promise<string> {
  const asOf = explainReadings(await findReadings(db, connection.id), names).join(", ");
  const found = await findAccount(db, connection, { text, asOf });
  if (found.kind === "account") return found.mirrored.id;
  throw new NotFound(`"${text}" has no account in ${connection.name}.`);
}
