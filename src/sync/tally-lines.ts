import { sql } from "kysely";
import { isEffect } from "../core/guard.ts";
import type { ChangeKind } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { Db } from "../store/open-database.ts";
import { decodeTraits, type Traits } from "./line-traits.ts";

/** Lines of a plan that are alike in everything that filters and counts ask for. */
export interface AlikeLines extends Traits {
  readonly n: number;
  readonly kind: ChangeKind;
  readonly entity: Entity;
  readonly mappingId: number | null;
  readonly matchedBy: string;
  readonly reason: string | null;
  readonly state: string;
  readonly isTicked: boolean;
  readonly movesSite: boolean;
  readonly losesRole: boolean;
}

interface Row {
  readonly n: number;
  readonly kind: ChangeKind;
  readonly entity: Entity;
  readonly mapping_id: number | null;
  readonly matched_by: string;
  readonly reason: string | null;
  readonly state: string;
  readonly is_ticked: boolean;
  readonly moves_site: boolean;
  readonly loses_role: boolean;
  readonly traits: string;
}

/** Counts a plan once, by everything at the same time: what filters offer and what totals need is added up from it. */
export async function tallyLines(db: Db, runId: number): Promise<readonly AlikeLines[]> {
  const answer = await sql<Row>`
    select kind, entity, mapping_id, matched_by, reason, state, is_ticked, moves_site, loses_role, traits, count(*)::int as n
    from changes where run_id = ${runId}::int
    group by kind, entity, mapping_id, matched_by, reason, state, is_ticked, moves_site, loses_role, traits`.execute(db);
  return answer.rows.map((row) => ({
    n: row.n,
    kind: row.kind,
    entity: row.entity,
    mappingId: row.mapping_id,
    matchedBy: row.matched_by,
    reason: row.reason,
    state: row.state,
    isTicked: row.is_ticked,
    movesSite: row.moves_site,
    losesRole: row.loses_role,
    ...decodeTraits(row.traits),
  }));
}

/** Totals of a plan. */
export interface PlanTotals {
  readonly lines: number;
  /** Lines that write. */
  readonly effects: number;
  /** Of those, the ones that are chosen. */
  readonly ticked: number;
  /** Of those, the ones that make somebody inactive, delete a record, or take a role away. */
  readonly takesAway: number;
  /** Of those, agents who become inactive. */
  readonly agentsShutOut: number;
  /** Lines that were written and not taken back since. */
  readonly standing: number;
}

/** Adds a tally up. */
export function totalLines(tally: readonly AlikeLines[]): PlanTotals {
  const effects = tally.filter(isEffect);
  const ticked = effects.filter((lines) => lines.isTicked);
  const shuts = ({ kind }: AlikeLines) => kind === "deactivate" || kind === "remove";
  return {
    lines: sum(tally),
    effects: sum(effects),
    ticked: sum(ticked),
    takesAway: sum(ticked.filter((lines) => shuts(lines) || lines.losesRole)),
    agentsShutOut: sum(ticked.filter((lines) => lines.entity === "agent" && shuts(lines))),
    standing: sum(effects.filter((lines) => lines.state === "applied")),
  };
}

export function sum(lines: readonly { readonly n: number }[]): number {
  return lines.reduce((total, { n }) => total + n, 0);
}
