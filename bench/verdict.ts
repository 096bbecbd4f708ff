import type { Engine } from "./report.ts";

/** A figure beside what it is to be. `isOver` is a remark, never a failure. */
export interface Verdict {
  readonly work: string;
  /** Null where the database, or the number of people, makes no difference. */
  readonly engine: Engine | null;
  readonly people: number | null;
  readonly figure: number;
  readonly limit: number;
  readonly unit: "s" | "×" | "MB" | "KB" | "ms" | "rows";
  readonly isOver: boolean;
}

/** So many people the budgets speak of. */
export const budgetSize = 100_000;

/** A figure and its limit as a verdict; null where there is no figure. */
export function judge(budget: Omit<Verdict, "figure" | "isOver"> & { readonly figure: number | null }): Verdict | null {
  const { figure } = budget;
  return figure === null ? null : { ...budget, figure, isOver: figure > budget.limit };
}
