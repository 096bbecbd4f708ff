import { type Kysely, sql, type Transaction } from "kysely";
import { countLines } from "../core/takeover/plan-takeover.ts";
import { type DoneLine, ownerOf, planUndo } from "../core/takeover/plan-undo.ts";
import { explainUses, findUses, type Use } from "../desk/find-uses.ts";
import { Conflict } from "../model/errors.ts";
import { type TakeoverKind, takeoverKinds } from "../model/takeover.ts";
import type { Db } from "../store/open-database.ts";
import type { Tables } from "../store/tables.ts";
import { readLines, type StoredTakeoverLine, savePlan } from "./save-plan.ts";
import { getTakeover } from "./takeover-store.ts";

/**
 * Plans taking a take-over back, as a take-over of its own that is looked at and then applied. Answers its number.
 * @throws NotFound, Conflict for one that was not applied, or is an undo itself
 */
export async function planUndoOf(db: Db, input: { readonly takeoverId: number; readonly by: string; readonly now: Date }): Promise<number> {
  const { takeoverId, by, now } = input;
  return await db.transaction().execute(async (trx) => {
    const takeover = await getTakeover(trx, takeoverId);
    if (takeover.undoesId !== null) throw new Conflict(`Take-over ${takeoverId} is an undo. Take the files over again instead.`);
    if (takeover.state === "undone") throw new Conflict(`Take-over ${takeoverId} was undone already.`);
    if (takeover.state !== "applied") throw new Conflict(`Take-over ${takeoverId} was not applied: there is nothing to undo.`);
    const done = await loadDone(trx, takeoverId);
    const lines = planUndo(done, (tables) => explainUses(tables.map((table) => ({ id: 0, table, ownerId: null }))));
    const undo = await trx
      .insertInto("takeovers")
      .values({ system: takeover.system, undoes_id: takeoverId, started_by: by, started_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    await savePlan(trx, { takeoverId: undo.id, lines, counts: countLines(lines), now });
    return undo.id;
  });
}

async function loadDone(trx: Transaction<Tables>, takeoverId: number): Promise<readonly DoneLine[]> {
  const stored = await readLines(trx, sql`takeover_id = ${takeoverId}::int and state = 'applied' order by seq`);
  const done: DoneLine[] = [];
  for (const kind of takeoverKinds)
    done.push(
      ...(await loadKind(
        trx,
        kind,
        stored.filter(({ line }) => line.kind === kind),
      )),
    );
  return done;
}

async function loadKind(db: Kysely<Tables>, kind: TakeoverKind, stored: readonly StoredTakeoverLine[]): Promise<readonly DoneLine[]> {
  const ids = stored.flatMap(({ line }) => line.recordId ?? []);
  const answer = await sql<{ id: number; version: number }>`
    select id, version from ${sql.table(`${kind}s`)} where id = any(${ids}::int[])`.execute(db);
  const versions = new Map(answer.rows.map((row) => [row.id, row.version]));
  const made = stored.flatMap(({ line }) => (line.action === "create" ? (line.recordId ?? []) : []));
  const uses = Map.groupBy(await findUses(db, kind, made), (use) => use.id);
  return stored.map(({ line, appliedVersion }) => ({
    line,
    appliedVersion,
    version: versions.get(line.recordId ?? 0) ?? null,
    uses: (uses.get(line.recordId ?? 0) ?? []).map((use) => ({ table: use.table, owner: toOwner(use) })),
  }));
}

const ownerKinds: Readonly<Record<string, TakeoverKind>> = {
  sites: "site",
  users: "user",
  managers: "user",
  assets: "asset",
  asset_users: "asset",
};

/** The record that the use belongs to, where it is one that may go as well. */
function toOwner({ table, ownerId }: Use): string | null {
  const kind = ownerKinds[table];
  return kind === undefined || ownerId === null ? null : ownerOf(kind, ownerId);
}
