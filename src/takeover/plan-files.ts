import { createHash } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import { countLines, countNewRecords, numberNewRecords, planTakeover } from "../core/takeover/plan-takeover.ts";
import { checkColumns } from "../core/takeover/propose-columns.ts";
import { type ReadRow, readRows } from "../core/takeover/read-cells.ts";
import { type DeskSetup, listTakeoverFields } from "../core/takeover/takeover-fields.ts";
import { Conflict, Invalid } from "../model/errors.ts";
import { type TakeoverKind, takeoverKinds } from "../model/takeover.ts";
import type { Db } from "../store/open-database.ts";
import type { Tables } from "../store/tables.ts";
import { loadKnown } from "./load-known.ts";
import { loadSetup } from "./load-setup.ts";
import { readCsv } from "./read-csv.ts";
import { reserveNumbers, savePlan } from "./save-plan.ts";
import { lockOpen } from "./takeover-store.ts";

/**
 * Plans a take-over from its files, in place of the plan before: nothing of the desk is touched. What is stored is what is shown, and
 * what is carried out.
 * @throws Invalid where a file has no column for what must be filled, NotFound, Conflict
 */
export async function planFiles(db: Db, takeoverId: number, now: Date): Promise<void> {
  // Large files take their time to read: meanwhile the database is free for others.
  const before = await loadFiles(db, takeoverId);
  const setup = await loadSetup(db);
  const rows = await readFiles(before, setup);
  await db.transaction().execute(async (trx) => {
    const { system, undoes_id } = await lockOpen(trx, takeoverId);
    if (undoes_id !== null) throw new Invalid([{ at: "takeover", says: "an undo is planned when it is made" }]);
    if (before.length === 0) throw new Invalid([{ at: "files", says: "there is nothing to plan: give it a file first" }]);
    if (fingerprint(await loadFiles(trx, takeoverId)) !== fingerprint(before))
      throw new Conflict("A file or its columns changed while they were read. Plan again.");
    const lines = planTakeover(rows, await loadKnown(trx, { system, setup, rows }));
    const numbered = numberNewRecords(lines, await reserveNumbers(trx, countNewRecords(lines)));
    await savePlan(trx, { takeoverId, lines: numbered, counts: countLines(numbered), now });
  });
}

type StoredFile = Selectable<Tables["takeover_files"]>;

async function loadFiles(db: Kysely<Tables>, takeoverId: number): Promise<readonly StoredFile[]> {
  return await db.selectFrom("takeover_files").selectAll().where("takeover_id", "=", takeoverId).orderBy("kind").execute();
}

async function readFiles(files: readonly StoredFile[], setup: DeskSetup): Promise<Record<TakeoverKind, readonly ReadRow[]>> {
  const rows: Record<TakeoverKind, readonly ReadRow[]> = { customer: [], site: [], user: [], agent: [], asset: [] };
  for (const kind of takeoverKinds) {
    const file = files.find((one) => one.kind === kind);
    if (file === undefined || file.content.length === 0) continue;
    const fields = listTakeoverFields(kind, setup);
    const read = await readCsv(file.content);
    checkColumns(file.columns, read.header, fields);
    rows[kind] = readRows(read.rows, read.header, file.columns, fields);
  }
  return rows;
}

function fingerprint(files: readonly StoredFile[]): string {
  return JSON.stringify(files.map(({ kind, columns, content }) => [kind, columns, createHash("sha256").update(content).digest("hex")]));
}
