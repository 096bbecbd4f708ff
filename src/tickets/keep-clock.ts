import { type Kysely, sql } from "kysely";
import { planTicketClock, type SlaPromise, type TicketClock } from "../core/sla/plan-ticket-clock.ts";
import type { WorkingTime } from "../core/sla/working-time.ts";
import type { RecordOf } from "../model/records/kind.ts";
import type { slaKind } from "../model/records/ticket-setup.ts";
import type { Tables } from "../store/tables.ts";
import type { Ticket } from "./ticket-saving.ts";

/** What the clock needs to know of a ticket: its status, its priority and its SLA. */
type Clocked = Pick<Ticket, "statusId" | "priorityId" | "slaId">;

/** The clock of a ticket after a change of its status, priority or SLA. `isAnswer`: somebody answers the user with it. */
export async function keepClock(
  trx: Kysely<Tables>,
  ticket: { readonly before: Ticket | null; readonly after: Clocked; readonly isAnswer: boolean },
  now: Date,
): Promise<TicketClock> {
  const { before, after, isAnswer } = ticket;
  const status = await sql<{
    state: "open" | "waiting" | "closed";
  }>`select state from ticket_statuses where id = ${after.statusId}`.execute(trx);
  const clock = planTicketClock({
    before: before === null ? null : clockOf(before),
    createdAt: toDate(before?.createdAt ?? null) ?? now,
    now,
    state: status.rows[0]?.state ?? "open",
    promise: await findPromise(trx, after),
    isPromiseNew: before === null || before.priorityId !== after.priorityId || before.slaId !== after.slaId,
  });
  return { ...clock, respondedAt: clock.respondedAt ?? (isAnswer ? now : null) };
}

/** The clock that a ticket's fields hold. */
export function clockOf(ticket: Ticket): TicketClock {
  return {
    isClosed: ticket.isClosed,
    waitedMinutes: ticket.waitedMinutes,
    waitingSince: toDate(ticket.waitingSince),
    respondBy: toDate(ticket.respondBy),
    resolveBy: toDate(ticket.resolveBy),
    respondedAt: toDate(ticket.respondedAt),
    closedAt: toDate(ticket.closedAt),
  };
}

function toDate(moment: string | null): Date | null {
  return moment === null ? null : new Date(moment);
}

type SlaRow = Pick<RecordOf<typeof slaKind>, "id" | "targets"> & WorkingTime;

async function findPromise(trx: Kysely<Tables>, { slaId, priorityId }: Clocked): Promise<SlaPromise | null> {
  if (slaId === null) return null;
  const sla = (await loadSlas(trx, [slaId])).get(slaId);
  if (sla === undefined) return null;
  const target = sla.targets.find((one) => one.priorityId === priorityId);
  return {
    hours: sla.hours,
    responseMinutes: target?.responseMinutes ?? null,
    resolutionMinutes: target?.resolutionMinutes ?? null,
  };
}

/** SLAs with the hours in which their clocks run. */
export async function loadSlas(
  db: Kysely<Tables>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly hours: WorkingTime; readonly targets: SlaRow["targets"] }>> {
  const found = await sql<SlaRow>`
    select s.id, s.targets, w.time_zone as "timeZone", w.week, w.holidays
    from slas s join working_hours w on w.id = s.working_hours_id where s.id = any(${ids}::int[])`.execute(db);
  return new Map(found.rows.map(({ id, targets, ...hours }) => [id, { hours, targets }]));
}
