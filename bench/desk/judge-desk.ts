import type { Engine, Report } from "../report.ts";
import { budgetSize, judge, type Verdict } from "../verdict.ts";

/** The budgets of the desk on one engine: everything but files is answered in a tenth of a second. */
export function judgeDesk({ desk }: Report, engine: Engine): readonly Verdict[] {
  const measured = desk.find((one) => one.engine === engine && one.records === budgetSize);
  const works = measured?.works.filter(({ work }) => work !== "tickets, all as a file") ?? [];
  return works
    .map(({ work, times }) => judge({ engine, people: budgetSize, work: `desk: ${work}, p99`, unit: "ms", figure: times.p99, limit: 100 }))
    .filter((verdict) => verdict !== null);
}

export const deskHeadings: readonly string[] = ["engine", "of each kind", "desk", "times", "p50 ms", "p99 ms", "longest ms"];

/** One line for everything that was timed of the desk. */
export function listDeskLines({ desk }: Report): readonly (readonly string[])[] {
  return desk.flatMap(({ engine, records, works }) =>
    works.map(({ work, times }) => [
      engine,
      records.toLocaleString("en"),
      work,
      String(times.count),
      ...[times.p50, times.p99, times.max].map((time) => time.toFixed(1)),
    ]),
  );
}
