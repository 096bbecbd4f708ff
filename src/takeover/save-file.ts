import { checkColumns, proposeColumns } from "../core/takeover/propose-columns.ts";
import { listTakeoverFields } from "../core/takeover/takeover-fields.ts";
import { Invalid } from "../model/errors.ts";
import type { TakeoverColumns, TakeoverKind } from "../model/takeover.ts";
import type { Db } from "../store/open-database.ts";
import { loadSetup } from "./load-setup.ts";
import { readCsv } from "./read-csv.ts";
import { lockOpen } from "./takeover-store.ts";

const linesShown = 5;

/**
 * Keeps a file of a kind in place of the one before, with a proposal of what its columns fill. Whatever was planned is planned anew.
 * @throws Invalid for a file that can't be read, NotFound, Conflict
 */
export async function saveFile(db: Db, takeoverId: number, kind: TakeoverKind, content: Uint8Array): Promise<void> {
  const { encoding, delimiter, header, rows } = await readCsv(content);
  const columns = proposeColumns(header, listTakeoverFields(kind, await loadSetup(db)));
  const sample = rows.slice(0, linesShown).map((row) => [...row.cells]);
  const values = {
    content: Buffer.from(content),
    facts: JSON.stringify({ encoding, delimiter, header: [...header], rows: rows.length, sample }),
    columns: JSON.stringify(columns),
  };
  await db.transaction().execute(async (trx) => {
    const { undoes_id } = await lockOpen(trx, takeoverId);
    if (undoes_id !== null) throw new Invalid([{ at: "takeover", says: "an undo takes no files" }]);
    await trx
      .insertInto("takeover_files")
      .values({ takeover_id: takeoverId, kind, ...values })
      .onConflict((conflict) => conflict.columns(["takeover_id", "kind"]).doUpdateSet(values))
      .execute();
    await forgetPlan(trx, takeoverId);
  });
}

/** Says which field each column of a file fills. @throws Invalid, NotFound, Conflict */
export async function saveColumns(db: Db, takeoverId: number, kind: TakeoverKind, columns: TakeoverColumns): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockOpen(trx, takeoverId);
    const file = await trx
      .selectFrom("takeover_files")
      .select("facts")
      .where("takeover_id", "=", takeoverId)
      .where("kind", "=", kind)
      .executeTakeFirst();
    if (file === undefined) throw new Invalid([{ at: "kind", says: `take-over ${takeoverId} has no file of ${kind}s` }]);
    checkColumns(columns, file.facts.header, listTakeoverFields(kind, await loadSetup(trx)));
    await trx
      .updateTable("takeover_files")
      .set({ columns: JSON.stringify(columns) })
      .where("takeover_id", "=", takeoverId)
      .where("kind", "=", kind)
      .execute();
    await forgetPlan(trx, takeoverId);
  });
}

/** Takes a file out of a take-over. @throws NotFound, Conflict */
export async function deleteFile(db: Db, takeoverId: number, kind: TakeoverKind): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockOpen(trx, takeoverId);
    await trx.deleteFrom("takeover_files").where("takeover_id", "=", takeoverId).where("kind", "=", kind).execute();
    await forgetPlan(trx, takeoverId);
  });
}

/** What was planned before holds no more. */
async function forgetPlan(trx: Db, takeoverId: number): Promise<void> {
  await trx.deleteFrom("takeover_lines").where("takeover_id", "=", takeoverId).execute();
  await trx
    .updateTable("takeovers")
    .set({ state: "collecting", plan_hash: null, counts: "{}", planned_at: null })
    .where("id", "=", takeoverId)
    .execute();
}
