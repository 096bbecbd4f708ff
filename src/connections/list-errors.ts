import { sql } from "kysely";
import type { Db } from "../store/open-database.ts";

/** Records that cannot be read, and changes that failed, of one connection. */
export interface ConnectionErrors {
  readonly connectionId: number;
  readonly name: string;
  /** Records of the directory copy of which no person can be made. */
  readonly broken: number;
  /** The newest run that wrote, if changes of it failed. */
  readonly failed: { readonly runId: number; readonly n: number } | null;
}

/** Who is left out because something is wrong with a record or a change, by connection; connections without errors are not named. */
export async function listErrors(db: Db): Promise<readonly ConnectionErrors[]> {
  const answer = await sql<{ id: number; name: string; broken: string; run_id: number | null; failed: number | null }>`
    select c.id, c.name, coalesce(b.n, 0) as broken, r.id as run_id, (r.result ->> 'failed')::int as failed
    from connections c
    left join (select connection_id, count(*) as n from mirror_people
      where defect is not null and absent_since is null group by connection_id) b on b.connection_id = c.id
    left join lateral (select id, result from runs
      where connection_id = c.id and state = 'applied' order by id desc limit 1) r on true
    order by lower(c.name), c.id`.execute(db);
  return answer.rows
    .map(({ id, name, broken, run_id, failed }) => ({
      connectionId: id,
      name,
      broken: Number(broken),
      failed: run_id === null || failed === null || failed === 0 ? null : { runId: run_id, n: failed },
    }))
    .filter(({ broken, failed }) => broken > 0 || failed !== null);
}
