import { z } from "@hono/zod-openapi";
import type { ListedAsked, ListedColumn, ListedColumns } from "../../../desk/records/listed-columns.ts";
import { PageQuery } from "./common.ts";

/** The query of a list that is of no kind of record: a window, words, an order, a filter a column; what it does not know is refused. */
export function listedQuery(columns: ListedColumns, order: string) {
  const names = Object.keys(columns);
  const filters = Object.entries(columns).map(
    ([name, { kind }]) =>
      [
        name,
        z
          .string()
          .max(2000)
          .optional()
          .openapi({ description: explain(kind) }),
      ] as const,
  );
  return z.strictObject({
    ...PageQuery.shape,
    q: z.string().max(200).optional().openapi({ description: "Words that a row must all hold" }),
    sort: z
      .string()
      .regex(new RegExp(`^-?(${names.join("|")})$`), "is no column that this list is sorted by")
      .optional()
      .openapi({ description: `A column, or a minus and a column. Without: ${order}` }),
    format: z.enum(["json", "csv"]).optional().openapi({ description: "csv: everything that the filter lets through, as a file" }),
    ...Object.fromEntries(filters),
  });
}

/** What such a query asks the desk for. */
export function readListed({ q, sort, ...asked }: Readonly<Record<string, unknown>>): ListedAsked {
  const { cursor: _cursor, from: _from, limit: _limit, format: _format, ...filters } = asked;
  // What the schema lets through beside its own is text: a filter by column.
  const fields = Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  return { fields, ...(typeof q === "string" && { q }), ...(typeof sort === "string" && { sort }) };
}

function explain(kind: ListedColumn["kind"]): string {
  switch (kind) {
    case "reference":
      return "Its number; several after commas; none for none";
    case "flag":
      return "true or false";
    case "number":
    case "money":
      return "A number, or a span like 1..10";
    case "date":
    case "moment":
      return "A day, or a span like 2026-11-01..2026-11-30";
    default:
      return "A text, compared whole; several after commas";
  }
}
