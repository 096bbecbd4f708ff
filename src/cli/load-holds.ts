import { sql } from "kysely";
import type { Db } from "../store/open-database.ts";

/** People who are not planned although an import would change them, for one reason. */
export interface Held {
  readonly because: string;
  readonly people: number;
}

/** Whom a connection holds back now, by reason, newest first. Who has changed in the directory since is held no more. */
export async function loadHolds(db: Db, connectionId: number): Promise<readonly Held[]> {
  const answer = await sql<{ because: string; people: string }>`
    select h.because, count(distinct h.external_id) as people from holds h
    join mirror_people m on m.connection_id = h.connection_id and m.external_id = h.external_id
    where h.connection_id = ${connectionId}::int and greatest(m.reading_id, coalesce(m.absent_since, 0)) <= h.reading_id
    group by h.because order by max(h.reading_id) desc, h.because desc`.execute(db);
  return answer.rows.map(({ because, people }) => ({ because, people: Number(people) }));
}
