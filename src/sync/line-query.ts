import { type RawBuilder, sql } from "kysely";
import type { ChangeKind } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { ConnectionSettings, LimitName } from "../model/settings.ts";
import { escapeLike } from "../store/escape-like.ts";
import { countsTowardsAny } from "./weigh-lines.ts";

/** Which lines of a plan somebody wants to see; what is empty or null lets everything through. Several values of one filter: any of them. */
export interface PlanFilter {
  readonly kinds: readonly ChangeKind[];
  readonly entity: Entity | null;
  readonly mappingIds: readonly number[];
  readonly siteIds: readonly number[];
  readonly matchedBy: readonly string[];
  readonly fields: readonly string[];
  readonly warnings: readonly string[];
  readonly reasons: readonly string[];
  readonly states: readonly string[];
  /** Lines that count towards any of these limits. */
  readonly limits: readonly LimitName[] | null;
  /** Only lines that give a role or a board. */
  readonly gainsRole: boolean;
  readonly isTicked: boolean | null;
  /** Part of a name or of an address, or a directory id. */
  readonly text: string;
}

export const everyLine: PlanFilter = {
  kinds: [],
  entity: null,
  mappingIds: [],
  siteIds: [],
  matchedBy: [],
  fields: [],
  warnings: [],
  reasons: [],
  states: [],
  limits: null,
  gainsRole: false,
  isTicked: null,
  text: "",
};

