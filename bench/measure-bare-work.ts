import assert from "node:assert/strict";
import { sql } from "kysely";
import { createBareTables, fetchOnly, runFloor } from "./bare-work.ts";
import type { Measuring } from "./measure-imports.ts";
import { groupIdsOf, organisationOf } from "./organisation.ts";
import type { Measurement } from "./report.ts";
import { connect } from "./world.ts";

/** The measures of the others: the floor in a process as cold as a first import's, then fetching alone in one as warm as a second's. */
export async function* measureBareWork({ task, database, observer }: Measuring): AsyncGenerator<Measurement> {
  const { connection, openSource } = await connect(task.sandbox.url);
  const groupIds = groupIdsOf(organisationOf(task.people, task.groups));
  const open = () => openSource({ ...connection, id: 1 }, new AbortController().signal);
  await createBareTables(database);
  yield { ...(await observer.measure("floor", async () => runFloor(await open(), groupIds, database))), deskRows: null };
  const answer = await sql<{ people: string; members: string }>`
    select (select count(*) from bare_people) as people, (select count(*) from bare_members) as members`.execute(database.db);
  const kept = { people: Number(answer.rows[0]?.people), members: Number(answer.rows[0]?.members) };
  assert.equal(kept.people, task.people, "the floor kept everybody");
  let fetched: typeof kept | null = null;
  const alone = await observer.measure("fetching alone", async () => {
    fetched = await fetchOnly(await open(), groupIds);
  });
  assert.deepEqual(fetched, kept, "fetching alone brought as much as the floor kept");
  yield { ...alone, deskRows: null };
}
