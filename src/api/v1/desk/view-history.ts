import { loadCatalogue } from "../../../connections/load-catalogue.ts";
import { explainEvent, type RecordEvent } from "../../../core/explain-history.ts";
import type { Names } from "../../../core/explain-names.ts";
import type { Entity } from "../../../model/desk.ts";
import type { Db } from "../../../store/open-database.ts";
import { getRecord } from "../../../sync/describe-record.ts";
import { listRecordEvents } from "../../../sync/list-record-events.ts";
import { loadNames } from "../../../sync/load-names.ts";
import type { PageWindow } from "../read-page.ts";
import type { HistoryEntry } from "../shapes/person.ts";

/** One sheet of a record's history, newest first. @throws NotFound */
export async function viewHistory(db: Db, entity: Entity, id: number, window: PageWindow) {
  await getRecord(db, entity, id);
  const { items, total } = await listRecordEvents(db, { entity, id }, window);
  const namesOf = await loadNamesOfEvents(db, items);
  return { items: items.map((event) => toEntry(event, namesOf(event))), total };
}

function toEntry(event: RecordEvent, names: Names): HistoryEntry {
  const { says, changes } = explainEvent(event, names);
  return {
    at: event.at.toISOString(),
    by: event.kind === "run" ? event.startedBy : event.actor,
    runId: event.kind === "run" ? event.runId : null,
    seq: event.kind === "run" ? event.seq : null,
    says,
    changes: [...changes],
    canUndo: event.kind === "run" && event.canBeTakenBack,
  };
}

/** Each event in the words of its connection; what people did needs the desk's words only. */
export async function loadNamesOfEvents(db: Db, events: readonly RecordEvent[]): Promise<(event: RecordEvent) => Names> {
  const names = new Map<number, Names>();
  for (const event of events)
    if (event.kind === "run" && !names.has(event.connectionId))
      names.set(event.connectionId, (await loadNames(db, event.connectionId)).names);
  const plain: Names = {
    connectionId: 0,
    directory: "the directory",
    catalogue: await loadCatalogue(db),
    settings: { mappings: [], groupMappings: [] },
    groups: new Map(),
  };
  return (event) => (event.kind === "run" ? names.get(event.connectionId) : undefined) ?? plain;
}
