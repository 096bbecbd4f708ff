import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "../store/tables.ts";
import { checkPlace, type SealedColumn, sealedColumns } from "./sealed-columns.ts";
import { createVault, rewrapSealed } from "./vault.ts";

/** Two master keys: what is sealed with the first shall be with the second. */
export interface KeyChange {
  readonly from: Buffer;
  readonly to: Buffer;
}

/** Rows that are sealed again with one statement. */
const batch = 500;

/**
 * Seals the keys of all sealed values with another master key, in the transaction that is given: all of them, or, when anything fails or
 * the process dies, none. Answers how many there were.
 * @throws Invalid when `from` is not the key that they were sealed with
 */
export async function rewrapSecrets(trx: Transaction<Tables>, change: KeyChange): Promise<number> {
  let count = 0;
  for (const column of sealedColumns) count += await rewrapColumn(trx, column, change);
  return count;
}

async function rewrapColumn(trx: Transaction<Tables>, { table, keys, column, placeOf }: SealedColumn, change: KeyChange): Promise<number> {
  const names = [...keys, column].map((name) => sql.ref(name));
  const answer = await sql<Record<string, unknown>>`
    select ${sql.join(names)} from ${sql.table(table)} where octet_length(${sql.ref(column)}) > 0 for update`.execute(trx);
  const sealedAgain = answer.rows.map((row) => ({ ...row, [column]: rewrapSealed(toBuffer(row[column]), change, placeOf(row)) }));
  for (let at = 0; at < sealedAgain.length; at += batch) {
    const rows = sealedAgain.slice(at, at + batch).map((row: Record<string, unknown>) => [...keys, column].map((name) => typed(row[name])));
    const isSame = keys.map((key) => sql`t.${sql.ref(key)} = given.${sql.ref(key)}`);
    await sql`
      update ${sql.table(table)} t set ${sql.ref(column)} = given.${sql.ref(column)}
      from (values ${sql.join(rows.map((values) => sql`(${sql.join(values)})`))}) as given(${sql.join(names)})
      where ${sql.join(isSame, sql` and `)}`.execute(trx);
  }
  return sealedAgain.length;
}

/** A value with its type: among values that are given, everything else would be text. */
function typed(value: unknown) {
  if (value instanceof Uint8Array) return sql`${value}::bytea`;
  return typeof value === "number" ? sql`${value}::int` : sql`${value}::text`;
}

function toBuffer(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  throw new Error("A sealed value is no bytes");
}

/** Keeps, sealed, by what the master key is known again. What is there stays. */
export async function saveKeyCheck(db: Kysely<Tables>, masterKey: Buffer): Promise<void> {
  const sealed = createVault(masterKey).seal("muster", checkPlace);
  await db
    .insertInto("master_key_check")
    .values({ id: 1, sealed })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

/** Whether a key is the one that this database's secrets are sealed with; false, too, while nothing is known of it. */
export async function isMasterKey(db: Kysely<Tables>, key: Buffer): Promise<boolean> {
  const row = await db.selectFrom("master_key_check").select("sealed").executeTakeFirst();
  if (row === undefined) return false;
  try {
    return createVault(key).open(row.sealed, checkPlace) === "muster";
  } catch {
    return false;
  }
}
