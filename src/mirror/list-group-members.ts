import { type Kysely, sql } from "kysely";
import type { Group } from "../model/directory.ts";
import type { Tables } from "../store/tables.ts";

/** The groups that the copy has names of, by name. */
export async function listGroups(db: Kysely<Tables>, connectionId: number): Promise<readonly Group[]> {
  const rows = await db
    .selectFrom("mirror_groups")
    .select(["group_id", "name", "email"])
    .where("connection_id", "=", connectionId)
    .orderBy("name")
    .orderBy("group_id")
    .execute();
  return rows.map((row) => ({ id: row.group_id, name: row.name, email: row.email }));
}

/** Accounts of the copy that are direct members, by group: those that the last reading had and that can be read. */
export async function loadMemberAccounts(db: Kysely<Tables>, connectionId: number): Promise<ReadonlyMap<string, readonly string[]>> {
  const answer = await sql<{ group_id: string; ids: string }>`
    select m.group_id, string_agg(m.member_id, ' ') as ids from mirror_members m
    join mirror_people p on p.connection_id = m.connection_id and p.external_id = m.member_id
    where m.connection_id = ${connectionId}::int and m.kind = 'person' and p.absent_since is null and p.defect is null
    group by m.group_id`.execute(db);
  return new Map(answer.rows.map((row) => [row.group_id, row.ids.split(" ")]));
}

/** The groups, of those named, that people stand in directly, by directory id of the person: one query, however many people there are. */
export async function loadGroupsOfMembers(
  db: Kysely<Tables>,
  connectionId: number,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = new Map<string, string[]>();
  if (groupIds.length === 0) return groups;
  const answer = await sql<{ group_id: string; ids: string }>`
    select group_id, string_agg(member_id, ' ') as ids from mirror_members
    where connection_id = ${connectionId}::int and kind = 'person' and group_id = any(${groupIds})
    group by group_id order by group_id`.execute(db);
  for (const { group_id, ids } of answer.rows) {
    for (const id of ids.split(" ")) {
      const known = groups.get(id);
      if (known === undefined) groups.set(id, [group_id]);
      else known.push(group_id);
    }
  }
  return groups;
}

/** Every account that the last reading had and that can be read, with the customer directory it was listed in. */
export async function listReadableIds(
  db: Kysely<Tables>,
  connectionId: number,
): Promise<readonly { readonly id: string; readonly part: string }[]> {
  const rows = await db
    .selectFrom("mirror_people")
    .select(["external_id", "part"])
    .where("connection_id", "=", connectionId)
    .where("absent_since", "is", null)
    .where("defect", "is", null)
    .execute();
  return rows.map((row) => ({ id: row.external_id, part: row.part }));
}
