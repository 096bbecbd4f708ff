import { sql } from "kysely";
import { explainReadings } from "../core/explain-reading.ts";
import { NotFound } from "../model/errors.ts";
import { foldText } from "../model/fold-text.ts";
import type { Db } from "../store/open-database.ts";
import { findAccount } from "../sync/find-account.ts";
import { findReadings } from "../sync/find-readings.ts";
import type { NamedConnection } from "../sync/load-names.ts";

/** The directory id of the account that somebody means by an address, an alias, a name or the id. @throws NotFound, Invalid when several fit */
export async function findAccountId(db: Db, { connection, names }: NamedConnection, text: string): Promise<string> {
  const asOf = explainReadings(await findReadings(db, connection.id), names).join(", ");
  const found = await findAccount(db, connection, { text, asOf });
  if (found.kind === "account") return found.mirrored.id;
  throw new NotFound(`"${text}" has no account in ${connection.name}.`);
}

/** Those of some addresses and directory ids that no account of the directory copy has. */
export async function listUnknown(db: Db, connectionId: number, people: readonly string[]): Promise<readonly string[]> {
  const answer = await sql<{ email_key: string; external_id: string }>`
    select email_key, external_id from mirror_people
    where connection_id = ${connectionId}::int
      and (email_key = any(${people.map(foldText)}::text[]) or external_id = any(${[...people]}::text[]))`.execute(db);
  const known = new Set(answer.rows.flatMap((row) => [row.email_key, row.external_id]));
  return people.filter((person) => !known.has(foldText(person)) && !known.has(person));
}
