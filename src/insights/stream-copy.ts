import { listPeopleAfter, type MirroredPerson } from "../mirror/find-people.ts";
import type { Database } from "../store/open-database.ts";

/** Accounts per query: few enough to let other work run in between. */
const batchSize = 1000;

/** Every account that the last reading had, broken records included, in order of directory id. Ends early when nobody waits any more. */
export async function* streamCopy(
  { db, breathe }: Database,
  connectionId: number,
  signal: AbortSignal,
): AsyncGenerator<readonly MirroredPerson[], void, undefined> {
  for (let after = ""; !signal.aborted; ) {
    const batch = await listPeopleAfter(db, connectionId, after, batchSize);
    const last = batch.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield batch.filter((mirrored) => mirrored.absence === null);
    await breathe();
  }
}
