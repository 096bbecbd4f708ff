import { checkCondition } from "../core/check-condition.ts";
import { createTest } from "../core/judge-condition.ts";
import { loadGroupsOfMembers } from "../mirror/list-group-members.ts";
import { listNesting } from "../mirror/save-members.ts";
import { type Condition, groupIdsOf } from "../model/condition.ts";
import { Invalid } from "../model/errors.ts";
import { isPerson, type Person } from "../model/person.ts";
import type { Database } from "../store/open-database.ts";
import { createNesting } from "../sync/nesting.ts";
import { streamCopy } from "./stream-copy.ts";

const sampleSize = 5;

/** How many accounts of the copy a condition fits, with the first few of them; null fits everybody. @throws Invalid at `filter` */
export async function countCondition(
  database: Database,
  { connectionId, filter, signal }: { readonly connectionId: number; readonly filter: Condition | null; readonly signal: AbortSignal },
): Promise<{ fits: number; of: number; sample: { externalId: string; name: string; email: string }[] }> {
  const { db } = database;
  const faults = filter === null ? [] : checkCondition(filter, { at: "filter" });
  if (faults.length > 0) throw new Invalid(faults);
  const test = filter === null ? () => true : createTest(filter);
  const groupIds = groupIdsOf(filter);
  const nesting = createNesting(groupIds.length === 0 ? [] : await listNesting(db, connectionId), groupIds);
  const direct = await loadGroupsOfMembers(db, connectionId, [...nesting.inside(groupIds)]);
  const found: Person[] = [];
  let fits = 0;
  let of = 0;
  for await (const batch of streamCopy(database, connectionId, signal)) {
    of += batch.length;
    const people = batch.map((mirrored) => mirrored.person).filter(isPerson);
    for (const person of people) {
      if (!test({ person, groups: nesting.groupsFor(direct.get(person.id) ?? [], person.part) })) continue;
      fits += 1;
      if (found.length < sampleSize) found.push(person);
    }
  }
  return { fits, of, sample: found.map(({ id, name, email }) => ({ externalId: id, name, email })) };
}
