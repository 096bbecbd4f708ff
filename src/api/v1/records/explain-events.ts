import { type ExplainedEvent, explainEvent } from "../../../core/explain-history.ts";
import { explainRecordEdit } from "../../../core/explain-record-edit.ts";
import { listCustomFieldsOf } from "../../../desk/records/list-custom-fields-of.ts";
import { loadLabels } from "../../../desk/records/load-labels.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import type { RecordKind } from "../../../model/records/kind.ts";
import type { Db } from "../../../store/open-database.ts";
import type { AuditEvent } from "../../../sync/list-audit.ts";
import { loadNamesOfEvents } from "../desk/view-history.ts";

/** The kind that an entry of the audit log is about; null where it is no kind of record. */
export function findKind(entity: string): RecordKind | null {
  return Object.values<RecordKind>(deskKinds).find((kind) => kind.name === entity) ?? null;
}

/** Puts entries of the audit log into words, with names instead of numbers: a few queries for all of them. */
export async function explainEvents(db: Db, events: readonly AuditEvent[]): Promise<(event: AuditEvent) => ExplainedEvent> {
  const people = events.filter(({ entity }) => isPerson(entity));
  const namesOf = await loadNamesOfEvents(
    db,
    people.map(({ event }) => event),
  );
  const kinds = [...new Set(events.flatMap(({ entity }) => findKind(entity) ?? []))];
  const customOf = await listCustomFieldsOf(db, kinds);
  const labels = new Map<RecordKind, (field: string, id: number) => string>();
  for (const kind of kinds) {
    const snapshots = events.flatMap(({ entity, event }) =>
      event.kind === "hand" && entity === kind.name ? [event.before ?? {}, event.after ?? {}] : [],
    );
    labels.set(kind, await loadLabels(db, kind, snapshots));
  }
  return ({ entity, event }) => {
    if (event.kind === "run" || (isPerson(entity) && event.action !== "delete" && event.action !== "create"))
      return explainEvent(event, namesOf(event));
    const kind = findKind(entity);
    const custom = kind === null ? [] : customOf(kind);
    return explainRecordEdit(kind, event, {
      label: (kind === null ? undefined : labels.get(kind)) ?? ((_field, id) => `#${id}`),
      custom: (key) => custom.find((field) => field.key === key)?.label ?? key,
    });
  };
}

function isPerson(entity: string): boolean {
  return entity === "user" || entity === "agent";
}
