import { type Kysely, sql } from "kysely";
import { type EventName, subjectOf } from "../../model/event.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { Tables } from "../../store/tables.ts";
import { readRecords } from "../records/read-record.ts";

/** Something that happened to a record, for the programs that want to know. */
export interface DeskEvent {
  readonly event: EventName;
  readonly recordId: number;
  readonly by: string;
  readonly at: Date;
  /** The record as webhooks show it; where it is missing, it is read as `/v1` answers it. Give it for what is deleted, and for runs. */
  readonly record?: object;
  /** What is said beside the record: `{ action: … }`. */
  readonly more?: object;
}

/** The same event for many records at once. */
export interface RecordEvents extends Omit<DeskEvent, "recordId" | "record"> {
  readonly recordIds: readonly number[];
  /** What is shown of records that are not there any more, in the order of `recordIds`. */
  readonly records?: readonly object[];
}

/**
 * Notes an event in the transaction of its change: what is rolled back was never told. Costs one look where no active webhook wants it.
 */
export async function noteEvent(trx: Kysely<Tables>, { recordId, record, ...event }: DeskEvent): Promise<void> {
  if (record === undefined) return await noteRecordEvents(trx, { ...event, recordIds: [recordId] });
  if (await isWanted(trx, event.event)) await saveEvents(trx, event, [{ id: recordId, record }]);
}

/** Notes an event for each of many records, a few hundred a statement; records that are not there any more are left out where nothing is given for them. */
export async function noteRecordEvents(trx: Kysely<Tables>, { recordIds, records, ...event }: RecordEvents): Promise<void> {
  const subject = subjectOf(event.event);
  if (recordIds.length === 0 || subject === "run" || !(await isWanted(trx, event.event))) return;
  for (let from = 0; from < recordIds.length; from += 500) {
    const ids = recordIds.slice(from, from + 500);
    const about =
      records === undefined
        ? (await readRecords(trx, deskKinds[subject], ids)).map((record) => ({ id: record.id, record }))
        : ids.map((id, place) => ({ id, record: records[from + place] ?? {} }));
    await saveEvents(trx, event, about);
  }
}

async function isWanted(trx: Kysely<Tables>, event: EventName): Promise<boolean> {
  const found = await sql`select 1 from webhooks where is_active and events ? ${event} limit 1`.execute(trx);
  return found.rows.length > 0;
}

/** Keeps what happened, and for each webhook that wants it that it has to be sent. */
async function saveEvents(
  trx: Kysely<Tables>,
  { event, by, at, more }: Omit<RecordEvents, "recordIds" | "records">,
  about: readonly { readonly id: number; readonly record: object }[],
): Promise<void> {
  const rows = about.map(({ id, record }, place) => ({ place, record_id: id, payload: { ...more, record } }));
  await sql`
    with noted as (
      insert into events (name, record_id, by_name, at, payload)
      select ${event}, r.record_id, ${by}, ${at}::timestamptz, r.payload
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(place int, record_id int, payload jsonb) order by r.place
      returning id)
    insert into webhook_deliveries (webhook_id, event_id, state, next_at)
    select w.id, noted.id, 'waiting', ${at}::timestamptz from noted cross join webhooks w
    where w.is_active and w.events ? ${event} order by noted.id, w.id`.execute(trx);
}
