import { type Kysely, sql, type Transaction } from "kysely";
import { Invalid } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { Tables } from "../../store/tables.ts";
import { withinTransaction } from "../../store/within-transaction.ts";
import { getRecordOf } from "../records/list-records-of.ts";
import type { Saving } from "../records/record-rules.ts";
import type { QuantityKind } from "./list-quantities.ts";

/** A quantity as somebody knows that it was. `assigned` may be left out: then it is what it was at that moment. */
export interface QuantityToSave {
  readonly kind: QuantityKind;
  readonly id: number;
  readonly at: Date;
  readonly quantity: number;
  readonly assigned: number | null;
}

/**
 * Keeps a quantity from a moment of the past on, until the next one that is known; one at the very same moment is corrected. The newest is
 * what the record says now, and is written there too.
 * @throws NotFound, Invalid
 */
export async function saveQuantity(db: Kysely<Tables>, given: QuantityToSave, saving: Saving): Promise<void> {
  const { kind, id, at, quantity } = given;
  if (at.getUTCFullYear() < 1970) throw new Invalid([{ at: "at", says: "is before 1970: is the year right?" }]);
  if (at > saving.now) throw new Invalid([{ at: "at", says: "is in the future: only what was so can be kept" }]);
  await withinTransaction(db, async (trx) => {
    const table = deskKinds[kind].table;
    await sql`select id from ${sql.table(table)} where id = ${id}::int for update`.execute(trx);
    const record = await getRecordOf(trx, deskKinds[kind], id);
    const around = await findAround(trx, { kind, id, at });
    const assigned = given.assigned ?? around.assignedThen;
    const used = "used" in record ? Number(record.used) : null;
    if (around.isNewest && used !== null && assigned !== used)
      throw new Invalid([{ at: "assigned", says: `${used} are assigned now: assign or release licences, and this follows` }]);
    if (around.isNewest && used !== null && quantity < used)
      throw new Invalid([{ at: "quantity", says: `${used} are assigned: release ${used - quantity} of them first` }]);
    await sql`delete from quantity_changes where kind = ${kind} and record_id = ${id}::int and at = ${at}::timestamptz`.execute(trx);
    await trx.insertInto("quantity_changes").values({ kind, record_id: id, at, quantity, assigned, by_name: saving.by }).execute();
    if (around.isNewest) {
      const own = kind === "subscription" ? sql`quantity = ${quantity}, assigned_quantity = ${assigned}` : sql`total = ${quantity}`;
      await sql`update ${sql.table(table)} set ${own}, version = version + 1, updated_at = ${saving.now} where id = ${id}::int`.execute(
        trx,
      );
    }
    await trx
      .insertInto("audit")
      .values({
        at: saving.now,
        actor: saving.by,
        entity: kind,
        record_id: id,
        action: "edit",
        before: around.then === null ? null : JSON.stringify({ from: at.toISOString(), ...around.then }),
        after: JSON.stringify({ from: at.toISOString(), quantity, assigned }),
      })
      .execute();
  });
}

interface Around {
  /** The quantity that held at the moment; null before the first. */
  readonly then: { readonly quantity: number; readonly assigned: number } | null;
  readonly assignedThen: number;
  /** Whether nothing later is known. */
  readonly isNewest: boolean;
}

async function findAround(trx: Transaction<Tables>, { kind, id, at }: Pick<QuantityToSave, "kind" | "id" | "at">): Promise<Around> {
  const held = await sql<{ quantity: number; assigned: number }>`
    select quantity, assigned from quantity_changes where kind = ${kind} and record_id = ${id}::int and at <= ${at}::timestamptz
    order by at desc, id desc limit 1`.execute(trx);
  const later = await sql`
    select 1 from quantity_changes where kind = ${kind} and record_id = ${id}::int and at > ${at}::timestamptz limit 1`.execute(trx);
  const then = held.rows[0] ?? null;
  return { then, assignedThen: then?.assigned ?? 0, isNewest: later.rows.length === 0 };
}
