import { hash } from "node:crypto";
import { sql } from "kysely";
import type { DirectorySource } from "../src/model/directory.ts";
import type { Json } from "../src/model/person.ts";
import type { Database } from "../src/store/open-database.ts";

const request = { part: "my_customer", attributes: ["externalIds", "name", "organizations", "phones", "relations"] };
const walksAtOnce = 10;

/** Fetches and parses everybody and every membership, and keeps nothing. Returns how many there were of both. */
export async function fetchOnly(source: DirectorySource, groupIds: readonly string[]): Promise<{ people: number; members: number }> {
  let people = 0;
  for await (const page of source.people(request)) people += page.items.length;
  let members = 0;
  await walkGroups(source, groupIds, async (_groupId, ids) => {
    members += ids.length;
  });
  return { people, members };
}

export async function createBareTables({ db }: Database): Promise<void> {
  await sql`create table bare_people (id text primary key, digest bytea not null, body json not null)`.execute(db);
  await sql`create table bare_members (group_id text not null, member_id text not null, primary key (group_id, member_id))`.execute(db);
}

/** The least that any import must do: fetch, parse, hash, insert. No mapping, no plan, no safety. The next page comes while one is written. */
export async function runFloor(source: DirectorySource, groupIds: readonly string[], { db, batchSize, breathe }: Database): Promise<void> {
  const people = createWriter<{ id: string | null; digest: string; body: Json }>(batchSize, breathe, async (rows) => {
    await sql`
      insert into bare_people select id, decode(digest, 'hex'), body
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, digest text, body json)`.execute(db);
  });
  for await (const page of source.people(request)) {
    for (const body of page.items) await people.add({ id: source.idOf(body), digest: hash("sha1", JSON.stringify(body), "hex"), body });
  }
  await people.finish();
  const members = createWriter<{ g: string; m: string }>(batchSize * 5, breathe, async (rows) => {
    await sql`insert into bare_members select g, m from json_to_recordset(${JSON.stringify(rows)}::json) as r(g text, m text)`.execute(db);
  });
  await walkGroups(source, groupIds, async (groupId, ids) => {
    for (const id of ids) await members.add({ g: groupId, m: id });
  });
  await members.finish();
}

async function walkGroups(
  source: DirectorySource,
  groupIds: readonly string[],
  onMembers: (groupId: string, ids: readonly string[]) => Promise<void>,
): Promise<void> {
  const waiting = [...groupIds];
  const walkNext = async (): Promise<void> => {
    for (let groupId = waiting.shift(); groupId !== undefined; groupId = waiting.shift()) {
      for await (const members of source.members(groupId))
        await onMembers(
          groupId,
          members.map((member) => member.id),
        );
    }
  };
  await Promise.all(Array.from({ length: walksAtOnce }, walkNext));
}

/** Collects rows and writes them by the batch, one batch at a time. */
function createWriter<Row>(size: number, breathe: () => Promise<void>, write: (rows: readonly Row[]) => Promise<void>) {
  let waiting: Row[] = [];
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    const batch = waiting;
    waiting = [];
    const before = writing;
    writing = before.then(() => write(batch));
    // Awaited by the next flush; without a listener a failure in between would end the process.
    writing.catch(() => undefined);
    await before;
    await breathe();
  };
  return {
    add: async (row: Row) => {
      waiting.push(row);
      if (waiting.length >= size) await flush();
    },
    finish: async () => {
      if (waiting.length > 0) await flush();
      await writing;
    },
  };
}
