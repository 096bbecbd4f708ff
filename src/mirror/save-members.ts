import { type Kysely, sql } from "kysely";
import type { Group, Member } from "../model/directory.ts";
import type { Tables } from "../store/tables.ts";

/** A direct membership that a reading found or did not find any more. */
export interface Membership {
  readonly groupId: string;
  readonly memberId: string;
  readonly kind: Member["kind"];
}

/** Keeps the names of the groups that settings name or that stand inside them. */
export async function saveGroups(db: Kysely<Tables>, connectionId: number, groups: readonly Group[]): Promise<void> {
  if (groups.length === 0) return;
  const rows = groups.map((group) => ({ connection_id: connectionId, group_id: group.id, name: group.name, email: group.email }));
  await db
    .insertInto("mirror_groups")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["connection_id", "group_id"])
        .doUpdateSet((eb) => ({ name: eb.ref("excluded.name"), email: eb.ref("excluded.email") })),
    )
    .execute();
}

/** Names of the groups that a reading brought, by id. */
export async function listGroupNames(db: Kysely<Tables>, connectionId: number): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom("mirror_groups").select(["group_id", "name"]).where("connection_id", "=", connectionId).execute();
  return new Map(rows.map((row) => [row.group_id, row.name]));
}

/** Adds direct memberships. */
export async function addMembers(db: Kysely<Tables>, connectionId: number, members: readonly Membership[]): Promise<void> {
  if (members.length === 0) return;
  await sql`
    insert into mirror_members (connection_id, group_id, member_id, kind)
    select ${connectionId}::int, "groupId", "memberId", kind
    from json_to_recordset(${JSON.stringify(members)}::json) as r("groupId" text, "memberId" text, kind text)
    on conflict do nothing`.execute(db);
}

/** Removes direct memberships. */
export async function removeMembers(db: Kysely<Tables>, connectionId: number, members: readonly Membership[]): Promise<void> {
  if (members.length === 0) return;
  await sql`
    delete from mirror_members m
    using json_to_recordset(${JSON.stringify(members)}::json) as r("groupId" text, "memberId" text)
    where m.connection_id = ${connectionId}::int and m.group_id = r."groupId" and m.member_id = r."memberId"`.execute(db);
}

/** Direct members of a group as the mirror holds them: ids by kind, in order, joined by spaces. Cheap to load and to compare. */
export type HeldMembers = ReadonlyMap<Member["kind"], string>;

/** The members of every group that the mirror holds. */
export async function loadMembers(db: Kysely<Tables>, connectionId: number): Promise<ReadonlyMap<string, HeldMembers>> {
  const answer = await sql<{ group_id: string; kind: Member["kind"]; ids: string }>`
    select group_id, kind, string_agg(member_id, ' ' order by member_id) as ids from mirror_members
    where connection_id = ${connectionId}::int group by group_id, kind`.execute(db);
  const groups = new Map<string, Map<Member["kind"], string>>();
  for (const { group_id, kind, ids } of answer.rows) groups.set(group_id, (groups.get(group_id) ?? new Map()).set(kind, ids));
  return groups;
}

/** Members as the mirror would hold them. */
export function packMembers(members: readonly Member[]): HeldMembers {
  const byKind = Map.groupBy(members, (member) => member.kind);
  return new Map(
    [...byKind].map(([kind, list]) => [
      kind,
      list
        .map((member) => member.id)
        .sort()
        .join(" "),
    ]),
  );
}

/** The members that were packed. */
export function unpackMembers(held: HeldMembers | undefined): readonly Member[] {
  return [...(held ?? [])].flatMap(([kind, ids]) => ids.split(" ").map((id) => ({ kind, id })));
}

/** Which groups stand directly in which, and which hold everyone. */
export async function listNesting(db: Kysely<Tables>, connectionId: number): Promise<readonly Membership[]> {
  const rows = await db
    .selectFrom("mirror_members")
    .select(["group_id", "member_id", "kind"])
    .where("connection_id", "=", connectionId)
    .where("kind", "<>", "person")
    .orderBy("group_id")
    .orderBy("member_id")
    .execute();
  // Written by addMembers from this very type.
  return rows.map((row) => ({ groupId: row.group_id, memberId: row.member_id, kind: row.kind as Member["kind"] }));
}

/** The groups that people stand in directly. */
export async function listGroupsOf(
  db: Kysely<Tables>,
  connectionId: number,
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = new Map<string, string[]>();
  if (people.length === 0) return groups;
  const rows = await db
    .selectFrom("mirror_members")
    .select(["group_id", "member_id"])
    .where("connection_id", "=", connectionId)
    .where(sql<boolean>`member_id = any(${people})`)
    .orderBy("group_id")
    .execute();
  for (const row of rows) {
    const known = groups.get(row.member_id);
    if (known === undefined) groups.set(row.member_id, [row.group_id]);
    else known.push(row.group_id);
  }
  return groups;
}

/** Forgets groups that nothing names any more. */
export async function dropOtherGroups(db: Kysely<Tables>, connectionId: number, walked: readonly string[]): Promise<void> {
  await db.deleteFrom("mirror_members").where("connection_id", "=", connectionId).where(sql<boolean>`group_id <> all(${walked})`).execute();
  await db.deleteFrom("mirror_groups").where("connection_id", "=", connectionId).where(sql<boolean>`group_id <> all(${walked})`).execute();
}
