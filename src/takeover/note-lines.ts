import { sql, type Transaction } from "kysely";
import { noteRecordEvents } from "../desk/events/note-event.ts";
import type { TakeoverChange, TakeoverKind, TakeoverLine } from "../model/takeover.ts";
import type { Tables } from "../store/tables.ts";
import type { Takeover } from "./takeover-store.ts";

interface Noted {
  readonly takeover: Takeover;
  readonly kind: TakeoverKind;
  readonly lines: readonly TakeoverLine[];
  readonly by: string;
  readonly now: Date;
}

const actions = { create: "takeOver", update: "takeOver", remove: "delete", restore: "takeOver" } as const;

/** Writes to the audit log what lines did, one entry a record; whoever did it is named with the number of the take-over. */
export async function noteLines(trx: Transaction<Tables>, { takeover, kind, lines, by, now }: Noted): Promise<void> {
  const rows = lines.flatMap((line) => {
    if (line.action !== "create" && line.action !== "update" && line.action !== "remove" && line.action !== "restore") return [];
    const isNew = line.action === "create";
    return [
      {
        record_id: line.recordId,
        action: actions[line.action],
        before: isNew ? null : { ...side(line.changes, "before"), ...(line.action === "remove" && { name: line.name }) },
        after: line.action === "remove" ? null : side(line.changes, "after"),
      },
    ];
  });
  if (rows.length === 0) return;
  await noteLineEvents(trx, { takeover, kind, lines, by, now });
  const actor = `${by}, ${takeover.undoesId === null ? `take-over ${takeover.id} from ${takeover.system}` : `undo of take-over ${takeover.undoesId}`}`;
  await sql`
    insert into audit (at, actor, entity, record_id, action, before, after)
    select ${now}::timestamptz, ${actor}, ${kind}, record_id, action, before, after
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(record_id int, action text, before jsonb, after jsonb)`.execute(trx);
}

const verbs = { created: ["create"], updated: ["update", "restore"], deleted: ["remove"] } as const;

/** Tells the programs that want to know of people and assets; nobody asks about places. */
async function noteLineEvents(trx: Transaction<Tables>, { takeover, kind, lines, by, now }: Noted): Promise<void> {
  if (kind === "customer" || kind === "site") return;
  for (const verb of ["created", "updated", "deleted"] as const) {
    const concerned = lines.filter(
      (line) => verbs[verb].some((action) => action === line.action) && (verb !== "updated" || line.changes.length > 0),
    );
    await noteRecordEvents(trx, {
      event: `${kind}.${verb}`,
      recordIds: concerned.flatMap((line) => line.recordId ?? []),
      by,
      at: now,
      more: { takeoverId: takeover.id },
      ...(verb === "deleted" && { records: concerned.map((line) => ({ id: line.recordId, name: line.name })) }),
    });
  }
}

function side(changes: readonly TakeoverChange[], which: "before" | "after") {
  return Object.fromEntries(changes.map((change) => [change.field, change[which]]));
}
