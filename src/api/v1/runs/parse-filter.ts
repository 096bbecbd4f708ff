import { ChangeKind } from "../../../model/change.ts";
import { Invalid } from "../../../model/errors.ts";
import type { Run } from "../../../model/run.ts";
import type { LineOrder, PlanFilter } from "../../../sync/line-query.ts";
import type { ChangeFilter } from "../shapes/run.ts";

/** The filter of a request as the plan's lines are asked. @throws Invalid for a number that is none */
export function parseFilter(filter: ChangeFilter, run: Run): PlanFilter {
  return {
    kinds: listOf(filter.kind).map((kind) => ChangeKind.parse(kind)),
    entity: filter.entity ?? null,
    mappingIds: numbersOf("mapping", filter.mapping),
    siteIds: numbersOf("site", filter.site),
    matchedBy: listOf(filter.matchedBy),
    fields: listOf(filter.field),
    warnings: listOf(filter.warning),
    reasons: listOf(filter.reason),
    states: listOf(filter.state),
    limits: limitsOf(filter.counts, run),
    gainsRole: filter.counts === "roleGains",
    isTicked: filter.isTicked === undefined ? null : filter.isTicked === "true",
    text: filter.q ?? "",
  };
}

/** `tripped`: those limits that the plan exceeds. */
function limitsOf(counts: ChangeFilter["counts"], { limits }: Run): PlanFilter["limits"] {
  if (counts === undefined || counts === "roleGains") return null;
  return counts === "tripped" ? limits.filter((limit) => limit.isTripped).map((limit) => limit.name) : [counts];
}

const orders: readonly LineOrder[] = ["default", "name", "-name", "what", "-what", "site", "-site"];

/** @throws Invalid naming the orders there are */
export function parseOrder(sort: string | undefined): LineOrder {
  const order = orders.find((known) => known === (sort ?? "default"));
  if (order === undefined) throw new Invalid([{ at: "sort", says: `"${sort}" is no order. There are: ${orders.slice(1).join(", ")}` }]);
  return order;
}

/** What a query gives once, several times or not at all, as a list. */
export function listOf<T>(values: T | T[] | undefined): T[] {
  if (values === undefined) return [];
  return Array.isArray(values) ? values : [values];
}

function numbersOf(at: string, values: string | string[] | undefined): number[] {
  return listOf(values).map((value) => {
    if (!/^-?\d{1,9}$/.test(value)) throw new Invalid([{ at, says: `"${value}" is no number` }]);
    return Number(value);
  });
}
