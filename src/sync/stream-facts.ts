import type { PersonFacts } from "../core/plan-person.ts";
import { listPeopleAfter, listPeopleById, type MirroredPerson } from "../mirror/find-people.ts";
import type { Db } from "../store/open-database.ts";
import { type FactsContext, gatherFacts } from "./gather-facts.ts";

/** Batches gathered before they are planned, and planned before they are stored. */
export const batchesAhead = 2;

/** A promise that is awaited later: without a listener, a failure in between would end the process. */
export function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** Facts of the people who are due (null: of everybody), batch by batch; the next ones are gathered while these are planned. */
export async function* streamFacts(
  context: FactsContext,
  due: readonly string[] | null,
  size: number,
): AsyncIterable<readonly PersonFacts[]> {
  const waiting: Promise<readonly PersonFacts[]>[] = [];
  for await (const batch of listBatches(context.db, context.plan.connectionId, due, size)) {
    waiting.push(heard(gatherFacts(context, batch)));
    const ready = waiting.length > batchesAhead ? waiting.shift() : undefined;
    if (ready !== undefined) yield await ready;
  }
  for (const ready of waiting) yield await ready;
}

async function* listBatches(
  db: Db,
  connectionId: number,
  due: readonly string[] | null,
  size: number,
): AsyncIterable<readonly MirroredPerson[]> {
  if (due !== null) {
    for (let from = 0; from < due.length; from += size) yield await listPeopleById(db, connectionId, due.slice(from, from + size));
    return;
  }
  let next = listPeopleAfter(db, connectionId, "", size);
  for (let batch = await next; batch.length > 0; batch = await next) {
    // The next batch is fetched while this one is planned.
    next = heard(listPeopleAfter(db, connectionId, batch.at(-1)?.id ?? "", size));
    yield batch;
  }
}