/** The filter as a condition on `changes`. `settings` are those of the plan: they say where mappings send people. */
export function whereLine(filter: PlanFilter, settings: Pick<ConnectionSettings, "mappings">): RawBuilder<boolean> {
  const conditions = [
    ...(filter.kinds.length === 0 ? [] : [sql`kind = any(${filter.kinds}::text[])`]),
    ...(filter.entity === null ? [] : [sql`entity = ${filter.entity}`]),
    ...(filter.mappingIds.length === 0 ? [] : [sql`mapping_id = any(${filter.mappingIds}::int[])`]),
    ...(filter.siteIds.length === 0 ? [] : [goesTo(filter.siteIds, settings)]),
    ...(filter.matchedBy.length === 0 ? [] : [sql`(matched_by = any(${filter.matchedBy}::text[]) and ${isEffect})`]),
    ...(filter.fields.length === 0 ? [] : [hasTrait("f", filter.fields)]),
    ...(filter.warnings.length === 0 ? [] : [hasTrait("w", filter.warnings)]),
    ...(filter.reasons.length === 0 ? [] : [sql`reason = any(${filter.reasons}::text[])`]),
    ...(filter.states.length === 0 ? [] : [sql`state = any(${filter.states}::text[])`]),
    ...(filter.limits === null ? [] : [countsTowardsAny(filter.limits)]),
    ...(filter.gainsRole ? [sql`(traits like '% g %' and ${isEffect})`] : []),
    ...(filter.isTicked === null ? [] : [sql`(is_ticked = ${filter.isTicked}::boolean and ${isEffect})`]),
    ...(filter.text.trim() === "" ? [] : [isAbout(filter.text.trim())]),
  ];
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

const isEffect = sql`kind not in ('decide', 'leftOut', 'notFound', 'noLongerMapped')`;

/** Where a line's person goes: the site that it changes to, else that of the mapping. */
function goesTo(siteIds: readonly number[], { mappings }: Pick<ConnectionSettings, "mappings">): RawBuilder<unknown> {
  const there = mappings.filter(({ destination }) => destination.kind === "site" && siteIds.includes(destination.siteId));
  const byMapping = sql`(traits not like ' s:%' and kind not in ('decide', 'leftOut', 'remove') and entity = 'user' and mapping_id = any(${there.map((mapping) => mapping.id)}::int[]))`;
  return sql`(${hasTrait("s", siteIds.map(String))} or ${byMapping})`;
}

function hasTrait(mark: "s" | "f" | "w", values: readonly string[]): RawBuilder<unknown> {
  return sql`(${sql.join(
    values.map((value) => sql`traits like ${`% ${mark}:${escapeLike(value)} %`}`),
    sql` or `,
  )})`;
}

/** Compares without capitals and without marks above letters: `cosic` finds Ćosić. What looks like an address is looked for among addresses. */
function isAbout(text: string): RawBuilder<unknown> {
  const isInAddress = sql`(external_id = ${text} or ${lowered(sql.ref("email"))} like ${`%${escapeLike(text.toLowerCase())}%`})`;
  if (text.includes("@")) return isInAddress;
  const pattern = `%${escapeLike(foldMarks(text))}%`;
  return sql`(${isInAddress} or ${folded(sql.ref("name"))} like ${pattern})`;
}

/** Small letters of a language are dear: a text of as many bytes as characters has none but those of the alphabet. */
function lowered(column: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`case when ${isPlain(column)} then lower(${column} collate "C") else lower(${column}) end collate "C"`;
}

/** Taking marks off is dearer still (U+0300 to U+036F stand by themselves once a text is decomposed), and most names have none. */
function folded(column: RawBuilder<unknown>): RawBuilder<string> {
  const bare = sql`regexp_replace(normalize(${column}, NFKD), '[\\u0300-\\u036f]', '', 'g')`;
  return sql<string>`case when ${isPlain(column)} then lower(${column} collate "C") else lower(${bare}) end collate "C"`;
}

function isPlain(column: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`octet_length(${column}) = char_length(${column})`;
}

function foldMarks(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

/** Orders that a list of lines may have. */
export type LineOrder = "default" | "name" | "-name" | "what" | "-what" | "site" | "-site";

/** What takes something away first, then decisions, then what changes, then what is new, and last what writes nothing. */
const byWeight = sql<number>`case
  when kind = 'remove' then 0 when kind = 'deactivate' then 1 when loses_role then 2 when kind = 'unlink' then 3
  when moves_site then 4 when kind = 'decide' then 5 when kind = 'reactivate' then 6 when kind = 'update' then 7
  when kind = 'link' then 8 when kind = 'create' then 9 when kind = 'leftOut' then 10 when kind = 'notFound' then 11 else 12 end`;

/** How lines are put in order: by numbers that many have in common, smallest first, or by a text. Places in the plan settle what is equal. */
export type LineRanking =
  | { readonly kind: "rank"; readonly rank: RawBuilder<number> }
  | { readonly kind: "text"; readonly text: RawBuilder<string>; readonly isDescending: boolean };

/** The order as SQL. `settings` as for {@link whereLine}; `sites` are in order of name. */
export function rankLines(order: LineOrder, settings: Pick<ConnectionSettings, "mappings">, sites: readonly number[]): LineRanking {
  const isDescending = order.startsWith("-");
  switch (order) {
    case "default":
    case "what":
      return { kind: "rank", rank: byWeight };
    case "-what":
      return { kind: "rank", rank: sql`-(${byWeight})` };
    case "name":
    case "-name":
      return { kind: "text", text: folded(sql.ref("name")), isDescending };
    case "site":
    case "-site":
      return { kind: "rank", rank: bySite(settings, sites, isDescending) };
  }
}

/** Sites by name, and within a site by weight; whoever goes nowhere comes last, whichever way it is sorted. */
function bySite(settings: Pick<ConnectionSettings, "mappings">, sites: readonly number[], isDescending: boolean): RawBuilder<number> {
  const place = sql`array_position(${sites}::int[], ${siteOf(settings)})`;
  return sql<number>`coalesce(${isDescending ? sql`-${place}` : place}, ${sites.length + 1}::int) * 16 + ${byWeight}`;
}

function siteOf({ mappings }: Pick<ConnectionSettings, "mappings">): RawBuilder<unknown> {
  const cases = mappings.flatMap(({ id, destination }) =>
    destination.kind === "site" ? [sql`when mapping_id = ${id}::int and entity = 'user' then ${destination.siteId}::int`] : [],
  );
  return sql`case when kind in ('decide', 'leftOut', 'remove') then null
    when traits like ' s:%' then split_part(substr(traits, 4), ' ', 1)::int
    ${cases.length === 0 ? sql`` : sql.join(cases, sql` `)} else null end`;
}
