import { type RawBuilder, sql } from "kysely";
import { Invalid } from "../../model/errors.ts";
import { columnFor, type RecordKind } from "../../model/records/kind.ts";
import { escapeLike } from "../../store/escape-like.ts";

/** How a field's value compares with what somebody asks for; texts without regard to capitals. `in` and `notIn` have values between commas. */
export interface Comparison {
  readonly field: string;
  readonly operator: "in" | "notIn" | "is" | "isNot" | "like" | "notLike" | "above" | "atLeast" | "below" | "atMost";
  readonly value: string;
}

/** The condition on `t` that all comparisons make together, for `only` of a filter. @throws Invalid for a field that can't be compared so */
export function compareFields(kind: RecordKind, comparisons: readonly Comparison[]): RawBuilder<boolean> {
  return allOf(comparisons.map((comparison) => compareField(kind, comparison)));
}

/** Conditions that all hold. */
export function allOf(conditions: readonly (RawBuilder<boolean> | undefined)[]): RawBuilder<boolean> {
  const given = conditions.filter((one) => one !== undefined);
  return given.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(given, sql` and `)})`;
}

function compareField(kind: RecordKind, { field, operator, value }: Comparison): RawBuilder<boolean> {
  const known = field === "id" ? "number" : kind.fields[field]?.kind;
  if (known === undefined || known === "structured" || known === "references")
    throw new Invalid([{ at: field, says: `is nothing that ${kind.many} are compared by` }]);
  const isNumber = known === "number" || known === "money" || known === "reference";
  const values = operator === "in" || operator === "notIn" ? value.split(",").map((one) => one.trim()) : [value.trim()];
  if (isNumber && operator !== "like" && operator !== "notLike" && !values.every((one) => /^-?\d{1,12}(\.\d{1,6})?$/.test(one)))
    throw new Invalid([{ at: field, says: "is compared with a number" }]);
  const column = sql.ref(`t.${columnFor(field)}`);
  return compareColumn(isNumber ? sql`${column}::numeric` : sql`lower(${column}::text)`, {
    operator,
    values: values.map((one) => one.toLowerCase()),
    type: isNumber ? "numeric" : "text",
  });
}

/** What a column's value must be; `column` is lowered text or a number, as `type` says, and so are the values. */
export function compareColumn(
  column: RawBuilder<unknown>,
  { operator, values, type }: Pick<Comparison, "operator"> & { readonly values: readonly string[]; readonly type: "text" | "numeric" },
): RawBuilder<boolean> {
  const [value = ""] = values;
  const [one, many] = [sql`${value}::text::${sql.raw(type)}`, sql`${values}::text[]::${sql.raw(type)}[]`];
  switch (operator) {
    case "in":
    case "is":
      return sql<boolean>`coalesce(${column} = any(${many}), false)`;
    case "notIn":
    case "isNot":
      return sql<boolean>`coalesce(not ${column} = any(${many}), true)`;
    case "like":
      return sql<boolean>`coalesce(${column}::text like ${pattern(value)}, false)`;
    case "notLike":
      return sql<boolean>`coalesce(${column}::text not like ${pattern(value)}, true)`;
    case "above":
      return sql<boolean>`coalesce(${column} > ${one}, false)`;
    case "atLeast":
      return sql<boolean>`coalesce(${column} >= ${one}, false)`;
    case "below":
      return sql<boolean>`coalesce(${column} < ${one}, false)`;
    case "atMost":
      return sql<boolean>`coalesce(${column} <= ${one}, false)`;
  }
}

/** Anywhere in the text, or where the signs `%` of the value say. */
function pattern(value: string): string {
  return value.includes("%") ? value.split("%").map(escapeLike).join("%") : `%${escapeLike(value)}%`;
}
