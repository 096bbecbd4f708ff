import { type RawBuilder, sql } from "kysely";
import type { ChangeKind } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { ConnectionSettings, LimitName } from "../model/settings.ts";
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
  const isInAddress = sql`(external_id = ${text} or email ilike ${`%${escapeLike(text)}%`})`;
  if (text.includes("@")) return isInAddress;
  const pattern = `%${escapeLike(foldMarks(text))}%`;
  return sql`(${isInAddress} or ${folded(sql.ref("name"))} like ${pattern})`;
}

/** Marks that stand by themselves once a text is decomposed (U+0300 to U+036F, the usual ones). */
const marks = Array.from({ length: 0x32 }, (_, index) => String.fromCharCode(0x300 + index)).join("");

/** Taking marks off is dear, and most names have none: a text of as many bytes as characters needs nothing. */
function folded(column: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`lower(case when octet_length(${column}) = char_length(${column}) then ${column} else translate(normalize(${column}, NFKD), ${marks}, '') end)`;
}

function foldMarks(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** Orders that a list of lines may have. */
export type LineOrder = "default" | "name" | "-name" | "what" | "-what" | "site" | "-site";

/** What takes something away first, then decisions, then what changes, then what is new, and last what writes nothing. */
const byWeight = sql`case
  when kind = 'remove' then 0 when kind = 'deactivate' then 1 when loses_role then 2 when kind = 'unlink' then 3
  when moves_site then 4 when kind = 'decide' then 5 when kind = 'reactivate' then 6 when kind = 'update' then 7
  when kind = 'link' then 8 when kind = 'create' then 9 when kind = 'leftOut' then 10 when kind = 'notFound' then 11 else 12 end`;

/** The order as SQL; places in the plan settle what is equal. `settings` as for {@link whereLine}; `sites` are in order of name. */
export function orderLines(
  order: LineOrder,
  settings: Pick<ConnectionSettings, "mappings">,
  sites: readonly number[],
): RawBuilder<unknown> {
  const direction = order.startsWith("-") ? sql`desc` : sql`asc`;
  switch (order) {
    case "default":
      return sql`${byWeight}, seq`;
    case "name":
    case "-name":
      return sql`${folded(sql.ref("name"))} collate "C" ${direction}, seq`;
    case "what":
    case "-what":
      return sql`${byWeight} ${direction}, seq`;
    case "site":
    case "-site":
      return sql`array_position(${sites}::int[], ${siteOf(settings)}) ${direction} nulls last, ${byWeight}, seq`;
  }
}

function siteOf({ mappings }: Pick<ConnectionSettings, "mappings">): RawBuilder<unknown> {
  const cases = mappings.flatMap(({ id, destination }) =>
    destination.kind === "site" ? [sql`when mapping_id = ${id}::int and entity = 'user' then ${destination.siteId}::int`] : [],
  );
  return sql`case when kind in ('decide', 'leftOut', 'remove') then null
    when traits like ' s:%' then split_part(substr(traits, 4), ' ', 1)::int
    ${cases.length === 0 ? sql`` : sql.join(cases, sql` `)} else null end`;
}
