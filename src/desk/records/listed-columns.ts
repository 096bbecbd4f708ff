import { type RawBuilder, sql } from "kysely";
import { Invalid } from "../../model/errors.ts";
import type { RecordField } from "../../model/records/field.ts";
import { escapeLike } from "../../store/escape-like.ts";
import { compareColumn } from "./filter-records.ts";

/** A column of a list that is of no kind of record: of sums, or of what belongs to two records. */
export interface ListedColumn {
  readonly sql: RawBuilder<unknown>;
  readonly kind: Exclude<RecordField["kind"], "references" | "structured">;
}
export type ListedColumns = Readonly<Record<string, ListedColumn>>;

/** What such a list is asked for: words, filters by column as lists of records take them, and a column to sort by, with a minus to turn it round. */
export interface ListedAsked {
  readonly q?: string | undefined;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly sort?: string | undefined;
}

/** The condition that words and filters make; `searched` are texts of which one must hold each word. @throws Invalid */
export function conditionOn(
  columns: ListedColumns,
  { q = "", fields = {} }: ListedAsked,
  searched: readonly RawBuilder<unknown>[],
): RawBuilder<unknown> {
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const holds = words.map((word) => {
    const pattern = `%${escapeLike(word)}%`;
    return sql`(${sql.join(
      searched.map((text) => sql`lower(${text}) like ${pattern}`),
      sql` or `,
    )})`;
  });
  const filters = Object.entries(fields).map(([name, text]) => compareColumn(...columnOf(columns, name), text));
  return holds.length + filters.length === 0 ? sql`true` : sql.join([...holds, ...filters], sql` and `);
}

/** The order by the column that is asked for. @throws Invalid */
export function orderOn(columns: ListedColumns, sort: string): RawBuilder<unknown> {
  const name = sort.replace(/^-/, "");
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column === undefined) throw new Invalid([{ at: "sort", says: `this list can't be sorted by ${name}` }]);
  const value = column.kind === "text" ? sql`lower(${column.sql})` : column.sql;
  return sql`${value} ${sort.startsWith("-") ? sql`desc` : sql`asc`} nulls last`;
}

function columnOf(columns: ListedColumns, name: string): [RawBuilder<unknown>, { name: string; kind: ListedColumn["kind"] }] {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column === undefined) throw new Invalid([{ at: name, says: "is nothing that this list is filtered by" }]);
  return [column.sql, { name, kind: column.kind }];
}
