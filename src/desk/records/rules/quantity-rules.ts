import { sql, type Transaction } from "kysely";
import { Conflict, Invalid } from "../../../model/errors.ts";
import type { Tables } from "../../../store/tables.ts";
import type { RecordRules, Values } from "../record-rules.ts";

/** Every quantity of a subscription or a licence is kept with the moment from which it holds, and what an invoice counts stays (D5). */
export function quantityRules(kind: "subscription" | "softwareLicence"): RecordRules {
  const [quantity, assigned] = kind === "subscription" ? ["quantity", "assignedQuantity"] : ["total", "used"];
  return {
    prepare: async (trx, { before, after }) => {
      if (kind === "softwareLicence" && before !== null) checkHeld(before, after);
      if (before !== null && before.customerId !== after.customerId) await assertNotBilled(trx, kind, before, "customerId");
      return {};
    },
    afterwards: async (trx, { id, before, after }, saving) => {
      const now = { quantity: Number(after[quantity] ?? 0), assigned: Number(after[assigned] ?? 0) };
      if (before !== null && Number(before[quantity]) === now.quantity && Number(before[assigned]) === now.assigned) return;
      await trx
        .insertInto("quantity_changes")
        .values({ kind, record_id: id, at: saving.now, ...now, by_name: saving.by })
        .execute();
    },
    beforeDeletion: async (trx, { id, before }) => {
      await assertNotBilled(trx, kind, before, null);
      await trx.deleteFrom("quantity_changes").where("kind", "=", kind).where("record_id", "=", id).execute();
    },
  };
}

/** What is held is held: a licence does not shrink below it, and does not go to another customer with it. */
function checkHeld(before: Values, after: Values): void {
  const used = Number(before.used);
  if (used === 0) return;
  if (Number(after.total) < used && Number(after.total) < Number(before.total))
    throw new Invalid([{ at: "total", says: `${used} are assigned: release ${used - Number(after.total)} of them first` }]);
  if (before.customerId !== after.customerId)
    throw new Invalid([{ at: "customerId", says: `${used} are assigned to the former customer: release them first` }]);
}

async function assertNotBilled(
  trx: Transaction<Tables>,
  kind: "subscription" | "softwareLicence",
  record: Values,
  at: string | null,
): Promise<void> {
  const quantity =
    kind === "subscription"
      ? { kind: "subscription", subscriptionId: Number(record.id) }
      : { kind: "licence", licenceId: Number(record.id) };
  const billing = await sql<{ name: string }>`
    select name from recurring_invoices where lines @> ${JSON.stringify([{ quantity }])}::jsonb order by id limit 1`.execute(trx);
  const [invoice] = billing.rows;
  if (invoice === undefined) return;
  const says = `the recurring invoice "${invoice.name}" counts it: take it from that invoice first`;
  if (at === null) throw new Conflict(`${String(record.name)} stays: ${says}.`);
  throw new Invalid([{ at, says }]);
}
