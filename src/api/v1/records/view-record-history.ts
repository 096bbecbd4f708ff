import { findRecordOf } from "../../../desk/records/list-records-of.ts";
import { NotFound } from "../../../model/errors.ts";
import type { RecordKind } from "../../../model/records/kind.ts";
import type { Db } from "../../../store/open-database.ts";
import { listAudit } from "../../../sync/list-audit.ts";
import type { PageWindow } from "../read-page.ts";
import type { HistoryEntry } from "../shapes/person.ts";
import { explainEvents } from "./explain-events.ts";

/** One sheet of what runs and people did to a record of any kind, newest first; a deleted one's is still there. @throws NotFound */
export async function viewRecordHistory(
  db: Db,
  kind: RecordKind,
  id: number,
  window: PageWindow,
): Promise<{ readonly items: readonly HistoryEntry[]; readonly total: number }> {
  const { items, total } = await listAudit(db, { entity: kind.name, recordId: id }, window);
  if (total === 0 && (await findRecordOf(db, kind, id)) === null) throw new NotFound(`There is no ${kind.one} ${id}.`);
  const explain = await explainEvents(db, items);
  return {
    items: items.map((item) => {
      const { says, changes } = explain(item);
      const { event } = item;
      return {
        at: item.at.toISOString(),
        by: event.kind === "run" ? event.startedBy : event.actor,
        runId: event.kind === "run" ? event.runId : null,
        seq: event.kind === "run" ? event.seq : null,
        says,
        changes: [...changes],
        canUndo: event.kind === "run" && event.canBeTakenBack,
      };
    }),
    total,
  };
}
