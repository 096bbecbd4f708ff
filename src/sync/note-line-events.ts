import type { Transaction } from "kysely";
import type { LineOutcome } from "../desk/apply-changes.ts";
import { noteRecordEvents } from "../desk/events/note-event.ts";
import type { ChangeKind } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { EventName } from "../model/event.ts";
import type { Run } from "../model/run.ts";
import type { Tables } from "../store/tables.ts";
import type { StoredLine } from "./save-changes.ts";

interface Applied {
  readonly entity: Entity;
  readonly lines: readonly StoredLine[];
  readonly outcomes: readonly LineOutcome[];
}

/** Which events a line that was carried out is, in the order in which they are told. */
const eventsOf: Readonly<Partial<Record<ChangeKind, readonly ("created" | "updated" | "deactivated" | "deleted")[]>>> = {
  create: ["created"],
  link: ["updated"],
  update: ["updated"],
  reactivate: ["updated"],
  deactivate: ["updated", "deactivated"],
  remove: ["deleted"],
};

/** Notes what lines of a run did to people, in the transaction that carried them out: a statement or two an event, however many lines. */
export async function noteLineEvents(trx: Transaction<Tables>, run: Run, { entity, lines, outcomes }: Applied, at: Date): Promise<void> {
  const recordOf = new Map(outcomes.flatMap((outcome) => (outcome.kind === "applied" ? [[outcome.seq, outcome.recordId] as const] : [])));
  for (const verb of ["created", "updated", "deactivated", "deleted"] as const) {
    const concerned = lines.filter((line) => recordOf.has(line.seq) && (eventsOf[line.change.kind] ?? []).includes(verb));
    const event: EventName = `${entity}.${verb}`;
    const recordIds = concerned.map((line) => recordOf.get(line.seq) ?? 0);
    const gone = concerned.map(({ change }, place) => ({ id: recordIds[place], name: change.name, email: change.email }));
    await noteRecordEvents(trx, {
      event,
      recordIds,
      by: run.startedBy,
      at,
      more: { runId: run.id },
      ...(verb === "deleted" && { records: gone }),
    });
  }
}
