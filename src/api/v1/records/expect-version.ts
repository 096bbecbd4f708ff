import { getRecordOf } from "../../../desk/records/list-records-of.ts";
import { nameRecord } from "../../../desk/records/name-record.ts";
import { Conflict } from "../../../model/errors.ts";
import type { RecordKind } from "../../../model/records/kind.ts";
import type { Db } from "../../../store/open-database.ts";
import { listAudit } from "../../../sync/list-audit.ts";
import { ChangedMeanwhile } from "../../errors.ts";

interface Seen {
  readonly id: number;
  readonly version: number;
}

/** Saves over the version that somebody saw. @throws NotFound, ChangedMeanwhile with who was first, and what `save` throws */
export async function expectVersion<T>(db: Db, kind: RecordKind, seen: Seen, save: () => Promise<T>): Promise<T> {
  await assertVersion(db, kind, seen);
  return await save().catch(async (error: unknown) => {
    // Somebody may have been first between the two.
    if (error instanceof Conflict) await assertVersion(db, kind, seen);
    throw error;
  });
}

async function assertVersion(db: Db, kind: RecordKind, { id, version }: Seen): Promise<void> {
  const record = await getRecordOf(db, kind, id);
  if (record.version === version) return;
  const [last] = (await listAudit(db, { entity: kind.name, recordId: id }, { from: 0, limit: 1 })).items;
  const by = last === undefined ? "somebody" : last.event.kind === "run" ? `run ${last.event.runId}` : last.event.actor;
  throw new ChangedMeanwhile(
    `${by} changed ${nameRecord(kind, record)} meanwhile. Nothing was saved; what you typed is still yours to save.`,
    {
      version: record.version,
      by,
      at: (last?.at ?? new Date(0)).toISOString(),
    },
  );
}
