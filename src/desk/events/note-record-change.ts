import type { Transaction } from "kysely";
import type { EventName } from "../../model/event.ts";
import type { Tables } from "../../store/tables.ts";
import type { Saving, Values } from "../records/record-rules.ts";
import { noteEvent } from "./note-event.ts";

type Action = "create" | "edit" | "delete";

/** Kinds whose every saving is an event. Tickets and people are not among them: whoever saves those knows better what happened. */
const told: Readonly<Record<string, Readonly<Record<Action, EventName>>>> = {
  asset: { create: "asset.created", edit: "asset.updated", delete: "asset.deleted" },
};

/** Notes the event that saving a record of a kind is, if it is one. `was` is the whole record, of one that was deleted. */
export async function noteRecordChange(
  trx: Transaction<Tables>,
  change: { readonly kind: string; readonly id: number; readonly action: Action; readonly was: Values | null },
  { by, now }: Saving,
): Promise<void> {
  const event = told[change.kind]?.[change.action];
  if (event === undefined) return;
  await noteEvent(trx, {
    event,
    recordId: change.id,
    by,
    at: now,
    ...(change.action === "delete" && change.was !== null && { record: change.was }),
  });
}
