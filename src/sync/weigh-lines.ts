import { type Kysely, type RawBuilder, sql } from "kysely";
import type { LimitName } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";

/** Which lines a limit counts, as their columns say it: the same as `core/guard.ts` says of a decoded line. */
export const countsTowards: Readonly<Record<LimitName, RawBuilder<boolean>>> = {
  deactivations: sql<boolean>`kind in ('remove', 'deactivate')`,
  roleLosses: sql<boolean>`(loses_role and kind not in ('decide', 'leftOut', 'notFound', 'noLongerMapped'))`,
  siteMoves: sql<boolean>`(moves_site and kind not in ('decide', 'leftOut', 'notFound', 'noLongerMapped'))`,
  creations: sql<boolean>`kind = 'create'`,
};

/** Lines that take something away: an apply asks twice when there are any. */
export const takesAway = sql<boolean>`(${countsTowards.deactivations} or ${countsTowards.roleLosses})`;

/** Lines that any of these limits counts. */
export function countsTowardsAny(limits: readonly LimitName[]): RawBuilder<boolean> {
  if (limits.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    limits.map((name) => countsTowards[name]),
    sql` or `,
  )})`;
}

/** Whom a line is about: somebody who is user and agent counts once. */
const person = sql`coalesce(external_id, entity || ' ' || record_id)`;

/** What the ticked lines of a plan count towards each limit, without decoding them. */
export async function weighTicked(db: Kysely<Tables>, runId: number): Promise<Readonly<Record<LimitName, number>>> {
  const answer = await sql<Record<LimitName, string>>`
    select count(distinct ${person}) filter (where ${countsTowards.deactivations}) as deactivations,
      count(distinct ${person}) filter (where ${countsTowards.roleLosses}) as "roleLosses",
      count(distinct ${person}) filter (where ${countsTowards.siteMoves}) as "siteMoves",
      count(*) filter (where ${countsTowards.creations}) as creations
    from changes where run_id = ${runId}::int and is_ticked`.execute(db);
  const [row] = answer.rows;
  const of = (name: LimitName) => Number(row?.[name] ?? 0);
  return { deactivations: of("deactivations"), roleLosses: of("roleLosses"), siteMoves: of("siteMoves"), creations: of("creations") };
}

/** How many people the ticked lines are about that any of these limits counts. */
export async function countPeopleTowards(db: Kysely<Tables>, runId: number, limits: readonly LimitName[]): Promise<number> {
  const answer = await sql<{ n: string }>`
    select count(distinct ${person}) as n from changes
    where run_id = ${runId}::int and is_ticked and ${countsTowardsAny(limits)}`.execute(db);
  return Number(answer.rows[0]?.n ?? 0);
}
