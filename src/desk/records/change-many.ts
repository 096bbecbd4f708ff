import { type Kysely, sql, type Transaction } from "kysely";
import { Conflict, Forbidden, Invalid, NotFound } from "../../model/errors.ts";
import { findRace } from "../../store/find-race.ts";
import type { Tables } from "../../store/tables.ts";

/** What became of one of many: what was written about it, nothing where it was so already, or why not. */
export type Outcome<T> =
  | { readonly kind: "changes"; readonly id: number; readonly written: T }
  | { readonly kind: "same"; readonly id: number }
  | { readonly kind: "refused"; readonly id: number; readonly says: string };

export interface ManyToChange<T> {
  readonly ids: readonly number[];
  /** Writes one, and answers what; null where nothing differs. What it refuses hinders no other. */
  readonly write: (trx: Transaction<Tables>, id: number) => Promise<T | null>;
  /** What a batch does before anything else: locks that must come first. */
  readonly begin: ((trx: Transaction<Tables>) => Promise<void>) | null;
  /** Tries everything as if it were written, and takes it back. */
  readonly isPreview: boolean;
}

const batchSize = 200;

/**
 * Writes many records alike, 200 a transaction, in the order of their numbers: two who do so at once don't wait for each other in a circle.
 * A batch is written as a whole or, where something fails that is no refusal, not at all.
 */
export async function changeMany<T>(db: Kysely<Tables>, many: ManyToChange<T>): Promise<readonly Outcome<T>[]> {
  const ids = many.ids.toSorted((a, b) => a - b);
  const outcomes: Outcome<T>[] = [];
  for (let from = 0; from < ids.length; from += batchSize)
    outcomes.push(...(await changeBatch(db, { ...many, ids: ids.slice(from, from + batchSize) })));
  return outcomes;
}

/** Ends the transaction of a preview. */
class OnlyTried extends Error {
  override readonly name = "OnlyTried";
}

async function changeBatch<T>(db: Kysely<Tables>, { ids, write, begin, isPreview }: ManyToChange<T>): Promise<readonly Outcome<T>[]> {
  const outcomes: Outcome<T>[] = [];
  const work = db.transaction().execute(async (trx) => {
    await begin?.(trx);
    for (const id of ids) outcomes.push(await changeOne(trx, id, write));
    if (isPreview) throw new OnlyTried();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof OnlyTried)) throw error;
  });
  return outcomes;
}

async function changeOne<T>(trx: Transaction<Tables>, id: number, write: ManyToChange<T>["write"]): Promise<Outcome<T>> {
  await sql`savepoint one_of_many`.execute(trx);
  try {
    const written = await write(trx, id);
    await sql`release savepoint one_of_many`.execute(trx);
    return written === null ? { kind: "same", id } : { kind: "changes", id, written };
  } catch (error) {
    const says = explainRefusal(error);
    if (says === null) throw error;
    await sql`rollback to savepoint one_of_many`.execute(trx);
    return { kind: "refused", id, says };
  }
}

/** Why one is left out; null for what is no refusal. */
function explainRefusal(error: unknown): string | null {
  if (error instanceof Invalid) return error.faults.map((fault) => fault.says).join("; ");
  if (error instanceof Conflict || error instanceof NotFound || error instanceof Forbidden) return error.message;
  return findRace(error)?.message ?? null;
}
