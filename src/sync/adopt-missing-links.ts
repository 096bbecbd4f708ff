import { sql } from "kysely";
import { saveAbsentPeople } from "../mirror/save-people.ts";
import { digestOf } from "../mirror/seen-table.ts";
import type { Entity } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import type { Person } from "../model/person.ts";
import type { Db } from "../store/open-database.ts";
import { markDue } from "./due.ts";

interface Row {
  readonly external_id: string;
  readonly entity: Entity;
  readonly name: string | null;
  readonly email: string | null;
}

/**
 * Takes accounts into the directory copy, as absent, that desk records were linked to by a take-over and that a complete reading did
 * not have: else nothing would ever be said about them.
 */
export async function adoptMissingLinks(db: Db, connectionId: number, readingId: number, part: string): Promise<void> {
  const answer = await sql<Row>`
    select l.external_id, l.entity, coalesce(u.name, a.name) as name, coalesce(u.email, a.email) as email
    from links l
    left join users u on l.entity = 'user' and u.id = l.record_id
    left join agents a on l.entity = 'agent' and a.id = l.record_id
    where l.connection_id = ${connectionId}::int and l.since_run_id is null
      and not exists (select 1 from mirror_people m where m.connection_id = l.connection_id and m.external_id = l.external_id)
    order by l.external_id`.execute(db);
  const people = [...new Map(answer.rows.map((row) => [row.external_id, toPerson(row, part)])).values()];
  await saveAbsentPeople(
    db,
    connectionId,
    readingId,
    people.map((person) => ({ person, emailKey: foldText(person.email), digest: digestOf(person.id, "") })),
  );
  for (const entity of ["user", "agent"] as const) {
    const ids = answer.rows.filter((row) => row.entity === entity).map((row) => row.external_id);
    await markDue(db, connectionId, ids, "missing", [entity]);
  }
}

/** What the desk knows of an account that the directory does not show. */
function toPerson({ external_id, name, email }: Row, part: string): Person {
  return { id: external_id, part, email: email ?? "", aliases: [], name: name ?? "", standing: "active", orgUnit: "", attributes: {} };
}
