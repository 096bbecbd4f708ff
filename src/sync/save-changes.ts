import { type Kysely, sql } from "kysely";
import { isEffect, matchedBy, movesSite } from "../core/guard.ts";
import { type Change, EffectKind } from "../model/change.ts";
import { Conflict, must } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import { decodeLine, encodeLine } from "./line-text.ts";
import { encodeTraits } from "./line-traits.ts";

/** A line with its place in the plan. */
export interface Line {
  readonly seq: number;
  readonly change: Change;
}

/**
 * Stores lines of a plan as the text that is shown, approved and carried out. New records get their numbers here, so that lines can point
 * at each other; not so in a plan that is never carried out.
 */
export async function saveChanges(
  db: Kysely<Tables>,
  runId: number,
  lines: readonly Line[],
  { isOnlyShown }: { readonly isOnlyShown: boolean } = { isOnlyShown: false },
): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    insert into changes (run_id, seq, entity, kind, external_id, record_id, name, email, mapping_id, matched_by, moves_site, loses_role, reason, traits, detail, digest, is_ticked, state)
    select ${runId}::int, seq, entity, kind, external_id,
      case when ${isOnlyShown}::boolean or kind <> 'create' or record_id is not null then record_id when entity = 'user' then nextval('users_id_seq')::int else nextval('agents_id_seq')::int end, name, email, mapping_id, matched_by, moves_site, loses_role, reason, traits, detail, sha256(convert_to(detail, 'UTF8')), true, state
    from json_to_recordset(${JSON.stringify(lines.map(toRow))}::json)
      as r(seq int, entity text, kind text, external_id text, record_id int, name text, email text, mapping_id int, matched_by text,
           moves_site boolean, loses_role boolean, reason text, traits text, detail text, state text)`.execute(db);
}

/** Replaces one line of a plan. */
export async function replaceChange(
  db: Kysely<Tables>,
  runId: number,
  line: Line,
  how: Parameters<typeof saveChanges>[3] = { isOnlyShown: false },
): Promise<void> {
  await db.deleteFrom("changes").where("run_id", "=", runId).where("seq", "=", line.seq).execute();
  await saveChanges(db, runId, [line], how);
}

function toRow({ seq, change }: Line) {
  const detail = encodeLine(change);
  return {
    seq,
    entity: change.entity,
    kind: change.kind,
    external_id: change.externalId,
    record_id: change.recordId,
    name: change.name,
    email: change.email,
    mapping_id: change.mappingId,
    matched_by: matchedBy(change),
    moves_site: movesSite(change),
    loses_role: change.losses.length > 0,
    reason: reasonOf(change),
    traits: encodeTraits(change),
    detail,
    state: isEffect(change) ? "planned" : "noted",
  };
}

/** Why nothing is written, or what is asked, in one word for filters. */
function reasonOf(change: Change): string | null {
  for (const because of change.because) if (because.kind === "leftOut" || because.kind === "question") return because.reason;
  return null;
}

/**
 * The hash of a plan: SHA-256 over the connection and the digests of the ticked lines that write, in order. Unticking a line makes it
 * another plan.
 */
export async function computePlanHash(db: Kysely<Tables>, runId: number, connectionId: number): Promise<string> {
  const answer = await sql<{ plan_hash: string }>`
    select encode(sha256(convert_to(${`connection ${connectionId}\n`}, 'UTF8') || coalesce(string_agg(digest, ''::bytea order by seq), ''::bytea)), 'hex')
      as plan_hash
    from changes where run_id = ${runId}::int and is_ticked and kind = any(${[...EffectKind.options]})`.execute(db);
  return must(answer.rows[0], "a hash").plan_hash;
}

/** A stored line with its outcome. */
export interface StoredLine extends Line {
  readonly state: string;
  readonly isTicked: boolean;
  readonly says: string | null;
  /** The version of the record that the line created, right after it. */
  readonly appliedVersion: number | null;
  readonly recordId: number | null;
}

export interface LineFilter {
  readonly after: number;
  readonly limit: number;
  /** The last place to look at, for windows of places. */
  readonly through?: number;
  readonly states?: readonly string[];
  readonly kinds?: readonly string[];
  readonly isTicked?: boolean;
  /** Only these places. */
  readonly seqs?: readonly number[];
  /** Newest first, for undo. */
  readonly isReversed?: boolean;
}

const isIntact = sql<boolean>`digest = sha256(convert_to(detail, 'UTF8'))`.as("is_intact");

/**
 * Lines of a plan in order, exactly as they were stored.
 * @throws Conflict when a stored line does not have the digest that it was stored with
 */
export async function listChanges(db: Kysely<Tables>, runId: number, filter: LineFilter): Promise<readonly StoredLine[]> {
  let query = db
    .selectFrom("changes")
    .select(["seq", "detail", "state", "is_ticked", "says", "applied_version", "record_id", isIntact])
    .where("run_id", "=", runId);
  query =
    filter.isReversed === true
      ? query.where("seq", "<", filter.after).orderBy("seq", "desc")
      : query.where("seq", ">", filter.after).orderBy("seq");
  if (filter.seqs !== undefined) query = query.where(sql<boolean>`seq = any(${filter.seqs}::int[])`);
  if (filter.through !== undefined) query = query.where("seq", "<=", filter.through);
  if (filter.states !== undefined) query = query.where("state", "in", filter.states);
  if (filter.kinds !== undefined) query = query.where("kind", "in", filter.kinds);
  if (filter.isTicked !== undefined) query = query.where("is_ticked", "=", filter.isTicked);
  const rows = await query.limit(filter.limit).execute();
  return rows.map((row) => {
    if (!row.is_intact) {
      throw new Conflict(
        `Line ${row.seq} of run ${runId} is not the line that was planned. Nothing more of this plan is carried out; make a new one.`,
      );
    }
    return {
      seq: row.seq,
      change: decodeLine(row.detail),
      state: row.state,
      isTicked: row.is_ticked,
      says: row.says,
      appliedVersion: row.applied_version,
      recordId: row.record_id,
    };
  });
}

/** Every line of a plan that the filter lets through, in order, fetched a thousand at a time. @throws Conflict as {@link listChanges} */
export async function* streamChanges(
  db: Kysely<Tables>,
  runId: number,
  filter: Pick<LineFilter, "states" | "kinds" | "isTicked">,
): AsyncIterable<StoredLine> {
  let after = 0;
  for (;;) {
    const lines = await listChanges(db, runId, { ...filter, after, limit: 1000 });
    yield* lines;
    const last = lines.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
}

/** The place of a plan's last line; 0 for an empty plan. */
export async function findLastSeq(db: Kysely<Tables>, runId: number): Promise<number> {
  const row = await db
    .selectFrom("changes")
    .select((eb) => eb.fn.max("seq").as("seq"))
    .where("run_id", "=", runId)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** Refreshes the planner's figures after a large plan was stored. */
export async function analyzeChanges(db: Kysely<Tables>): Promise<void> {
  await sql`analyze changes (run_id, seq, external_id, record_id, entity, kind, state)`.execute(db);
}

/** How many lines of a plan are in which state. */
export async function countLines(db: Kysely<Tables>, runId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("changes")
    .select((eb) => ["state", "is_ticked", eb.fn.countAll<string>().as("n")])
    .where("run_id", "=", runId)
    .groupBy(["state", "is_ticked"])
    .execute();
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = row.state === "planned" && !row.is_ticked ? "unticked" : row.state;
    counts.set(key, (counts.get(key) ?? 0) + Number(row.n));
  }
  return counts;
}
